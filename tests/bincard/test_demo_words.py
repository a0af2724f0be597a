"""Commands that the demo's console runs for whoever sits at it."""

from pathlib import Path

from bincard.demo.session import said_by


def test_a_command_of_ours_says_on_the_console_what_it_said(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'bincard.sqlite3'}"}
    assert said_by(["job", "recalls"], environment, tmp_path) == "recalls: nothing changed"
