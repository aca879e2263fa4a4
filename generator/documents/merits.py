"""Awards, patents and the papers submitted with them for conditions 3, 6 and 8."""

from datetime import date

from generator import codes, seals
from generator.documents.page import PageBuilder, Printed, Value, digits, framed, page, yuan
from generator.facts import Facts
from generator.paper import Paper

AWARD = "北京市科学技术进步奖"
PROJECT = "面向智慧城市的多源样例数据融合平台"
GOVERNMENT = "北京市人民政府"


def _patent(seed: int) -> tuple[str, str]:
    """A patent's number as printed and as reported, with its right check digit."""
    body = "20171" + digits(seed, 7)
    total = sum(int(d) * w for d, w in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
    check = "0123456789X"[total % 11]
    return f"ZL {body[:4]} {body[4]} {body[5:]}.{check}", f"ZL{body}.{check}"


def award(f: Facts, seed: int) -> Paper:
    """北京市科学技术奖证书."""
    values: dict[str, Value] = {
        "award": AWARD,
        "grade": "二等奖",
        "project": PROJECT,
        "winner": f.who.name,
        "certificate_number": f"2022-J-2-{digits(seed, 3)}-R03",
        "issuer": GOVERNMENT,
        "issue_date": date(2023, 5, 30),
    }
    p = framed(seed, values, (170, 60, 50))
    p.size = 4.8
    p.title("北京市科学技术奖证书", 10, colour=(170, 30, 30), gap=6)
    p.prose("为表彰在推动科学技术进步、促进首都经济社会发展中做出突出成绩者，特颁发此证书。")
    p.y += 2
    p.pairs(
        84,
        ("奖励类别：", "{award}"),
        ("项目名称：", "{project}"),
        ("奖励等级：", "{grade}"),
        ("获 奖 者：", "{winner}"),
        ("证 书 号：", "{certificate_number}"),
        gap=3.4,
        face="kai",
    )
    p.put(246, 160, "颁奖机关：{issuer}", anchor="r")
    p.put(246, 172, "{issue_date}", anchor="r")
    p.sheet.seal(220, 166, seals.office(GOVERNMENT, size=42))
    p.sheet.seal(60, 172, seals.official(f.unit.name))
    return p.paper("award_certificate", "landscape")


def award_evidence(f: Facts, seed: int) -> Paper:
    """The decision with the winners of an award."""
    values: dict[str, Value] = {
        "award": AWARD,
        "winner": f.who.name,
        "document_number": Printed(
            f"京政发〔2023〕{seed % 90 + 1}号", f"京政发〔2023〕{seed % 90 + 1}号"
        ),
        "issue_date": date(2023, 5, 18),
    }
    p = page(seed, values, y=24, step=1.9)
    p.title("北京市人民政府文件", 9, colour=(190, 30, 30), gap=6)
    p.put(105, p.y, "{document_number}", anchor="c")
    p.sheet.line(26, p.y + 9, 184, p.y + 9, 0.6, (190, 30, 30))
    p.y += 16
    p.title("关于2022年度北京市科学技术奖的表彰决定", 5.6)
    p.lines("各区人民政府，市政府各委、办、局：")
    p.prose(
        "为激励科技人员创新创造，经奖励办公室组织评审，市政府批准，现将2022年度北京市科学技术奖"
        "获奖项目及获奖人员名单予以公告，并作出授奖的决定。"
    )
    p.y += 2
    rows = [
        ["奖项名称", "{award}"],
        ["获奖等级", "二等奖"],
        ["获奖项目", PROJECT],
        ["主要完成单位", f.unit.name],
        ["获奖人", "{winner}"],
        ["其他获奖人员", f"{f.agent.name}、{f.owner.name}"],
    ]
    p.table((40, 118), rows, height=11)
    p.foot(GOVERNMENT, "{issue_date}", gap=16, seal=seals.office(GOVERNMENT, size=42))
    p.sheet.seal(56, p.y, seals.official(f.unit.name))
    return p.paper("award_supporting_evidence", "decision")


def patent(f: Facts, seed: int) -> Paper:
    """发明专利证书."""
    printed, number = _patent(seed)
    grant = f"CN 107{digits(seed + 1, 6)} B"
    values: dict[str, Value] = {
        "certificate_number": f"第{digits(seed + 2, 7)}号",
        "patent_type": "发明专利证书",
        "title": "一种样例数据的测量方法及装置",
        "inventors": f"{f.who.name};{f.agent.name};{f.owner.name}",
        "patent_number": Printed(printed, number),
        "application_date": date(2017, 3, 4),
        "patentee": f.unit.name,
        "grant_date": date(2019, 5, 7),
        "grant_number": Printed(grant, grant.replace(" ", "")),
    }
    p = framed(seed, values, (170, 70, 60), (210.0, 297.0), left=30, wide=150, y=22, size=4.2)
    p.put(30, p.y, "证书号{certificate_number}", 3.8)
    p.y += 14
    p.title("发明专利证书", 10, colour=(170, 30, 30))
    p.sheet.mark("patent_type", "发明专利证书", (75, 36, 135, 47))
    p.lines(
        "发明名称：{title}",
        "发 明 人：{inventors}",
        "专 利 号：{patent_number}",
        "专利申请日：{application_date}",
        "专利权人：{patentee}",
        f"地    址：{f.unit.address}",
        "授权公告日：{grant_date}      授权公告号：{grant_number}",
        gap=3,
    )
    p.prose(
        "国家知识产权局依照中华人民共和国专利法进行审查，决定授予专利权，颁发发明专利证书并在"
        "专利登记簿上予以登记。专利权自授权公告之日起生效。"
    )
    _patent_foot(p, f, number)
    return p.paper("patent_certificate", "invention")


def _patent_foot(p: PageBuilder, f: Facts, number: str) -> None:
    """The QR code, the signature and the seals."""
    p.sheet.image(34, 218, 24, 24, codes.qr(f"https://patent.example.invalid/{number}"))
    p.put(34, 252, "局长")
    p.sheet.hand(46, 249, "申测雨", 7, f.unit.hand)
    p.put(178, 262, "2019年5月7日", anchor="r")
    p.sheet.seal(150, 250, seals.office("中华人民共和国国家知识产权局", size=42))
    p.sheet.seal(100, 256, seals.official(f.unit.name))


def software(f: Facts, seed: int) -> Paper:
    """计算机软件著作权登记证书."""
    values: dict[str, Value] = {
        "certificate_number": f"软著登字第{digits(seed, 7)}号",
        "software_name": "样例数据融合软件V1.0",
        "copyright_owner": f.unit.name,
        "completion_date": date(2018, 1, 12),
        "first_publication": "未发表",
        "acquisition": "原始取得",
        "scope": "全部权利",
        "registration_number": f"2018SR{digits(seed + 1, 6)}",
        "issue_date": date(2018, 3, 14),
    }
    p = framed(seed, values, (80, 120, 160), (210.0, 297.0), left=30, wide=150, size=4.3)
    p.title("中华人民共和国国家版权局", 5.4, gap=5)
    p.title("计算机软件著作权登记证书", 8, colour=(150, 30, 30))
    p.put(178, p.y, "证书号：{certificate_number}", anchor="r")
    p.y += 14
    p.pairs(
        74,
        ("软件名称：", "{software_name}"),
        ("著作权人：", "{copyright_owner}"),
        ("开发完成日期：", "{completion_date}"),
        ("首次发表日期：", "{first_publication}"),
        ("权利取得方式：", "{acquisition}"),
        ("权利范围：", "{scope}"),
        ("登记号：", "{registration_number}"),
        gap=6,
    )
    p.prose("根据《计算机软件保护条例》和《计算机软件著作权登记办法》的规定，经中国版权保护中心"
            "审核，对以上事项予以登记。")  # fmt: skip
    p.put(34, 254, f"No. {digits(seed + 2, 8)}")
    p.put(174, 258, "{issue_date}", anchor="r")
    p.sheet.seal(148, 252, seals.office(
        "中华人民共和国国家版权局", "计算机软件登记专用章", size=42))  # fmt: skip
    p.sheet.seal(86, 256, seals.official(f.unit.name))
    return p.paper("software_copyright_certificate", "page")


def conversion_report(f: Facts, seed: int) -> Paper:
    """知识产权成果在京落地转化说明报告."""
    _, number = _patent(seed)
    soft = f"2018SR{digits(seed + 1, 6)}"
    values: dict[str, Value] = {
        "unit_name": f.unit.name,
        "applicant": f.who.name,
        "issue_date": date(2025, 8, 28),
    }
    p = page(seed, values, y=32, step=2.0)
    p.title("知识产权成果在京落地转化说明报告", 6.4)
    p.prose(
        f"我单位发明专利（专利号：{number}）及软件著作权（登记号：{soft}）已在京落地转化，"
        "应用于东城区三家单位，近两年取得经济效益1200万元，带动就业40人，社会效益良好。",
        "申请人：{applicant}，为上述成果的第一发明人，主持了样机研制和推广工作。",
        "特此说明。",
    )
    p.sheet.mark("ip_numbers", f"{number}、{soft}", (26, 48, 184, 66))
    p.foot("{unit_name}", "{issue_date}", seal=seals.official(f.unit.name), gap=24)
    return p.paper("ip_conversion_report", "letter")


def conversion_evidence(f: Facts, seed: int) -> Paper:
    """A patent licence contract."""
    printed, _ = _patent(seed)
    values: dict[str, Value] = {
        "unit_name": "北京样例智造科技有限公司",
        "subject": "样例数据测量专利实施许可",
        "amount": yuan("1800000.00"),
        "issue_date": date(2024, 4, 16),
    }
    p = page(seed, values, y=26, step=1.9)
    p.title("专利实施许可合同")
    p.lines(
        "项目名称：{subject}",
        "受让方（被许可方）：{unit_name}",
        f"让与方（许可方）：{f.unit.name}",
    )
    p.prose(
        f"第一条 许可方以独占实施许可的方式，许可被许可方实施其专利（专利号：{printed}）。",
        "第二条 许可方应协助被许可方完成成果转化，提供技术资料并培训人员。",
        "第三条 许可费及支付方式。",
    )
    p.lines("许可费：人民币{amount}元，合同生效后十日内一次付清。")
    p.prose("第四条 本合同依法办理技术合同登记，有关技术转让的其他事项由双方另行约定。")
    p.y += 6
    p.put(26, p.y, "受让方（盖章）：")
    p.put(108, p.y, "让与方（盖章）：")
    p.sheet.seal(66, p.y + 18, seals.official("北京样例智造科技有限公司"))
    p.sheet.seal(150, p.y + 18, seals.official(f.unit.name))
    p.y += 44
    p.put(184, p.y, "{issue_date}", anchor="r")
    return p.paper("conversion_evidence", "licence")


def contribution(f: Facts, seed: int) -> Paper:
    """A letter of recommendation for an outstanding contribution."""
    values: dict[str, Value] = {
        "name": f.who.name,
        "subject": PROJECT,
        "issuer": "北京样例软件行业协会",
        "issue_date": date(2025, 7, 18),
    }
    p = page(seed, values, y=32, step=2.0)
    p.title("突出贡献推荐信")
    p.lines("东城区人力资源和社会保障局：", "被推荐人：{name}", "项目名称：{subject}")
    p.prose(
        f"{f.who.name}同志现任{f.unit.name}首席工程师，主要业绩如下：主持完成上述项目，"
        "成果在十余家单位推广应用，在业内具有较大行业影响力，为首都数字经济发展作出重要贡献。",
        "推荐意见：该同志业绩显著，贡献突出，特此推荐。",
    )
    p.foot("{issuer}", "{issue_date}", gap=24, seal=seals.office("北京样例软件行业协会"))
    p.sheet.seal(58, p.y, seals.official(f.unit.name))
    return p.paper("outstanding_contribution_evidence", "recommendation")
