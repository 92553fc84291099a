"""What a process that reads may take of the machine, and what programs that help it may."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a job object limits memory")


def told_by(script):
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{script}"]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout.strip()


ROOM = """
import resource, subprocess
from models.intake.processes.limits import MOST_MEMORY, limit_memory, others_unlimited
limit_memory()
ask = [sys.executable, "-c", "import resource; print(resource.getrlimit(resource.RLIMIT_AS)[0])"]
"""


def test_a_program_that_helps_has_the_memory_that_the_reader_has_not():
    before = told_by("import resource; print(resource.getrlimit(resource.RLIMIT_AS)[1])")
    told = told_by(f"{ROOM}\nwith others_unlimited():\n    subprocess.run(ask)\nsubprocess.run(ask); print(MOST_MEMORY)").split()
    assert told[0] == before
    assert told[1] == told[2], "afterwards the limit is back"


def test_the_reader_itself_is_stopped():
    script = f"{ROOM}\ntry:\n    bytearray(MOST_MEMORY)\nexcept MemoryError:\n    print('stopped')"
    assert told_by(script) == "stopped"
