"""`bincard backup` and `bincard restore`: a copy of the journal, made while it runs, and back.

A SQLite journal is copied by itself. PostgreSQL has tools of its own for that: they are run where
they are installed, and named where they are not.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from rich.console import Console
from sqlalchemy.engine import URL, make_url

from bincard.clock import utc_now
from bincard.settings import Settings
from journal.backup import JournalInUseError, NotABackupError, back_up, look_into, restore

DUMP: Final = ("pg_dump", "--format=custom", "--no-owner", "--file")
LOAD: Final = ("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction")


def keep(settings: Settings, file: Path, console: Console) -> int:
    """Copy the journal into a new file and return the exit code."""
    url = make_url(settings.database_url)
    if file.exists():
        console.print(f"{file} exists: a backup is never overwritten.", markup=False)
        return 2
    if url.get_backend_name() != "sqlite":
        return _run_tool([*DUMP, str(file)], url, console)
    database = Path(url.database or "")
    if not database.is_file():
        console.print(f"There is no journal at {database} yet.", markup=False)
        return 2
    try:
        kept = back_up(database, file)
    except (OSError, NotABackupError) as error:
        console.print(f"No backup was made: {error}", markup=False)
        return 2
    console.print(f"{file} holds the journal up to TX-{kept.sequence}.", markup=False)
    return 0


def bring_back(settings: Settings, file: Path, console: Console, *, is_agreed: bool) -> int:
    """Put a backup in the place of the journal and return the exit code."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        return _bring_back_by_tool(file, url, console, is_agreed=is_agreed)
    database = Path(url.database or "")
    try:
        look_into(file)
        present = look_into(database).sequence if database.is_file() else 0
        if present and not is_agreed:
            console.print(
                f"{database} holds {present} transactions. `--yes` puts the backup in their place "
                "(and keeps them in a file beside it).",
                markup=False,
            )
            return 2
        if present:
            put_aside(database, "restore", console)
        kept = restore(file, database)
    except NotABackupError as error:
        console.print(f"{error.file} cannot be used: {error.reason}.", markup=False)
        return 2
    except JournalInUseError as error:
        console.print(f"Stop the bot first: {error.holder} works with it.", markup=False)
        return 2
    console.print(
        f"The journal is at TX-{kept.sequence}. If the workbook has gone on since, "
        "`bincard rebuild --from sheet` brings the rest.",
        markup=False,
    )
    return 0


def put_aside(database: Path, before: str, console: Console) -> None:
    """Keep a journal in a file beside it before it is replaced."""
    stamp = utc_now().strftime("%Y%m%d-%H%M%S-%f")
    aside = database.with_name(f"{database.name}.before-{before}-{stamp}")
    kept = back_up(database, aside)
    console.print(f"What was there, up to TX-{kept.sequence}, is kept in {aside}.", markup=False)


def _bring_back_by_tool(file: Path, url: URL, console: Console, *, is_agreed: bool) -> int:
    if not is_agreed:
        console.print("This replaces what the database holds: say `--yes`.", markup=False)
        return 2
    bare = url.set(drivername="postgresql", password=None).render_as_string()
    return _run_tool([*LOAD, "--dbname", bare, str(file)], url, console)


def _run_tool(command: list[str], url: URL, console: Console) -> int:
    """Run one of PostgreSQL's tools, or say what is to be run; the password is never an argument."""
    bare = url.set(drivername="postgresql", password=None).render_as_string()
    whole = command if "--dbname" in command else [*command, "--dbname", bare]
    tool = shutil.which(whole[0])
    if tool is None:
        console.print(
            f"{whole[0]} is not installed here. Run where it is:\n  {' '.join(whole)}",
            markup=False,
            soft_wrap=True,
        )
        return 2
    environment = dict(os.environ)  # handed on, not read
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    return subprocess.run([tool, *whole[1:]], env=environment, check=False).returncode  # noqa: S603
