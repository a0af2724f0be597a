"""The words for a hand scanner's lines: many scans in one message, and the way back."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from bot.language.grammar import VERBS, prefixed
from bot.language.requests import Posting
from bot.language.written import written
from bot.messages.figures import ARROW, amount, counted, number, place_and_lot, unit_of
from bot.messages.help import OPEN_FORM
from bot.messages.message import Button, Message, say
from bot.messages.naming import named_first
from bot.messages.text import Bold, Code, Line, clipped, joined, line
from bot.messages.usage import usage_of
from bot.scans.session import ScanSession, Tally, missing_parts
from inventory.book import Book
from inventory.transaction import PastPosting

UNDO_SCANS: Final = "undo_scans"
OPEN_LINE: Final = "open_line"
"""Followed by a verb: opens its form, filled in from the line that the button carries."""

DOING: Final = {
    "receive": "Receiving",
    "pick": "Picking",
    "ship": "Shipping",
    "count": "Counting",
    "return": "Taking back",
    "move": "Moving",
    "transfer": "Sending",
    "putaway": "Putting away",
    "adjust": "Adjusting",
    "reject": "Rejecting",
}
PUT: Final = "Put away"
PUT_AWAY: Final = line(
    "Scan goods, then their bin: all that waits goes there. ", Code("done"), " ends it."
)
BEGIN: Final = line(
    "Nothing was recorded. Say first what these scans are, as ",
    Code("receive @A-01"),
    ", ",
    Code("pick @A-01"),
    " or ",
    Code("count @A-01"),
    ".",
)

UNREADABLE: Final = say(
    "What scans mean here was forgotten when the bot was updated. What was recorded stays; what was "
    "counted and not posted yet has to be scanned again.",
    line("Begin again, as ", Code("receive @A-01"), " or ", Code("count @A-01"), "."),
)


def begun(session: ScanSession) -> Message:
    """Say what scans mean from now on, and what is still to be said."""
    shared = session.return_number or session.opening.removeprefix(session.verb).strip()
    doing = Bold(DOING.get(session.verb, session.verb))
    first = line(doing, " ", Code(shared)) if shared else line(doing)
    if missing := missing_parts(session.verb, session.shared):
        following = line(f"Say {' and '.join(missing)} first: scan its label, or type it.")
    elif session.adds_up(session.shared):
        following = line("Scan every piece; scans of one item add up. ", Code("done"), " posts it.")
    else:
        following = line("Scan the items; each scan is one. ", Code("done"), " ends it.")
    buttons = () if session.return_number else _form_button(session)
    return Message((line(first, "."), following), buttons)


def run_told(
    book: Book,
    session: ScanSession,
    told: Sequence[PastPosting],
    refusals: Iterable[tuple[str, str]],
) -> Message:
    """Word the scans of one run.

    Args:
        book: for units.
        session: as it stands after them.
        told: what they posted, in order.
        refusals: texts of scans that posted nothing, and why.
    """
    standing = [one for one in told if not one.undone_by]
    lines = [_group(book, session.verb, group) for group in _grouped(standing)]
    if session.tallies:
        lines.append(_so_far(book, session))
    if undone := [one.transaction.id for one in told if one.undone_by]:
        lines.append(line("Taken back: ", Bold(", ".join(undone)), "."))
    lines += [line(Bold("Not recorded:"), f" {clipped(text, 60)}: {why}") for text, why in refusals]
    return Message(tuple(lines), undo_buttons([one.transaction.id for one in standing]))


def undo_buttons(transactions: Sequence[str]) -> tuple[Button, ...]:
    """Return buttons that take back the last of some transactions, and all of them."""
    if not transactions:
        return ()
    last = transactions[-1]
    buttons = [Button(f"Undo {last}", f"{UNDO_SCANS}.last", last)]
    if len(transactions) > 1:
        label = f"Undo all {len(transactions)}"
        buttons.append(Button(label, f"{UNDO_SCANS}.all", " ".join(transactions)))
    return tuple(buttons)


def ended(session: ScanSession, why: str = "") -> Message:
    """Say that a session is over, and what came of it.

    Args:
        session: as it ended.
        why: where nobody asked for it, a whole sentence.
    """
    recorded = session.recorded - sum(tally.scans for tally in session.tallies)
    scans = f"{counted(recorded, 'scan')} recorded"
    if session.refused:
        scans += f", {session.refused} not"
    lines = list[Line]()
    if recorded or session.refused or not session.tallies:
        lines.append(line(Bold(f"{DOING.get(session.verb, session.verb)} is over"), f": {scans}."))
    if session.tallies:
        what = "The count is over and" if session.is_count else "What was scanned"
        lines.append(line(Bold(f"{what} was not posted"), ": ", _listed(session.tallies)))
    if session.held:
        lines.append(line(f"{session.held.item} stays where it is: its bin was not scanned."))
    return Message((line(why), *lines) if why else tuple(lines))


def not_scanned(names: Sequence[str], place: str) -> Line:
    """Name what the book has in a counted place and nobody scanned; not how much, on purpose."""
    return line(f"Not scanned at {place}, and left as they are: {', '.join(names)}.")


def say_first(session: ScanSession | None, texts: Sequence[str]) -> Message:
    """Ask what scans are that belong to nothing."""
    shown = named_first([clipped(text, 60) for text in texts], 5)
    lines = [line(f"{shown}: ", *BEGIN)]
    if session:
        lines.append(line("The last scans were ", Code(session.opening), "; they are over."))
    return Message(tuple(lines))


def labels_elsewhere(text: str, prefix: str) -> Message:
    """Say how a file of labels is had that cannot be handed out by a message."""
    asked = " ".join(text.split()[1:])
    command = prefixed("/inv label", prefix)
    return say(line("A message brings no file of labels. Type ", Code(f"{command} {asked}"), "."))


def form_of(verb: str) -> Message:
    """Offer a form that a message cannot open by itself."""
    return Message(
        (line("Open the form:"),), (Button(f"{verb.capitalize()}…", f"{OPEN_FORM}.{verb}", verb),)
    )


def form_offered(posting: Posting, prefix: str) -> Message:
    """Say what a line leaves out, with the form to press: a message cannot open one by itself."""
    missing = ", ".join(posting.missing) or "something"
    button = line_button(f"{posting.verb.capitalize()}…", posting.verb, written(posting))
    return Message(
        (line(f"That leaves out: {missing}."), usage_of(posting.verb, prefix)), (button,)
    )


def line_button(label: str, verb: str, text: str) -> Button:
    """Return a button that opens a verb's form, filled in from a line."""
    return Button(label, f"{OPEN_LINE}.{verb}", f"{verb} {text}")


def undo_answer(done: Sequence[str], refused: Sequence[Line]) -> Message:
    """Say what was taken back, and what stands in the way of the rest."""
    said = [line("Taken back: ", Bold(", ".join(done)), ".")] if done else []
    return say(*said, *refused)


def _form_button(session: ScanSession) -> tuple[Button, ...]:
    verb = session.verb
    posting = Posting(verb=verb, lines=(session.shared,), occurred_on=session.occurred_on)
    return (line_button(f"{verb.capitalize()}…", verb, written(posting)),)


def _grouped(told: Sequence[PastPosting]) -> list[list[PastPosting]]:
    """Return transactions by what they moved and where, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[PastPosting]] = {}
    for one in told:
        moved = {(move.item, move.source, move.target, move.lot) for move in one.transaction.moves}
        groups.setdefault(tuple(sorted(moved)), []).append(one)
    return list(groups.values())


def _group(book: Book, verb: str, group: Sequence[PastPosting]) -> Line:
    moves = [move for one in group for move in one.transaction.moves]
    ids = [one.transaction.id for one in group]
    named = _named_all(ids)
    if not moves:
        return line(Bold(VERBS[verb].done or PUT), f": {counted(len(ids), 'scan')}. ", Bold(named))
    item = moves[0].item
    quantity = amount(sum((move.quantity for move in moves), Decimal(0)), unit_of(book, item))
    title = Bold(f"{(VERBS[verb].done or PUT)} {quantity} of {item}")
    scans = f" ({counted(len(ids), 'scan')}). "
    return line(title, scans, joined(_balances(group), ", "), ". ", Bold(named))


def _named_all(ids: Sequence[str]) -> str:
    """Name transactions: those that follow each other by the first and the last."""
    numbers = [int(one.removeprefix("TX-")) for one in ids]
    if len(ids) > 2 and numbers[-1] - numbers[0] == len(ids) - 1:
        return f"{ids[0]} to {ids[-1]}"
    return ", ".join(ids)


def _balances(group: Sequence[PastPosting]) -> list[Line]:
    """Return each balance before the first and after the last of a group."""
    first: dict[tuple[str, str, str], Decimal] = {}
    last: dict[tuple[str, str, str], Decimal] = {}
    for balance in (balance for one in group for balance in one.reply.balances):
        key = (balance.item, balance.location, balance.lot)
        first.setdefault(key, balance.before)
        last[key] = balance.after
    return [
        line(f"{place_and_lot(place, lot)}: {number(first[key])} {ARROW} {number(last[key])}")
        for key in first
        for _, place, lot in (key,)
    ]


def _so_far(book: Book, session: ScanSession) -> Line:
    each = [_tallied(book, tally) for tally in session.tallies if tally.line.amount]
    done = "Counted" if session.is_count else "Scanned"
    return line(Bold(f"{done} so far:"), " ", "; ".join(each), ". ", Code("done"), " posts it.")


def _tallied(book: Book, tally: Tally) -> str:
    if not tally.line.item or tally.line.amount is None:
        return _named(tally)
    return f"{amount(tally.line.amount.number, unit_of(book, tally.line.item))} of {_named(tally)}"


def _listed(tallies: Sequence[Tally]) -> str:
    each = [
        f"{number(t.line.amount.number)} {_named(t)}" if t.line.item else _named(t)
        for t in tallies
        if t.line.amount
    ]
    return f"{'; '.join(each)}."


def _named(tally: Tally) -> str:
    if not tally.line.item:
        return f"{tally.line.location} empty"
    if not tally.line.location:
        return f"{tally.line.item} lot {tally.line.lot}" if tally.line.lot else tally.line.item
    return f"{tally.line.item} at {place_and_lot(tally.line.location, tally.line.lot)}"
