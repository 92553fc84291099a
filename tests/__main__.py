"""Run every check, from any machine: `python3 -m tests [what pytest takes]`.

Style, format, types and the walls between the rooms first, then the tests; each part runs even when one before it
failed. The last line is pytest's own count. The exit status is 0 only when all parts are clean.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from installer import source_setup  # noqa: E402

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import contract": ["-c", "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"],
}
# One file stays on one worker, so that what a file sets up once is set up once.
PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadfile"]
SUMMARY = re.compile(r"^(=+ )?(\d+ \w+, )*(\d+ (passed|failed|skipped|deselected|xfailed|warnings?|errors?)|no tests ran).* in [\d.]+s\b")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def main(arguments: list[str]) -> int:
    """Run all parts and tell what failed; pytest's closing line comes last. The exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    source_setup.ensure(tests=True)
    failed = []
    for name, command in CHECKS.items():
        print(f"--- {name}", flush=True)
        if subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    print("--- pytest", flush=True)
    status, summary = run_pytest(arguments)
    if status != 0:
        failed.append("pytest")
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
        print(summary or "pytest ended without a summary")
    return 1 if failed else 0


def run_pytest(arguments: list[str]) -> tuple[int, str]:
    """Pytest's exit status and its closing line, all of its words passed on as they come."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    summary = ""
    with subprocess.Popen(
        [sys.executable, *PYTEST, *colour, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as child:
        for line in child.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if SUMMARY.match(COLOUR.sub("", line)):
                summary = line.rstrip("\n")
    return child.returncode, summary


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
