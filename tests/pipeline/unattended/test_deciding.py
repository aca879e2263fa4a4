"""What decides a report is in the mark: our code as it is installed too."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = "from pipeline.installed import code_mark; print(code_mark())"


def mark(place: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=place, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_another_rule_is_other_code_and_a_compiled_file_is_not(tmp_path: Path) -> None:
    for room in ("core", "extractors", "pipeline", "validators"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("*.pyc"))
    first = mark(tmp_path)  # and now there are compiled ones
    assert mark(tmp_path) == first == mark(ROOT)
    rule = next((tmp_path / "validators" / "income").glob("*.py"))
    rule.write_text(rule.read_text("utf-8") + "# another line\n", "utf-8")
    assert mark(tmp_path) != first
