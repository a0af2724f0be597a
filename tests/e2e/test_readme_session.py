"""The working day of the README, typed word for word into the demo as a stranger would."""

import subprocess
import sys
from pathlib import Path

import pytest

from bincard.docs import PROMPT, demo_session

README = Path(__file__).parents[2] / "README.md"

pytestmark = pytest.mark.e2e


def test_the_day_in_the_readme_can_be_followed_word_for_word(tmp_path: Path):
    session = demo_session(README.read_text(encoding="utf-8"))
    typed = [line[found.end() :] for line in session.splitlines() if (found := PROMPT.match(line))]
    done = subprocess.run(
        [sys.executable, "-m", "bincard", "demo"],
        input="\n".join(typed) + "\n",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shown = done.stdout.splitlines()
    prompt = answered_from = 0
    for line in filter(str.strip, session.splitlines()):
        if PROMPT.match(line):
            prompt = _find(shown, line, prompt) + 1
            answered_from = prompt
        else:
            answered_from = _find(shown, line, answered_from) + 1


def _find(shown: list[str], line: str, start: int) -> int:
    """Return where a line is shown, from a place on."""
    assert line in shown[start:], f"not shown: {line!r}\n" + "\n".join(shown[start : start + 40])
    return shown.index(line, start)
