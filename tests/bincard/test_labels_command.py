"""`labels` prints the shelves of a new warehouse, and says what it did or what is missing."""

import io

import pytest
from rich.console import Console

from bincard.labels_command import print_labels
from bincard.settings import Settings
from journal.opening import open_journal
from outside.codes.reading import read_codes
from tests.builders import HOUSE, ITEMS, PEOPLE, edit
from tests.outside.documents.printing import rendered


@pytest.fixture
def settings(tmp_path) -> Settings:
    database = f"sqlite:///{tmp_path / 'journal.db'}"
    journal = open_journal(database, "journal-1")
    journal.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    journal.close()
    return Settings(_env_file=None, database_url=database)


def said_by(settings, file, text) -> tuple[int, str]:
    out = io.StringIO()
    code = print_labels(settings, file, text, Console(file=out, width=200))
    return code, out.getvalue().strip()


def test_bins_are_printed_into_a_new_file(settings, tmp_path):
    file = tmp_path / "bins.pdf"
    code, words = said_by(settings, file, "A-* B-01 size:4x6")
    assert code == 0
    assert words == (
        f"3 labels for A-01, A-02, B-01: single, 4 x 6 in. {file} holds them. "
        "Print at 100 %, not fitted to the page."
    )
    codes = [read_codes(page)[0].text for page in rendered(file.read_bytes())]
    assert codes == ["BC:B:A-01", "BC:B:A-02", "BC:B:B-01"]
    assert said_by(settings, file, "A-01") == (2, f"{file} exists: name a new file.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Z-*", "No bin in use is called like “Z-*”."),
        ("A-01 size:a5", "“a5” is no size"),
        ("MUG-GRN", "There is no item “MUG-GRN”."),
    ],
)
def test_what_cannot_be_printed_is_told_and_leaves_no_file(settings, tmp_path, text, says):
    file = tmp_path / "bins.pdf"
    code, words = said_by(settings, file, text)
    assert code == 2
    assert words.startswith(says)
    assert not file.exists()


def test_a_folder_that_is_not_there_is_named(settings, tmp_path):
    file = tmp_path / "nowhere" / "bins.pdf"
    code, words = said_by(settings, file, "A-01")
    assert (code, words) == (2, f"{file} cannot be written: No such file or directory.")
