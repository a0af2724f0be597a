"""`bincard labels`: labels from the journal's book, as for the shelves of a new warehouse."""

from pathlib import Path

from rich.console import Console

from bincard.clock import new_journal_id
from bincard.settings import Settings
from bot.language.codes import Codes
from bot.language.label_lines import read_labels
from bot.language.usage import UsageError
from bot.messages.refusals import refusal
from bot.messages.stock_labels import printed_into, too_long
from bot.messages.text import as_plain, line
from bot.messages.usage import mistake
from inventory.errors import StockError
from inventory.inbound.labelling import sheet_of
from inventory.papers.paper import UnprintableError
from journal.opening import open_journal
from outside.codes.scanning import BarcodeScanner
from outside.documents.printer import TypstPrinter


def print_labels(settings: Settings, file: Path, text: str, console: Console) -> int:
    """Write labels, asked for as in Slack, into a new file, and return the exit code."""
    if file.exists():
        console.print(f"{file} exists: name a new file.", markup=False)
        return 2
    journal = open_journal(settings.database_url, new_journal_id())
    book = journal.desk.book
    try:
        sheet = sheet_of(book, read_labels(text, Codes(book, BarcodeScanner())))
        file.write_bytes(TypstPrinter().print(sheet))
        code, words = 0, printed_into(sheet, str(file))
    except UsageError as error:
        code, words = 2, mistake(error)
    except StockError as error:
        code, words = 2, refusal(error, book)
    except OSError as error:
        code, words = 2, line(f"{file} cannot be written: {error.strerror}.")
    except UnprintableError:
        code, words = 2, too_long(sheet.size)
    finally:
        journal.close()
    console.print(as_plain(words), markup=False, highlight=False, soft_wrap=True)
    return code
