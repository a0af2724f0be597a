"""`bincard backup` and `bincard restore`: a copy of the journal, made while it runs, and back.

A SQLite journal is copied by itself. PostgreSQL has tools of its own for that: they are run where
they are installed, and named where they are not.
"""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

from rich.console import Console
from sqlalchemy.engine import URL, make_url

from bincard.clock import utc_now
from bincard.settings import Settings
from journal.backup import (
    JournalInUseError,
    NotABackupError,
    back_up,
    doubt_what_waits,
    look_into,
    refuse_if_in_use,
    restore,
)
from journal.tables import metadata

DUMP: Final = ("pg_dump", "--format=custom", "--no-owner", "--file")
LOAD: Final = ("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction")


def keep(settings: Settings, file: Path, console: Console) -> int:
    """Copy the journal into a new file and return the exit code."""
    url = make_url(settings.database_url)
    if file.exists():
        console.print(f"{file} exists: a backup is never overwritten.", markup=False)
        return 2
    if url.get_backend_name() != "sqlite":
        tables = [f"--table={name}" for name in sorted(metadata.tables)]
        command = [*DUMP, str(file), *tables, "--dbname", _bare(url)]
        code = _run_tool(command, url, console)
        if code == 0:
            console.print(f"{file} holds the journal.", markup=False)
        return code
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
        return _bring_back_by_tool(settings, file, console, is_agreed=is_agreed)
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
            refuse_if_in_use(database)
            put_aside(database, "restore", console)
        kept = restore(file, database)
        doubt_what_waits(settings.database_url)
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


def _bring_back_by_tool(
    settings: Settings, file: Path, console: Console, *, is_agreed: bool
) -> int:
    url = make_url(settings.database_url)
    if not is_agreed:
        console.print("This replaces what the database holds: say `--yes`.", markup=False)
        return 2
    code = _run_tool([*LOAD, "--dbname", _bare(url), str(file)], url, console)
    if code == 0:
        doubt_what_waits(settings.database_url)
        console.print(f"The database holds what {file} held.", markup=False)
    return code


def _run_tool(command: list[str], url: URL, console: Console) -> int:
    """Run one of PostgreSQL's tools, or say what is to be run; the password is never an argument."""
    tool = shutil.which(command[0])
    if tool is None:
        words = f"{command[0]} is not installed here. Run where it is:\n  {shlex.join(command)}"
        console.print(words, markup=False, highlight=False, soft_wrap=True)
        return 2
    environment = dict(os.environ)  # handed on, not read
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    return subprocess.run([tool, *command[1:]], env=environment, check=False).returncode  # noqa: S603


def _bare(url: URL) -> str:
    """Return an address without its password."""
    return url._replace(drivername="postgresql", password=None).render_as_string()
