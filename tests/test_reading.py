"""The reading path leads somewhere: each file it names is there, and its tables are fresh."""

import re
from pathlib import Path

from bincard.docs_reading import CORE, READING, with_reading_tables

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / READING).read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w*]+/[\w/*.]*)`")


def test_every_path_of_the_reading_path_exists():
    named = NAMED.findall(PAGE)

    assert len(named) > 60
    assert [path for path in named if not list(ROOT.glob(path))] == []


def test_the_tables_of_the_reading_path_are_fresh(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert with_reading_tables(PAGE) == PAGE, "run: python -m bincard.docs"


def test_the_core_is_read_in_an_afternoon():
    lines = [len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in CORE]

    assert len(CORE) == 10
    assert max(lines) < 350
    assert sum(lines) < 2000


def test_the_readme_sends_who_changes_the_code_there():
    assert f"]({READING})" in (ROOT / "README.md").read_text(encoding="utf-8")
