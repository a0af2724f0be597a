"""The tables and the pictures of README.md, made from what they describe.

`python -m bincard.docs` writes them anew; a test fails while one is stale.
"""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import typer
from rich.console import Console

from bincard.docs_forecast import FORECAST, write_forecast
from bincard.docs_labels import LABELS, write_labels
from bincard.docs_reading import READING, write_reading
from bincard.settings import Settings
from bot.language.grammar import OPTIONS, VERBS
from bot.language.shortcuts import SHORTCUTS, Menu
from inventory.planning.running import Computed
from inventory.rights import RIGHTS
from inventory.rules import Rules
from jobs.schedule import job_table, schedule_table
from sheets_schema.setting_rows import default_text
from sheets_schema.tabs import TABS

README: Final = Path("README.md")
PICTURE: Final = Path("docs/demo.svg")
PICTURE_LINES: Final = 36
PICTURE_WIDTH: Final = 100
SESSION: Final = re.compile(r"```console\n(.*?)```", re.DOTALL)
FONT_FACE: Final = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
PROMPT: Final = re.compile(r"\w+(?: in #\w+|, \w+)> ")
BLOCK: Final = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def commands_table() -> str:
    """Every verb, as it is typed in Slack."""
    rows = []
    for verb in VERBS.values():
        name = f"`/{verb.name}`" if verb.has_command else f"`/inv {verb.name}`"
        role = RIGHTS.get(verb.right or verb.name, RIGHTS["look"]).value
        usages = (verb.usage, *(shape.usage for shape in verb.shapes))
        takes = " or ".join(f"`{usage}`" for usage in usages if usage)
        rows.append((name, takes, verb.summary, role))
    return _table(("command", "with everything it takes", "what it does", "least role"), rows)


def shortcuts_table() -> str:
    """Every entry of the menus of the message box and of a message."""
    where = {Menu.OF_BOX: "the message box", Menu.OF_MESSAGE: "a message"}
    rows = [(one.name, where[one.menu], one.does) for one in SHORTCUTS]
    return _table(("shortcut", "in the menu of", "what it does"), rows)


def options_table() -> str:
    """Every option of a line."""
    rows = [
        (f"`{o.name}:`", o.hint + (f": {', '.join(o.choices)}" if o.choices else ""))
        for o in OPTIONS.values()
    ]
    return _table(("option", "what it says"), rows)


def tabs_table() -> str:
    """Every tab of the workbook."""
    rows = [(tab.title, tab.owner.value, tab.purpose) for tab in TABS]
    return _table(("tab", "kept by", "what it is for"), rows)


def settings_table() -> str:
    """Every house rule of the Settings tab."""
    rows = [
        (field.title or name, default_text(field.get_default()), field.description or "")
        for name, field in Rules.model_fields.items()
    ]
    return _table(("setting", "default", "what it does"), rows)


def environment_table() -> str:
    """Every variable of the environment."""
    rows = [
        (f"`{name.upper()}`", field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    return _table(("variable", "what it is"), rows)


def jobs_table() -> str:
    """Every scheduled job."""
    jobs = job_table(
        verify=list,
        classify=lambda _: {},
        compute=lambda *_: Computed(),
        see=lambda _: (),
        look_back=lambda *_: None,
    )
    return schedule_table(jobs)


TABLES: Final[dict[str, Callable[[], str]]] = {
    "commands": commands_table,
    "shortcuts": shortcuts_table,
    "options": options_table,
    "tabs": tabs_table,
    "settings": settings_table,
    "environment": environment_table,
    "jobs": jobs_table,
}


def with_tables(text: str) -> str:
    """Return a page with every marked table as it should be now."""
    return BLOCK.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", text)


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    cells = ((cell.replace("|", "\\|") for cell in line) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def demo_session(readme: str) -> str:
    """Return the working day that the README tells, as one would see it."""
    found = SESSION.search(readme)
    if found is None:
        raise LookupError("the README has no demo session")
    return found[1]


def picture_of(session: str) -> str:
    """Draw the beginning of a session as an SVG image of a terminal."""
    console = Console(record=True, width=PICTURE_WIDTH, file=io.StringIO())
    for line in session.splitlines()[:PICTURE_LINES]:
        style = "bold green" if PROMPT.match(line) else "white"
        console.print(line, style=style, markup=False, highlight=False)
    drawn = console.export_svg(title="bincard demo", unique_id="bincard-demo")
    return FONT_FACE.sub("", drawn)  # the reader's own monospace will do; nothing is fetched


if __name__ == "__main__":
    page = with_tables(README.read_text(encoding="utf-8"))
    README.write_text(page, encoding="utf-8")
    PICTURE.write_text(picture_of(demo_session(page)), encoding="utf-8")
    write_labels()
    write_forecast()
    write_reading()
    typer.echo(f"{README}: {len(TABLES)} tables; {PICTURE}; {LABELS}; {FORECAST}; {READING}")
