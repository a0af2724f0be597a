"""Both stand-ins on loopback, a small bot, and a console to type into."""

import io
from collections.abc import Callable, Iterator

import pytest

from sandbox.console import run_console
from sandbox.google.server import GoogleStandIn
from sandbox.loopback import ServerThread
from sandbox.slack.driver import Workspace
from sandbox.slack.server import SlackStandIn
from tests.sandbox.console.a_small_bot import running_bot

PEOPLE = ["U0ANA", "U0BEN", "U0CLEO"]


@pytest.fixture
def slack() -> SlackStandIn:
    return SlackStandIn()


@pytest.fixture
def slack_url(slack) -> Iterator[str]:
    with ServerThread(slack.create_app()) as server:
        yield server.base_url


@pytest.fixture
def workspace(slack_url) -> Iterator[Workspace]:
    with Workspace(slack_url) as workspace:
        yield workspace


@pytest.fixture
def google() -> GoogleStandIn:
    return GoogleStandIn()


@pytest.fixture
def google_url(google) -> Iterator[str]:
    with ServerThread(google.create_app()) as server:
        yield server.base_url


@pytest.fixture
def spreadsheet_id(google) -> str:
    return google.add_spreadsheet("Warehouse").id


@pytest.fixture
def typing(slack_url, google_url, spreadsheet_id) -> Callable[..., str]:
    """Types lines into a console without any bot; answers the transcript."""

    def type_lines(*lines: str) -> str:
        stdin, stdout = (
            io.StringIO("".join(f"{line}\n" for line in [*lines, "quit"])),
            io.StringIO(),
        )
        run_console(slack_url, google_url, spreadsheet_id, PEOPLE, stdin, stdout)
        return stdout.getvalue()

    return type_lines


@pytest.fixture
def session(slack, slack_url, workspace, typing) -> Iterator[Callable[..., str]]:
    """The same with the small bot listening; without the greeting and the farewell."""
    with running_bot(slack, slack_url):
        workspace.wait_for_app()

        def type_lines(*lines: str) -> str:
            _, _, rest = typing(*lines).partition("\n\n")
            return rest[: rest.rindex("\n", 0, -1) + 1].rstrip("\n")

        yield type_lines
