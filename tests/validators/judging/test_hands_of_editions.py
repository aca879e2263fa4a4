"""An edition whose documents.toml says nothing of hands asks for them all the same."""

from pathlib import Path

import pytest

from tests.validators.editions import as_of_0_1, change, copied
from validators.policy.load import load_folder
from validators.policy.model import Policy


def without_hands(folder: Path) -> Path:
    path = folder / "documents.toml"
    kept, inside = [], False
    for line in path.read_text("utf-8").splitlines():
        inside = inside or line.startswith("hands = [")
        if not inside:
            kept.append(line)
        inside = inside and line != "]"
    path.write_text("\n".join(kept) + "\n", "utf-8")
    return folder


def hands(policy: Policy, kind: str) -> tuple[str, ...]:
    known = policy.document(kind)
    assert known is not None
    return tuple(need.field for need in known.hands)


@pytest.mark.parametrize("made", [copied, as_of_0_1])
def test_a_file_from_before_hands_were_data_has_the_installed_ones(
    made: object, tmp_path: Path
) -> None:
    folder = without_hands(made(tmp_path / "alt_2020"))  # type: ignore[operator]
    assert "hands = " not in (folder / "documents.toml").read_text("utf-8")
    found = load_folder(folder)
    assert hands(found, "integrity_statement") == ("applicant_signature", "legal_rep_signature")
    assert hands(found, "id_card") == ()


def test_none_is_asked_where_the_file_says_so(tmp_path: Path) -> None:
    folder = without_hands(copied(tmp_path / "alt_2020"))
    change(folder, "documents.toml", 'id = "integrity_statement"\n',
           'id = "integrity_statement"\nhands = []\n')  # fmt: skip
    assert hands(load_folder(folder), "integrity_statement") == ()
