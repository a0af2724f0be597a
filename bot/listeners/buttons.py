"""Buttons: judged at the click; afterwards the message says what was decided."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.answering.answers import Answer, Asker, FormWanted, Said
from bot.answering.deciding import decide_approval, decide_proposal, send_back, withdraw
from bot.listeners.commands import form_for
from bot.listeners.handing_out import hand_out
from bot.listeners.lot_buttons import release_lot
from bot.listeners.pressing import press_listener
from bot.listeners.recall_buttons import recall_now
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings, presser
from bot.messages import (
    approvals,
    digests,
    lots,
    outbound,
    posted,
    proposals,
    recall_preview,
    traces,
)
from bot.messages.message import LOOK_UP
from bot.pictures import words as pictures
from bot.pictures.making_out import make_out

Press = Callable[[Surroundings, str, Asker], Answer]
"""What a button does, of the button's value and who pressed it."""

Listener = Callable[..., Awaitable[None]]


def _undo(around: Surroundings, value: str, asker: Asker) -> Said:
    """Take back, and show the posting as it stands: taken back."""
    outcome = around.clerk.undo(value, asker)
    now = around.clerk.as_it_stands(value)
    if outcome.is_refusal or now is None:
        return outcome
    return Said(now, is_public=True)


def _suggestion(around: Surroundings, value: str, asker: Asker) -> Answer:
    """Post the line that a person has chosen as what they meant."""
    verb, _, text = value.partition("\n")
    answer = around.hearing.hear(verb, text, asker)
    if isinstance(answer, FormWanted):
        return answer
    message = answer.message.without_buttons() if answer.is_public else answer.message
    return Said(message, is_refusal=answer.is_refusal)


def _all_alerts(around: Surroundings, value: str, asker: Asker) -> Answer:
    """Show everything that a digest tells of and that is not over, to the presser alone."""
    said = around.clerk.refusing(lambda: around.hearing.alerting.of_digest(value, asker))
    return replace(said, is_refusal=True)


def _look_up(around: Surroundings, value: str, asker: Asker) -> Answer:
    """Answer a question for the presser alone; what was pressed stays as it is."""
    verb, _, text = value.partition(" ")
    answer = around.hearing.hear(verb, text, asker)
    return replace(answer, is_refusal=True) if isinstance(answer, Said) else answer


def _choose_code(around: Surroundings, value: str, asker: Asker) -> Said:
    """Show one of several items that a picture shows, with its own buttons."""
    clerk = around.clerk

    def told() -> Said:
        clerk.inquiry(asker.user)
        found = make_out(clerk.book, clerk.codes, filter(None, value.split("\n")))
        return Said(pictures.told(clerk.book, found), is_refusal=True)

    return clerk.refusing(told)


def _plan_wave(around: Surroundings, value: str, asker: Asker) -> Said:
    """Make a pick list of the orders that were proposed."""
    quiet, orders = _quiet(asker), tuple(value.split())
    return around.clerk.refusing(lambda: around.hearing.fulfilment.plan(orders, quiet))


PRESSES: dict[str, Press] = {
    posted.UNDO: _undo,
    posted.WITHDRAW: lambda around, value, asker: withdraw(around.clerk, value, asker),
    approvals.APPROVE: lambda s, v, a: decide_approval(s.clerk, v, _quiet(a), is_approved=True),
    approvals.REJECT: lambda s, v, a: decide_approval(s.clerk, v, _quiet(a), is_approved=False),
    approvals.COUNT_AGAIN: lambda s, v, a: send_back(s.clerk, v, _quiet(a)),
    proposals.APPROVE_ORDER: lambda s, v, a: decide_proposal(
        s.clerk, v, _quiet(a), is_approved=True
    ),
    proposals.REJECT_ORDER: lambda s, v, a: decide_proposal(
        s.clerk, v, _quiet(a), is_approved=False
    ),
    digests.SEE_ALL: _all_alerts,
    outbound.PLAN_WAVE: _plan_wave,
    lots.RELEASE_LOT: release_lot,
    traces.TRACE: lambda s, v, a: s.hearing.tracing.page(v, a),
    recall_preview.RECALL_NOW: recall_now,
    LOOK_UP: _look_up,
    pictures.CHOOSE: _choose_code,
}
"""Action id -> what a press does."""


def _quiet(asker: Asker) -> Asker:
    """Documents have a message of their own that says what was decided."""
    return Asker(user=asker.user, key=asker.key, place=asker.place)


def press_listeners(around: Surroundings) -> dict[re.Pattern[str], Listener]:
    """Return every button that acts, by its action id; several of a kind are numbered."""
    return {
        re.compile(rf"^{action}(\.\d+)?$"): _listener(around, press)
        for action, press in PRESSES.items()
    }


def suggestion_listener(around: Surroundings) -> Listener:
    """Return the listener of all suggestion buttons; its answer always takes their place."""
    return _listener(around, _suggestion, replaces_always=True)


def _listener(around: Surroundings, press: Press, *, replaces_always: bool = False) -> Listener:
    async def answer(screen: Screen) -> None:
        value = screen.body["actions"][0]["value"]
        said = await around.guard.in_thread(press, around, value, presser(screen.body))
        if isinstance(said, FormWanted):
            await screen.ask(form_for(around, said, presser(screen.body).place))
            return
        if said.file:
            await hand_out(screen.client, screen.body["user"]["id"], said.file)
        await screen.show(said.message, replaces=replaces_always or not said.is_refusal)
        if press is _undo and said.is_refusal:
            await _take_stale_button_away(around, value, screen)

    return press_listener(around, answer)


async def _take_stale_button_away(around: Surroundings, value: str, screen: Screen) -> None:
    """Where a posting was taken back elsewhere, its message has to say so too."""
    now = await around.guard.in_thread(around.clerk.as_it_stands, value)
    if now is not None and not now.buttons:
        await screen.show(now, replaces=True)
