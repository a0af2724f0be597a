"""The README tells the truth: its tables are the declarations, its commands are the ones that run."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from bincard.docs import TABLES, with_tables
from bincard.docs_forecast import FORECAST, is_fresh
from bincard.docs_labels import LABELS, labels_picture
from bot.language.grammar import VERBS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEED = ROOT / "bincard/demo/seed"

CODE = re.compile(
    r"(?<![\w:.-])[A-Z]{2,}(?:-[A-Z0-9]+)+(?![\w-])|(?<=[ `]lot:)\w+|(?<=supplier:)\w+"
)
NUMBER = re.compile(r"(SO|PK|SH|PO|AP|CC|RP|RJ|RMA|RC|PA|TR|AL|RV|WR|SB|TX|INV)-[\d-]+")
NOT_IN_THE_DEMO = {"F-1", "N-01", "L8", "K7"}
"""A lot that is new with the line itself, and the second site, which README says the demo lacks."""


def demo_codes() -> set[str]:
    """Items, bins, lots, suppliers, customers, services and boxes of the demo."""
    codes: set[str] = set()
    for file in SEED.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                codes |= {row.get(name, "") for name in ("SKU", "Code", "Lot", "Supplier")}
    return codes


def examples() -> Iterator[str]:
    """What README says can be typed, with what its table of commands adds to each."""
    yield from re.findall(r"`(/(?:inv|receive|pick|ship|count|return|stock)\b[^`]*)`", README)
    for verb in VERBS.values():
        yield from (verb.example, verb.usage, *(shape.usage for shape in verb.shapes))


def test_every_table_is_there_and_fresh():
    for name in TABLES:
        assert f"<!-- table: {name} -->" in README
    assert with_tables(README) == README, "run: python -m bincard.docs"


def test_ci_runs_the_command_that_the_readme_gives():
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    command = next(line for line in lines if "python -m pytest" in line)
    assert f"\n{command}\n" in README


def test_the_picture_of_labels_is_fresh_and_small():
    assert f"]({LABELS})" in README
    kept = Image.open(ROOT / LABELS).convert("L")
    assert kept.tobytes() == labels_picture().tobytes(), "run: python -m bincard.docs"
    assert (ROOT / LABELS).stat().st_size < 60_000


def test_the_picture_of_a_forecast_is_fresh_and_small():
    assert f"]({FORECAST})" in README
    assert is_fresh(ROOT / FORECAST), "run: python -m bincard.docs"
    assert (ROOT / FORECAST).stat().st_size < 60_000


def test_what_the_examples_name_is_there_in_the_demo():
    named = {code for line in examples() for code in CODE.findall(line)}
    assert "JAM-STR" in named
    unknown = {code for code in named - demo_codes() if not NUMBER.fullmatch(code)}
    assert unknown <= NOT_IN_THE_DEMO
