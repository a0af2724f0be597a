"""`bincard verify`: every difference by name, or the sentence that there is none."""

from rich.console import Console

from bincard.clock import new_journal_id
from bincard.settings import Settings
from bincard.starting import older_than_workbook
from bincard.verifying import differences
from bot.messages.figures import counted
from journal.opening import open_journal
from sheets_schema.errors import SchemaError, SheetsUnavailableError


def verify_everything(settings: Settings, console: Console) -> int:
    """Compare, print, and return the exit code: 0 all agree, 1 they differ, 2 it cannot be told."""
    journal = open_journal(settings.database_url, new_journal_id())
    try:
        with console.status("comparing"):
            found = differences(settings, journal, is_mending=False)
        batch = journal.progress.last_batch(settings.spreadsheet_id)
        written = batch.to_sequence if batch and batch.is_confirmed else 0
        older = older_than_workbook(settings, journal) if found else ""
    except SchemaError as error:
        console.print(error.mend, style="red", markup=False)
        return 2
    except SheetsUnavailableError as error:
        console.print(f"Google does not answer: {error}. Try again later.", markup=False)
        return 2
    finally:
        journal.close()
    for difference in found:
        console.print(f"- {difference}", markup=False, highlight=False, soft_wrap=True)
    if found:
        counts = counted(len(found), "difference")
        mend = older or "`bincard rebuild` writes the bot's tabs anew."
        console.print(f"{counts}. {mend}", markup=False)
        return 1
    console.print(f"All agree: {journal.desk.book.sequence} transactions.")
    if not settings.spreadsheet_id:
        console.print("Only the journal was counted again: no sheet is named (SPREADSHEET_ID).")
    elif written < journal.desk.book.sequence:
        console.print(
            f"The sheet has {written} of them so far; `bincard serve` (or `worker`) writes the rest."
        )
    return 0
