"""Whether a short word looks like a Chinese person's name."""

import re

_SINGLE = set(
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏"
        "魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
        "常温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲"
        "翁冉骆蓝路游辛靳欧阳管柴"
    "蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗"
        "瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢"
        "劳谌奚皮粟冼蔺楼盘满闻位"
    "厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦"
        "戈伏鹿薄邸雍辜羊阿乌赖祖"
)  # fmt: skip
_RARE = set(
    "亓郄渠佴笪仉乜禚逄麹麴蔄苌茆荀蓟眭糜邰咸籍阴莘扶堵宰郦郤璩濮寿郏慕茹习宦鱼慎庾暨衡步弘禄"
    "殳沃蔚夔隆厍勾融訾毋巢蒯红竺逯桓亢况干杭洪诸钮嵇滑於贲羿汲邴松富弓牧隗宓郗仰秋钭戎束幸韶"
    "宿怀揭揣撒粘佀候兀冒占危哈姒宛尧展崇帖庆库庹弋弥归折拓揆昌昝智木朗枚桐植母汝泮湛源火烟牙"
    "玄疏矫秘竹端缑茅菅萨蒉藏虎衣衷言贝贠赏赫迮郇郸鄞酆锁锺雒靖颉骈鬲鲜黑岱那呼闪腊刀罕召帕斐"
    "佐鬼勒额撖侴昃亶代甯"
)
_DOUBLE = (
    "欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "东方", "独孤", "南宫", "慕容", "尉迟",
        "令狐", "长孙", "宇文", "轩辕",
    "夏侯", "公孙", "端木", "百里", "东郭", "西门", "澹台", "呼延", "闻人", "钟离", "申屠", "太史",
)  # fmt: skip
_NAME = re.compile(r"[㐀-鿿豈-﫿]{2,4}(?:·[㐀-鿿]{1,6})*")
_NEVER = re.compile(
    r"公司|有限|单位|中心|事务|税务|东城|北京|总局|专用|发放|代扣|缴|经办|代理|签字|签名|首页|查"
    r"询|设置|合计|附件|日期|系统|科技|工资|收入"
)


def looks_like_name(text: str) -> bool:
    """A usual surname with one or two characters more, or a longer name with a middle dot."""
    if not _NAME.fullmatch(text) or _NEVER.search(text):
        return False
    if text[:2] in _DOUBLE:
        return len(text) in (3, 4)
    return "·" in text or (text[0] in _SINGLE and len(text) in (2, 3))


def has_surname(text: str) -> bool:
    """Whether it begins with a surname, be it a rare one: 亓, 郄, 渠."""
    return text[:1] in _SINGLE or text[:1] in _RARE or text[:2] in _DOUBLE
