"""Late answers, lost connections, strangers and our own mistakes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.options import BotOptions
from inventory.errors import BrokenInvariantError
from tests.bot.conftest import PATIENCE_S, STOCK, RunningBot, a_warehouse
from tests.memory_desk import MemoryDesk


class SlowDesk:
    """A desk that commits only once it is let go."""

    def __init__(self, desk: MemoryDesk) -> None:
        self._desk = desk
        self._thread = ThreadPoolExecutor(1)
        self.may_go_on = threading.Event()
        self.has_begun = threading.Event()

    def held(self):
        return int(self.has_begun.is_set() and not self.may_go_on.is_set())

    def handle(self, command):
        self.has_begun.set()
        assert self.may_go_on.wait(PATIENCE_S)
        return self._desk.handle(command)

    def submit(self, command):
        return self._thread.submit(self.handle, command)

    def __getattr__(self, name):
        return getattr(self._desk, name)


class BrokenDesk(SlowDesk):
    """A desk with a mistake in it."""

    def handle(self, command):
        raise BrokenInvariantError("two and two are five")


@pytest.fixture
def run(stand_in, options, workspace):
    """Run a bot before a desk, until the test is over."""
    running = []

    def start(desk, **changes):
        facts = {name: getattr(options, name) for name in options.__slots__} | changes
        bot = RunningBot(desk, BotOptions(**facts), stand_in)
        running.append(bot)
        bot.connect()
        workspace.wait_for_app()
        return bot

    yield start
    for bot in running:
        bot.stop()


def test_a_slow_posting_is_acknowledged_at_once_and_answered_later(run, workspace):
    desk = SlowDesk(a_warehouse())
    bot = run(desk, late_after_s=0.05)
    bot.held = desk.held

    seen = workspace.person("U0ANA").types(STOCK, "/receive 24 MUG-BLU @A-01")
    desk.may_go_on.set()

    assert seen.text == "Still at work… the answer follows here. Do not send it again."
    told = workspace.wait_for_message(STOCK, "TX-20")
    assert told.text == "*Received 24 pieces of MUG-BLU*. A-01: 24 → 48. *TX-20*"


def test_a_form_that_comes_too_late_is_replaced_by_how_to_write_it(run, workspace):
    run(a_warehouse(), late_after_s=0)

    seen = workspace.person("U0ANA").types(STOCK, "/pick 5 MUG-BLU")

    assert seen.text == "Write it as `/pick 12 JAM-STR @A-03 lot:L7 order:SO-7`"


def test_a_mistake_of_ours_is_answered_with_a_reference(run, workspace):
    run(BrokenDesk(a_warehouse()))

    seen = workspace.person("U0ANA").types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert seen.outcome == "ok"
    assert seen.text.startswith("Something went wrong on our side. Look at the stock")
    assert len(seen.text.split("reference ")[1]) == len("a1b2c3.")


def test_a_mistake_that_shows_late_is_still_answered(run, workspace):
    run(BrokenDesk(a_warehouse()), late_after_s=0)

    seen = workspace.person("U0ANA").types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert seen.text.startswith("Something went wrong on our side.")


def test_stopping_answers_what_has_begun(stand_in, options, workspace):
    desk = SlowDesk(a_warehouse())
    bot = RunningBot(desk, options, stand_in)
    bot.connect()
    workspace.wait_for_app()
    seen = []
    person = workspace.person("U0ANA")
    typing = threading.Thread(
        target=lambda: seen.append(person.types(STOCK, "/receive 24 MUG-BLU @A-01"))
    )
    typing.start()
    desk.has_begun.wait(5)
    threading.Timer(0.1, desk.may_go_on.set).start()

    bot.stop()
    typing.join()

    assert seen[0].text == "*Received 24 pieces of MUG-BLU*. A-01: 24 → 48. *TX-20*"


def test_another_apps_requests_are_not_served(run, workspace):
    desk = a_warehouse()
    run(desk, app_id="A0OTHER")
    workspace.set(ack_seconds=0.3)

    seen = workspace.person("U0ANA").types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert "TX-20" not in seen.text
    assert desk.last_sequence() == 19


def test_a_command_that_slack_brings_twice_is_posted_once(run, workspace):
    desk = a_warehouse()
    run(desk)
    workspace.breaks("duplicate", "delivery:slash_commands")

    workspace.person("U0ANA").types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert desk.last_sequence() == 20


def test_a_form_that_slack_opens_no_more_is_asked_for_again_by_the_person(run, workspace):
    run(a_warehouse())
    workspace.breaks("api_error", "api:views.open", error="expired_trigger_id")

    seen = workspace.person("U0ANA").types(STOCK, "/receive")

    assert seen.text == (
        "I was too slow for Slack to open the form: it waits three seconds. Ask again."
    )


def test_a_dropped_connection_comes_back(run, workspace):
    desk = a_warehouse()
    run(desk)
    workspace.does("sockets/refresh")
    workspace.wait_for_app()

    seen = workspace.person("U0ANA").types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert "TX-20" in seen.text
