"""`bincard import`: says what it would do, asks, and does it."""

from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bincard.clock import new_journal_id, utc_now
from bincard.importing.run import Plan, plan_import, post_import
from bincard.importing.table import ImportFileError
from bincard.settings import Settings
from bot.messages.figures import counted
from bot.messages.refusals import refusal as worded
from bot.messages.text import as_plain
from inventory.errors import StockError
from journal.opening import Journal, open_journal

ERRORS_SHOWN: Final = 50


def import_file(
    settings: Settings, kind: str, path: Path, console: Console, *, is_dry: bool, is_agreed: bool
) -> int:
    """Import one file and return the exit code: 0 done, 1 refused, 2 the file is unusable."""
    settings.require_lasting_disk()
    journal = open_journal(settings.database_url, new_journal_id())
    try:
        book = journal.desk.catch_up()
        kept = journal.contacts.kept()
        plan = plan_import(kind, path, book, journal.reader, utc_now(), kept)
        show_plan(plan, kind, console)
        if plan.errors:
            return 1
        if is_dry or not plan.commands:
            return 0
        if not is_agreed and not typer.confirm(f"Post these {len(plan.commands)} rows?"):
            return 1
        return _post(settings, plan, journal, console)
    except ImportFileError as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 2
    finally:
        journal.close()


def show_plan(plan: Plan, kind: str, console: Console) -> None:
    """Say what would be posted, or every row that stands in the way."""
    rows = counted(len(plan.commands), "row")
    console.print(f"{kind}: {rows} to post, {plan.unchanged} known already.")
    if not plan.errors:
        return
    table = Table("line", "what is wrong")
    for number, reason in list(plan.errors.items())[:ERRORS_SHOWN]:
        table.add_row(str(number), reason)
    console.print(table, markup=False)
    if len(plan.errors) > ERRORS_SHOWN:
        console.print(f"... and {counted(len(plan.errors) - ERRORS_SHOWN, 'more row')}.")
    wrong = counted(len(plan.errors), "row")
    console.print(f"{wrong} cannot be posted, so nothing was. Mend the file, then run again.")


def _post(settings: Settings, plan: Plan, journal: Journal, console: Console) -> int:
    try:
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("posting", total=len(plan.commands))
            posted, repeated = post_import(
                plan, journal.desk, lambda rows: progress.advance(task, rows), journal.contacts
            )
    except StockError as error:
        reason = as_plain(worded(error, journal.desk.book))
        console.print(f"Stopped: {reason} Run it again to go on.", style="red", markup=False)
        return 1
    console.print(f"Posted {counted(posted, 'row')}; {repeated} had been posted before.")
    if settings.spreadsheet_id:
        console.print("They appear in the workbook while `bincard serve` (or `worker`) runs.")
    return 0
