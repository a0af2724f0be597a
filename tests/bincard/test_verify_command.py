"""`bincard verify` where no sheet is named yet: it says that only half was looked at."""

import io
from pathlib import Path

from rich.console import Console

from bincard.settings import Settings
from bincard.verify_command import verify_everything


def test_without_a_sheet_it_says_that_only_the_journal_was_counted_again(tmp_path: Path):
    told = io.StringIO()
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'journal.sqlite3'}")

    assert verify_everything(settings, Console(file=told, width=100)) == 0

    assert told.getvalue() == (
        "All agree: 0 transactions.\n"
        "Only the journal was counted again: no sheet is named (SPREADSHEET_ID).\n"
    )
