"""What lies free goes back to the system."""

import subprocess
import sys

import pytest

# Small blocks are freed below one that is held: the C library alone keeps them.
PROGRAM = """
from pathlib import Path
from pipeline.reading.box.spare import give_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

def fill():
    blocks = [bytes(50_000 + n % 7) for n in range(2_000)]
    return blocks[-1]

held = fill()
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own")
def test_free_memory_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) > 50
