"""Handwriting against expected names: a name that fits is put in, another's note stays."""

from collections.abc import Mapping, Sequence

import pytest

from core.models.document import Annotation, Document, Field, PageRef, Reading
from core.models.geometry import Box
from core.models.page import Page
from pipeline.settling.expected import FITS, FITTED, Expected, Fit
from pipeline.settling.fitting import MEANT, OPEN, PRINTED, SPELT, fit_expected

REF = PageRef(file="a", page=1)
BOX, PLACE = Box(0.1, 0.8, 0.6, 0.84), Box(0.1, 0.86, 0.3, 0.9)
UNIT = "北京瑞恒科技有限公司"
WHO = Expected(persons=("方明萍", "郑辉"), units=(UNIT,))


def fitting(note: Mapping[str, float], signed: Mapping[str, float] | None = None) -> Fit:
    """An engine in which words fit as given: those of the note, those of the signature."""

    def fit(page: Page, box: Box, words: Sequence[str]) -> list[float]:
        assert page.number == REF.page
        known = note if box == BOX else signed or {}
        return [known.get(word, 0.0) for word in words]

    return fit


def run(note: Annotation, fit: Fit, expected: Expected = WHO) -> Annotation:
    document = Document(
        id="D1", type="iit_tax_list", confidence=1, pages=(REF,), annotations=(note,)
    )
    pages = [Page(file="a", number=1, width=10, height=10)]
    (found,) = fit_expected([document], expected, pages, fit)
    return found.annotations[0]


def noted(text: str, signature: str | None = None, sure: float = 0.5) -> Annotation:
    return Annotation(
        text=text,
        confidence=0.6,
        page=REF,
        box=BOX,
        signature=signature,
        signature_confidence=sure,
        signature_box=PLACE if signature is not None else None,
    )


def test_a_misread_name_that_fits_is_put_in() -> None:
    found = run(noted("方朋萍工资由北京瑞恒科枝有限公司发放"), fitting({"方明萍": 0.7, UNIT: 0.4}))
    assert found.text == f"方明萍工资由{UNIT}发放"
    assert {(r.value, r.source) for r in found.readings} >= {("方明萍", "fit"), (UNIT, "fit")}


def test_the_field_that_repeats_the_note_follows_it() -> None:
    it = noted(f"方朋萍工资由{UNIT}发放")
    field = Field(name="annotation", kind="text", value=it.text, raw=it.text, confidence=0.6)
    document = Document(
        id="D1", type="iit_tax_list", confidence=1, pages=(REF,), annotations=(it,),
        fields={"annotation": field},
    )  # fmt: skip
    pages = [Page(file="a", number=1, width=10, height=10)]
    (found,) = fit_expected([document], WHO, pages, fitting({"方明萍": 0.7}))
    assert found.fields["annotation"].value == found.annotations[0].text
    assert found.fields["annotation"].raw == it.text


def test_a_name_that_lost_a_character_is_put_in() -> None:
    found = run(noted(f"方萍工资由{UNIT}发放"), fitting({"方明萍": 0.9}))
    assert found.text == f"方明萍工资由{UNIT}发放"


@pytest.mark.parametrize("likely", [0.0, FITS - 0.01])
def test_a_note_about_somebody_else_stays(likely: float) -> None:
    text = f"方晓萍工资由{UNIT}发放"
    found = run(noted(text), fitting({"方明萍": likely}))
    assert found.text == text
    assert found.confidence == 0.6


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("北京瑞恒科技郁限公司", True),
        ("北京瑞恒科技有限公词", True),
        ("北京瑞恒科支有限公司", False),  # the own name must stand there
        ("北京瑞恒科技股份公司", False),  # another form
        ("北京瑞恒科技郁根公司", False),
    ],
)
def test_a_misread_legal_form(read: str, whole: bool) -> None:
    found = run(noted(f"方明萍工资由{read}发放"), fitting({}))
    assert found.text == f"方明萍工资由{UNIT if whole else read}发放"


def test_a_name_with_nothing_near_it_is_not_put_in() -> None:
    """It fits somewhere, but no part of what was read can be meant for it."""
    text = f"工资由{UNIT}发放"
    assert run(noted(text), fitting({"郑辉": 0.9})).text == text


@pytest.mark.parametrize("read", ["", "郑挥"])
def test_a_signature_that_fits_one_name(read: str) -> None:
    found = run(noted(f"方明萍工资由{UNIT}发放", read), fitting({}, {"郑辉": 0.8}))
    assert (found.signature, found.signature_confidence) == ("郑辉", FITTED)


def test_a_signature_that_fits_two_names_stays_unread() -> None:
    found = run(noted("工资由", ""), fitting({}, {"郑辉": 0.8, "方明萍": 0.5}))
    assert found.signature == ""


def test_a_signature_read_as_quite_another_name_stays() -> None:
    found = run(noted("工资由", "李强"), fitting({}, {"郑辉": 0.8}))
    assert found.signature == "李强"


def test_a_well_read_signature_is_not_asked_about() -> None:
    found = run(noted("工资由", "郑挥", sure=0.99), fitting({}, {"郑辉": 0.8}))
    assert found.signature == "郑挥"


def test_a_missing_signature_stays_missing() -> None:
    assert run(noted("工资由"), fitting({}, {"郑辉": 0.8})).signature is None


def test_nothing_is_asked_where_no_name_is_known() -> None:
    def fit(page: Page, box: Box, words: Sequence[str]) -> list[float]:
        raise AssertionError("asked")

    assert run(noted("工资由", ""), fit, Expected()).text == "工资由"


def printed(value: str | None, sure: float, likely: float, name: str = "方明萍") -> Field:
    """A name field after fitting; the expected `name` is as likely as said."""
    field = Field(
        name="name", kind="person", value=value, raw=value or "", confidence=sure, page=REF, box=BOX
    )
    document = Document(id="D1", type="id_card", confidence=1, pages=(REF,), fields={"name": field})
    pages = [Page(file="a", number=1, width=10, height=10)]
    (found,) = fit_expected([document], WHO, pages, fitting({name: likely}))
    return found.fields["name"]


@pytest.mark.parametrize(
    ("value", "sure", "likely", "wanted"),
    [
        ("方明荓", 0.5, PRINTED, "方明萍"),  # a rare character in small type
        ("方明荓", 0.5, PRINTED - 0.01, "方明荓"),
        ("方明荓", 0.99, 0.9, "方明荓"),  # well read: the ink does not change it
        ("李强", 0.5, 0.9, "李强"),  # nothing like it
        (None, 0.0, 0.9, None),  # nothing was read: the box may be another field's
    ],
)
def test_a_doubtful_printed_name(
    value: str | None, sure: float, likely: float, wanted: str | None
) -> None:
    assert printed(value, sure, likely).value == wanted


def test_a_well_read_name_that_may_be_the_expected_one_is_in_doubt() -> None:
    """A character half under a seal is read twice alike and wrong."""
    assert printed("方明荓", 0.99, OPEN).confidence == 0.5
    assert printed("方明荓", 0.99, OPEN / 2).confidence == 0.99  # another's
    assert printed("方亮荓", 0.99, 0.9).confidence == 0.99  # not nearly the expected one
    assert printed("方明萍", 0.99, 0.9).confidence == 0.99


@pytest.mark.parametrize(
    ("said", "inked", "text"),
    [
        ("方明萍工资由{}友放。", "方明萍工资由{}发放", "方明萍工资由{}发放。"),
        ("方明萍工警由{}发教", "方明萍工资由{}发放", "方明萍工资由{}发放"),
        ("方明萍应税收入由{}代开代做", "方明萍应税收入由{}代扣代缴", "方明萍应税收入由{}代扣代缴"),
        ("兹证方明萍工资由{}发放", "兹证明方明萍工资由{}发放", "兹证明方明萍工资由{}发放"),
        ("方明萍工资由{}未发放", "方明萍工资由{}未发放", "方明萍工资由{}未发放"),
        ("郑辉、方明萍工资由{}友放", "方明萍工资由{}发放", "郑辉、方明萍工资由{}友放"),
    ],
)
def test_the_other_words_of_a_note_with_both_names(said: str, inked: str, text: str) -> None:
    """They are corrected if the guide's whole sentence fits the ink."""
    assert run(noted(said.format(UNIT)), fitting({inked.format(UNIT): FITS})).text == text.format(
        UNIT
    )
    assert run(noted(said.format(UNIT)), fitting({})).text == said.format(UNIT)


def test_a_form_signature_that_was_not_read() -> None:
    unread = Field(
        name="employee_signature",
        kind="person",
        value=None,
        raw="",
        confidence=0.0,
        page=REF,
        box=PLACE,
        trouble="签名无法辨认",
    )
    blank = unread.model_copy(update={"name": "lessor_signature", "presence": "absent"})
    hidden = unread.model_copy(update={"name": "handler_signature", "presence": "unclear"})
    name = unread.model_copy(update={"name": "employee"})
    fields = {field.name: field for field in (unread, blank, hidden, name)}
    document = Document(id="D1", type="labor_contract", confidence=1, pages=(REF,), fields=fields)
    pages = [Page(file="a", number=1, width=10, height=10)]
    (found,) = fit_expected([document], WHO, pages, fitting({}, {"方明萍": 0.9}))
    signed = found.fields["employee_signature"]
    assert (signed.value, signed.confidence, signed.trouble) == ("方明萍", FITTED, None)
    assert any(r.source == "fit" and r.value == "方明萍" for r in signed.readings)
    hand = found.fields["handler_signature"]
    assert (hand.value, hand.presence) == ("方明萍", "present")
    assert found.fields["lessor_signature"] == blank and found.fields["employee"] == name


CARD, MISREAD = "610103199006181754", "610108199006181754"


def numbered(value: str, likely: float) -> Field:
    """A number read very surely, and how well the expected one fits where it stands."""
    field = Field(
        name="id_number", kind="id_number", value=value, raw=value, confidence=0.98, page=REF,
        box=BOX,
    )  # fmt: skip
    document = Document(
        id="D1", type="id_card", confidence=1, pages=(REF,), fields={"id_number": field}
    )
    pages = [Page(file="a", number=1, width=10, height=10)]
    expected = Expected(numbers=(CARD, "110101199003070011"))
    (found,) = fit_expected([document], expected, pages, fitting({CARD: likely}))
    return found.fields["id_number"]


def test_a_misread_number_is_the_expected_one_where_the_ink_is() -> None:
    found = numbered(MISREAD, MEANT)
    assert (found.value, found.raw, found.confidence) == (CARD, MISREAD, FITTED)


def test_a_number_that_may_be_the_expected_one_is_not_relied_on() -> None:
    found = numbered(MISREAD, OPEN)
    assert (found.value, found.confidence) == (MISREAD, 0.5)


def test_a_number_that_is_wrong_on_the_paper_stays_so() -> None:
    assert (numbered(MISREAD, 0.001).value, numbered(MISREAD, 0.001).confidence) == (MISREAD, 0.98)


@pytest.mark.parametrize("other", ["110101199003170012", "11010519491231002X", "330106"])
def test_numbers_that_are_right_or_far_from_it_are_not_asked_about(other: str) -> None:
    assert (numbered(other, 1.0).value, numbered(other, 1.0).confidence) == (other, 0.98)


@pytest.mark.parametrize(("likely", "value"), [(FITS, "91110101MA01234564"), (MEANT, None)])
def test_a_code_that_lost_a_character_is_the_expected_one_where_the_ink_is(
    likely: float, value: str | None
) -> None:
    code = "91110101MA01234564"
    field = Field(
        name="credit_code", kind="credit_code", value=None, raw="9110101MA01234564", confidence=0.0,
        page=REF, box=BOX, presence="unclear", trouble="17 位",
    )  # fmt: skip
    document = Document(
        id="D1", type="business_license", confidence=1, pages=(REF,), fields={"credit_code": field}
    )
    pages = [Page(file="a", number=1, width=10, height=10)]
    (read,) = fit_expected([document], Expected(numbers=(code,)), pages, fitting({code: likely}))
    assert read.fields["credit_code"].value == value


SHE = Expected(persons=("佘明萍",))


def read_again(value: str, sure: float, again: str | None, likely: float) -> Field:
    """A person's name in a field after its ink was asked, its second reading beside it."""
    readings = [Reading(source="page", value=value, confidence=sure)]
    readings += [Reading(source="again", value=again, confidence=0.6)] if again else []
    field = Field(
        name="legal_rep", kind="person", value=value, raw=value, confidence=sure, page=REF,
        box=BOX, readings=tuple(readings),
    )  # fmt: skip
    document = Document(id="D1", type="x", confidence=1, pages=(REF,), fields={"legal_rep": field})
    pages = [Page(file="a", number=1, width=10, height=10)]
    (found,) = fit_expected([document], SHE, pages, fitting({"佘明萍": likely}))
    return found.fields["legal_rep"]


@pytest.mark.parametrize(
    ("value", "sure", "again", "likely", "wanted"),
    [
        ("佘明萍", 0.44, None, MEANT, ("佘明萍", SPELT)),  # it says it, and the ink may be it
        ("佘明萍", 0.44, None, MEANT - 0.01, ("佘明萍", 0.44)),
        ("佘明草", 0.5, "回明萍", MEANT, ("佘明萍", SPELT)),  # each misses another character
        ("佘明草", 0.5, "佘明草", MEANT, ("佘明草", 0.5)),  # nobody read the last one
        ("余明萍", 0.7, "佘明萍", MEANT, ("余明萍", 0.7)),  # a look-alike that was read more surely
        ("余明萍", 0.5, "佘明萍", MEANT, ("佘明萍", SPELT)),
    ],
)
def test_a_name_that_free_readings_spell(
    value: str, sure: float, again: str | None, likely: float, wanted: tuple[str, float]
) -> None:
    found = read_again(value, sure, again, likely)
    assert (found.value, found.confidence) == wanted
