"""The README tells the truth: its tables are the declarations, its commands are the ones that run."""

from pathlib import Path

from PIL import Image

from bincard.docs import TABLES, with_tables
from bincard.docs_forecast import FORECAST, is_fresh
from bincard.docs_labels import LABELS, labels_picture

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


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
