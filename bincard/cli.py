"""The command line. Each command is a thin wrapper that says what it takes; the work is elsewhere.

Modules are imported when a command runs, so that `--help` answers at once.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bincard.settings import Settings, SettingsError
from inventory.ports import JournalUnavailableError
from journal.errors import JournalError
from sheets_schema.errors import SchemaError, SheetsUnavailableError

app = typer.Typer(
    help="Bincard: exact stock for a team that lives in Slack and Google Sheets.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
console = Console()
complaints = Console(stderr=True)


class Seed(StrEnum):
    """What the stand-ins hold when they start."""

    NONE = "none"
    DEMO = "demo"


class ImportKind(StrEnum):
    """What a file holds."""

    ITEMS = "items"
    LOCATIONS = "locations"
    SUPPLIERS = "suppliers"
    CUSTOMERS = "customers"
    CARRIERS = "carriers"
    PACKAGE_TYPES = "package_types"
    POLICIES = "policies"
    ORDERS = "orders"
    PURCHASE_ORDERS = "purchase_orders"
    STOCK = "stock"
    MOVES = "moves"


class Source(StrEnum):
    """From which of the two the other is made anew."""

    JOURNAL = "journal"
    SHEET = "sheet"


class Mode(StrEnum):
    """How Slack reaches the app."""

    SOCKET = "socket"
    HTTP = "http"


@app.command()
def demo(
    *,
    seed: Annotated[Seed, typer.Option(help="an empty warehouse, or the seeded one")] = Seed.DEMO,
) -> None:
    """Try it here and now: stand-ins for Slack and Google, a seeded warehouse, a console."""
    from bincard.demo.session import run_demo

    raise typer.Exit(run_demo(is_seeded=seed is Seed.DEMO))


@app.command()
def serve() -> None:
    """Run everything in one process: bot, sheet, messages and jobs."""
    from bincard.running import run

    raise typer.Exit(run(Settings(), has_bot=True, has_worker=True))


@app.command()
def web() -> None:
    """Run the bot and the web server only; a `worker` must run too."""
    from bincard.running import run

    raise typer.Exit(run(Settings(), has_bot=True, has_worker=False))


@app.command()
def worker() -> None:
    """Run the sheet's writer and reader, the outbox and the jobs."""
    from bincard.running import run

    raise typer.Exit(run(Settings(), has_bot=False, has_worker=True))


@app.command()
def init(
    admin: Annotated[str, typer.Option(help="Slack member id of the first admin (U0123ABCD)")],
    email: Annotated[str, typer.Option(help="the admin's Google account")] = "",
    *,
    adopt: Annotated[bool, typer.Option(help="take it over from another journal")] = False,
) -> None:
    """Lay out the shared spreadsheet; safe to run again."""
    from bincard.workbook_commands import lay_out

    lay_out(Settings(), admin, email, console, is_adopting=adopt)


@app.command()
def doctor() -> None:
    """Check tokens, scopes, the sheet, clock and disk, and say what to do."""
    from bincard.doctor import examine

    raise typer.Exit(examine(Settings(), console))


@app.command()
def verify() -> None:
    """Compare the sheet, the journal and a fresh computation; name every difference."""
    from bincard.verify_command import verify_everything

    raise typer.Exit(verify_everything(Settings(), console))


@app.command()
def rebuild(
    source: Annotated[Source, typer.Option("--from", help="which of the two is right")] = (
        Source.JOURNAL
    ),
    *,
    yes: Annotated[bool, typer.Option("--yes", help="drop what only the journal has")] = False,
) -> None:
    """Write the bot's tabs anew from the journal, or bring the journal to what the sheet has."""
    if source is Source.SHEET:
        from bincard.rebuild_from_sheet import rebuild_journal

        raise typer.Exit(rebuild_journal(Settings(), console, is_agreed=yes))
    from bincard.workbook_commands import rebuild_workbook

    raise typer.Exit(rebuild_workbook(Settings(), console))


@app.command()
def forget(
    customer: Annotated[str, typer.Argument(help="a code from the tab Customers")],
) -> None:
    """Erase who a customer is; orders, ledger and Audit stay as they are."""
    from bincard.forgetting import forget_customer

    raise typer.Exit(forget_customer(Settings(), customer, console))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="a new file; an existing one is never overwritten")],
) -> None:
    """Copy the journal into a file, also while the bot runs."""
    from bincard.backup_command import keep

    raise typer.Exit(keep(Settings(), file, console))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="made by `bincard backup`")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="replace a journal that is not empty")] = False,
) -> None:
    """Put a backup in the place of the journal; the bot must be stopped."""
    from bincard.backup_command import bring_back

    raise typer.Exit(bring_back(Settings(), file, console, is_agreed=yes))


@app.command()
def job(
    name: Annotated[str, typer.Argument(help="as plan, reorder, alerts or weekly_report")],
) -> None:
    """Run a scheduled job now, besides its schedule."""
    from bincard.job_command import run_job

    raise typer.Exit(run_job(Settings(), name, console))


@app.command(name="import")
def import_(
    kind: Annotated[ImportKind, typer.Argument(help="what the file holds")],
    file: Annotated[Path, typer.Argument(help="a CSV file in UTF-8")],
    *,
    dry_run: Annotated[bool, typer.Option(help="only say what would be done")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="post without asking")] = False,
) -> None:
    """Bring over managers' rows, opening stock, past moves or open orders from a CSV file."""
    from bincard.importing.command import import_file

    code = import_file(Settings(), kind.value, file, console, is_dry=dry_run, is_agreed=yes)
    raise typer.Exit(code)


@app.command()
def labels(
    file: Annotated[Path, typer.Argument(help="a new PDF file")],
    wanted: Annotated[list[str], typer.Argument(help="as after /inv label: 'A-*' B-01 size:4x6")],
) -> None:
    """Print labels of bins and goods, as for the shelves of a new warehouse."""
    from bincard.labels_command import print_labels

    raise typer.Exit(print_labels(Settings(), file, " ".join(wanted), console))


@app.command()
def manifest(
    mode: Annotated[Mode, typer.Option(help="how Slack reaches the app")] = Mode.SOCKET,
    url: Annotated[str, typer.Option(help="public https address of this app, for http")] = "",
    prefix: Annotated[str, typer.Option(help="put before every command: wh")] = "",
) -> None:
    """Print the Slack app manifest, to be pasted when the app is created."""
    from bincard.manifest import manifest_text

    typer.echo(manifest_text(mode.value, url, prefix))


@app.command()
def sandbox(
    *,
    google_port: Annotated[int, typer.Option(help="0: any free port")] = 0,
    slack_port: Annotated[int, typer.Option(help="0: any free port")] = 0,
    seed: Annotated[Seed, typer.Option(help="what they hold at the start")] = Seed.NONE,
    quota: Annotated[bool, typer.Option(help="enforce Google's quotas")] = True,
) -> None:
    """Run the stand-ins for Slack and Google alone; the first line says how to reach them."""
    from bincard.sandbox_command import run_sandbox

    run_sandbox(google_port, slack_port, is_seeded=seed is Seed.DEMO, has_quota=quota)


def main() -> None:
    """Run the command line; what a person can mend is one sentence, not a traceback."""
    try:
        app()
    except (SettingsError, JournalError) as error:
        _complain(str(error))
    except SchemaError as error:
        _complain(error.mend)
    except SheetsUnavailableError as error:
        _complain(f"Google does not answer: {error.reason}. Try again later.")
    except JournalUnavailableError as error:
        _complain(f"The journal's database does not answer: {error}")


def _complain(sentence: str) -> NoReturn:
    complaints.print(sentence, style="red", markup=False, highlight=False)
    raise SystemExit(2) from None


if __name__ == "__main__":
    main()
