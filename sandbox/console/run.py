"""The console, put together from the addresses of the two stand-ins."""

from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from sandbox.console.screen import Screen
from sandbox.console.session import Session
from sandbox.console.talk import Talk
from sandbox.console.workbook import WorkbookDesk
from sandbox.slack.driver import Workspace

FIRST_CHANNEL = "C0STOCK"


def run_console(  # noqa: PLR0913 - the places, the people, and both ends of the terminal
    slack_base_url: str,
    google_base_url: str,
    spreadsheet_id: str,
    people: Sequence[str],
    stdin: TextIO,
    stdout: TextIO,
    words: Mapping[str, Callable[[str], str]] | None = None,
) -> None:
    """Talk with whoever types, until they quit or the script ends.

    Args:
        slack_base_url: where the Slack stand-in listens, such as `http://127.0.0.1:8100`.
        google_base_url: where the Google stand-in listens.
        spreadsheet_id: the workbook that `sheet` looks at.
        people: ids of the people one can be; the first is the one to begin with.
        stdin: a terminal, or a script of one entry a line; its lines are echoed.
        stdout: where everything appears.
        words: further words of the console, each with what it does; it returns what to say.
    """
    screen = Screen(stdout)
    with (
        Workspace(slack_base_url) as workspace,
        WorkbookDesk(google_base_url, spreadsheet_id, screen) as workbook,
    ):
        talk = Talk(workspace, people, FIRST_CHANNEL, screen)
        screen.say(f"You are {talk.name}. Type help to see what you can do.")
        Session(talk=talk, workbook=workbook, screen=screen, words=words or {}).run(stdin, stdout)
