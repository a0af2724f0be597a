"""`bincard doctor`: looks at everything an installation needs and says what to do about the rest.

Each check is a function that returns one finding; a check that cannot be made because an earlier one
failed says so. Nothing is changed.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final, Literal

from rich.console import Console
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from sqlalchemy.engine import make_url
from typst import Fonts

from bincard.clock import new_journal_id, utc_now
from bincard.doctor_outside import check_doors, check_forecaster, check_mail
from bincard.findings import Finding, Verdict
from bincard.settings import Settings, SettingsError
from bincard.starting import older_than_workbook
from bincard.workbook_commands import open_workbook
from bot.manifest import manifest
from inventory.ports import JournalUnavailableError
from journal.errors import JournalError
from journal.opening import open_journal
from outside.documents.fonts import missing_scripts, packages_for
from sheets_schema.errors import SchemaError
from sheets_schema.tabs import TABS

CLOCK_DRIFT_S_MAX: Final = 60.0
DISK_FREE_BYTES_MIN: Final = 500_000_000


Check = Callable[[], Iterator[Finding]]


def examine(settings: Settings, console: Console) -> int:
    """Print every finding and return the exit code: 0 unless something must be mended."""
    findings: list[Finding] = []
    checks: tuple[Check, ...] = (
        lambda: check_disk(settings),
        lambda: check_journal(settings),
        lambda: check_slack(settings),
        lambda: check_sheet(settings),
        check_papers,
        lambda: check_mail(settings),
        lambda: check_doors(settings),
        lambda: check_forecaster(settings),
    )
    for check in checks:
        for finding in check():
            findings.append(finding)
            colour = {"ok": "green", "look": "yellow", "mend": "red"}[finding.verdict.value]
            console.print(f"{finding.verdict.value:>4}", style=colour, end="  ")
            console.print(
                f"{finding.subject}: {finding.text}", markup=False, highlight=False, soft_wrap=True
            )
    bad = sum(finding.verdict is Verdict.BAD for finding in findings)
    console.print("Ready." if not bad else f"{bad} to mend before Bincard can run.")
    return 1 if bad else 0


def check_disk(settings: Settings) -> Iterator[Finding]:
    """Is the journal's disk there, writable, large enough, and does it last?"""
    try:
        settings.require_lasting_disk()
    except SettingsError as error:
        yield Finding("disk", Verdict.BAD, str(error))
        return
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    folder = Path(url.database).absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".bincard-probe"
        probe.write_text("can be written", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        yield Finding("disk", Verdict.BAD, f"{folder} cannot be written: {error.strerror}.")
        return
    free = shutil.disk_usage(folder).free
    if free < DISK_FREE_BYTES_MIN:
        text = f"{folder} has only {free // 1_000_000} MB left: make room."
        yield Finding("disk", Verdict.WARNING, text)
    else:
        yield Finding("disk", Verdict.GOOD, f"{folder}, {free // 1_000_000_000} GB free")


def check_journal(settings: Settings) -> Iterator[Finding]:
    """Does the journal open, and what does it hold?"""
    try:
        journal = open_journal(settings.database_url, new_journal_id())
    except (JournalError, JournalUnavailableError) as error:
        yield Finding("journal", Verdict.BAD, f"cannot be opened: {error}")
        return
    book = journal.desk.book
    text = f"{book.sequence} transactions, {book.line} ledger rows, name {journal.id[:8]}"
    yield Finding("journal", Verdict.GOOD, text)
    if settings.spreadsheet_id and (older := older_than_workbook(settings, journal)):
        yield Finding("journal", Verdict.BAD, older)
    for name in ("stock_channel", "managers_channel"):
        if not getattr(book.rules, name):
            title = book.rules.__class__.model_fields[name].title
            text = f"“{title}” is blank on the Settings tab: alerts have nowhere to go."
            yield Finding("settings", Verdict.WARNING, text)
    journal.close()


def check_slack(settings: Settings) -> Iterator[Finding]:
    """Are the tokens good, and does the app have the scopes it needs?"""
    try:
        settings.require_slack()
    except SettingsError as error:
        yield Finding("slack", Verdict.BAD, str(error))
        return
    client = WebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url
    )
    try:
        answer = client.auth_test()
    except (SlackClientError, OSError) as error:
        yield Finding("slack", Verdict.BAD, f"the bot token is refused: {_reason(error)}.")
        return
    yield Finding("slack", Verdict.GOOD, f"{answer['user']} in {answer['team']}")
    yield from _check_scopes(answer, settings)
    yield from _check_clock("slack", answer.headers.get("date", ""), utc_now())
    if settings.is_socket_mode:
        yield _check_socket(client, settings)


def _check_scopes(answer: SlackResponse, settings: Settings) -> Iterator[Finding]:
    granted = set(filter(None, answer.headers.get("x-oauth-scopes", "").split(",")))
    if not granted:
        return
    mode: Literal["socket", "http"] = "socket" if settings.is_socket_mode else "http"
    declared = manifest(mode, base_url="https://example.com", prefix=settings.command_prefix)
    wanted = set(declared["oauth_config"]["scopes"]["bot"])
    if missing := sorted(wanted - granted):
        text = f"missing {', '.join(missing)}: add them (`bincard manifest`) and install again."
        yield Finding("scopes", Verdict.BAD, text)
    else:
        yield Finding("scopes", Verdict.GOOD, f"all {len(wanted)} are granted")


def _check_socket(client: WebClient, settings: Settings) -> Finding:
    try:
        client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except (SlackClientError, OSError) as error:
        text = f"the app token is refused: {_reason(error)}. It needs connections:write."
        return Finding("socket mode", Verdict.BAD, text)
    return Finding("socket mode", Verdict.GOOD, "a connection can be opened")


def check_sheet(settings: Settings) -> Iterator[Finding]:
    """Is the spreadsheet shared, laid out, and ours?"""
    try:
        workbook = open_workbook(settings)
    except (SettingsError, SchemaError) as error:
        yield Finding("sheet", Verdict.BAD, str(error))
        return
    try:
        sheets = workbook.sheets()
        yield Finding("sheet", Verdict.GOOD, f"{workbook.id} can be read")
        missing = [tab.title for tab in TABS if tab.sheet_id not in sheets]
        if missing:
            text = f"not laid out ({', '.join(missing)} missing): run `bincard init --admin U...`"
            yield Finding("tabs", Verdict.BAD, text)
        else:
            yield Finding("tabs", Verdict.GOOD, f"all {len(TABS)} are there")
    except SchemaError as error:
        yield Finding("sheet", Verdict.BAD, str(error))
    finally:
        workbook.close()


def _check_clock(whose: str, header: str, now: datetime) -> Iterator[Finding]:
    if not header:
        return
    drift = (parsedate_to_datetime(header) - now).total_seconds()
    if abs(drift) > CLOCK_DRIFT_S_MAX:
        text = f"{abs(drift):.0f} s off {whose}'s: switch on time synchronisation (NTP)."
        yield Finding("clock", Verdict.BAD, text)
    else:
        yield Finding("clock", Verdict.GOOD, "agrees")


def check_papers(fonts: Fonts | None = None) -> Iterator[Finding]:
    """Are there letters for every script that customers may write their names in?"""
    if missing := missing_scripts(fonts):
        packages = " ".join(packages_for(missing))
        text = f"{', '.join(missing)} would come out as boxes: apt install {packages}"
        yield Finding("papers", Verdict.WARNING, text)
    else:
        yield Finding("papers", Verdict.GOOD, "there are fonts for every script")


def _reason(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", "unknown error"))
    return str(error)
