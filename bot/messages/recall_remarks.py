"""What is said once in a recall's thread, and in those of the orders it had concerned."""

from collections.abc import Iterable
from typing import Final

from bot.messages.figures import amount, counted, number, place_and_lot, unit_of
from bot.messages.naming import named_first
from bot.messages.recall_held import OUTCOMES
from bot.messages.telling import Telling, plain
from bot.messages.text import Code, Line, clipped, line, who
from inventory.documents.recall import HeldOutcome, Recall, RecallStatus
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind

NAMED_MAX: Final = 10
CALL: Final = "Call them, and say that the recall was a mistake."
"""What is left to do where the letter after a lift may not have arrived."""


def recall_widened(said: Remark, _telling: Telling) -> Line:
    """Say which lots were added."""
    if not said.quantity:
        return line(
            "More of it may be to come, says ", who(said.actor), ". It is held when it does."
        )
    lots = counted(int(said.quantity), "lot")
    added = f"Added {lots} ({clipped(said.words, 300)}), says "
    return line(added, who(said.actor), ". Held everywhere, like the others.")


def recall_continued(said: Remark, _telling: Telling) -> Line:
    """Say on which board the customers are that this one has no room for."""
    more = counted(int(said.quantity), "more customer")
    return line(
        f"One board does not take all who got some: {more} on {said.link}, with a thread of its own. "
        f"The goods are all held here; whoever closes or lifts {said.document} ends both."
    )


def recall_held_too(said: Remark, telling: Telling) -> Line:
    """Say that more of a lot has come in."""
    document = f" with {clipped(said.link, 60)}" if said.link else ""
    return line(
        f"More of it came in: {_goods(said, telling)} at {said.location}{document}. "
        "It is held like the rest."
    )


def recall_held_whole(said: Remark, telling: Telling) -> Line:
    """Say that a lot which was here before has grown on a day of the recall, so that all is held."""
    document = f" with {clipped(said.link, 60)}" if said.link else ""
    return line(
        f"Came in on one of the days: {_goods(said, telling)} at {said.location}{document}. Nobody can "
        "tell it from what was there of this lot before, so all of the lot is held now, and who got "
        "some of it is on the board."
    )


def recall_came_back(said: Remark, telling: Telling) -> Line:
    """Say what came back, and from whom as far as that is known."""
    if said.other:
        return line(f"Came back from {clipped(said.other, 60)}: {_goods(said, telling)}.")
    return line(
        f"Came back: {_goods(said, telling)}. Nobody said from whom. It counts as recovered all the "
        "same; once you know whose it is, say so by Whose goods… on the board, or type ",
        Code(f"/inv recall {said.document} from CAFE-SOL"),
    )


def recall_named(said: Remark, telling: Telling) -> Line:
    """Say whose goods are that had come back without a name."""
    start = f"{_goods(said, telling)} that came back without a name "
    was = "was" if said.quantity == 1 else "were"
    return line(f"{start}{was} of {clipped(said.other, 60)}, says ", who(said.actor), ".")


def recall_written(said: Remark, _telling: Telling) -> Line:
    """Say how many were written to, and who has to be called."""
    what = "reminder" if said.kind is RemarkKind.RECALL_REMINDED else "notice"
    sent = f"Sending a {what} to {counted(int(said.quantity), 'customer')}, says "
    call = (
        f" No e-mail is known of {clipped(said.words, 300)}: call them, and note that they were told."
        if said.words
        else ""
    )
    return line(sent, who(said.actor), f".{call}")


def recall_told(said: Remark, _telling: Telling) -> Line:
    """Say that somebody has told a customer."""
    return line(f"{clipped(said.other, 60)} was told, says ", who(said.actor), ".")


def recall_not_sent(said: Remark, telling: Telling) -> Line:
    """Say that letters have not left, and what to do."""
    start = f"{_letters_to(said)} not sent{_because(said)}. "
    if _is_over(said, telling):
        return line(f"{start}{CALL}")
    return line(
        f"{start}Mend that and notify them again, or call them and note that they were told."
    )


def recall_unsure(said: Remark, telling: Telling) -> Line:
    """Say that nobody knows whether letters have left, and what to do."""
    start = f"{_letters_to(said)} perhaps sent, perhaps not{_because(said)}. "
    if _is_over(said, telling):
        return line(f"{start}{CALL}")
    first = clipped(said.other.partition(", ")[0], 60)
    typed = Code(f"/inv recall {said.document} notify {first} now")
    others = ", and so for each of them" if said.quantity > 1 else ""
    return line(f"{start}Ask them; to send it once more, type ", typed, f"{others}.")


def recall_sent(said: Remark, _telling: Telling) -> Line:
    """Say how many letters have left."""
    return line(f"{counted(int(said.quantity), 'letter')} sent.")


def recall_replied(said: Remark, telling: Telling) -> Line:
    """Say what a customer has answered."""
    destroyed = f" and has destroyed {_goods(said, telling)}" if said.quantity else ""
    note = f": “{clipped(plain(said.words), 200)}”" if said.words else ""
    return line(f"{clipped(said.other, 60)} knows{destroyed}, says ", who(said.actor), f"{note}.")


def recall_waits(said: Remark, telling: Telling) -> Line:
    """Say who was not told, who has not answered, and who still has some."""
    recall = telling.book.get(Recall, said.document)
    named = [one for one in recall.lines if one.named_on == said.day] if recall else []
    untold = [one for one in named if one.notified_on is None]
    silent = [one for one in named if one.notified_on and one.acknowledged_on is None]
    rest = [one for one in named if one.acknowledged_on and one.outstanding]
    parts = (
        _those("Not told yet", untold),
        _those("Told, and have not answered", silent),
        _those("Answered, and still have some", rest),
    )
    return line(" ".join(filter(None, parts)) or "Nobody is waited for any more.")


def recall_decided(said: Remark, _telling: Telling) -> Line:
    """Say what becomes of what is held."""
    note = f": “{clipped(plain(said.words), 200)}”" if said.words else ""
    what = OUTCOMES[HeldOutcome(said.other)]
    held = f"The {number(said.quantity)} held here are" if said.quantity else "What is held is"
    return line(f"{held} to be {what}, says ", who(said.actor), f"{note}.")


def recall_closed(said: Remark, telling: Telling) -> Line:
    """Say that it is over, and why although something is missing."""
    why = f": “{clipped(plain(said.words), 300)}”" if said.words else ""
    recall = telling.book.get(Recall, said.document)
    had_left = recall is None or recall.lines
    result = (
        f" with {number(said.quantity)} % recovered" if had_left else ": nothing of it had left"
    )
    start = f"Closed{result}, says "
    return line(start, who(said.actor), f"{why}. The report follows.")


def recall_lifted(said: Remark, telling: Telling) -> Line:
    """Say that it was a mistake, and who still has to hear that."""
    recall = telling.book.get(Recall, said.document)
    told = [one.customer for one in recall.lines if one.notified_on] if recall else []
    written = {one.reader for one in recall.letters} if recall else set()
    called = [one for one in dict.fromkeys(told) if one not in written]
    letters = " Who was written to is written that it is over." if written else ""
    calls = f" Call {_names(called)}: they were told by a person." if called else ""
    because = f": “{clipped(plain(said.words), 300)}”. All is as it was.{letters}{calls}"
    return line("Lifted, says ", who(said.actor), because)


def recall_reached(said: Remark, _telling: Telling) -> Line:
    """Say in an order's thread that what it was sent is recalled, and where that is followed up."""
    why = f" (“{clipped(plain(said.words), 200)}”)" if said.words else ""
    board = Code(f"/inv recall {said.document}")
    return line(
        f"Goods of this order are recalled by {said.document}{why}: {clipped(said.other, 300)}. What "
        "the customer is told, and has answered: ",
        board,
    )


def recall_on_the_way(said: Remark, _telling: Telling) -> Line:
    """Say in a transfer's thread that goods of it are recalled, and what to do when they arrive."""
    why = f" (“{clipped(said.words, 200)}”)" if said.words else ""
    return line(
        f"Recalled by {said.document}{why} while on its way: {clipped(said.other, 300)}. Take it in as "
        "ever (Arrived), and set it apart: nobody can pick or ship it, wherever it lies."
    )


def recall_arrived(said: Remark, telling: Telling) -> Line:
    """Say that recalled goods have come off a transfer."""
    document = f" with {clipped(said.link, 60)}" if said.link else ""
    return line(f"Arrived{document}: {_goods(said, telling)} at {said.location}. It is held there.")


def recall_cleared(said: Remark, _telling: Telling) -> Line:
    """Say in the thread of an order or a transfer that a recall was a mistake."""
    goods = clipped(said.other, 300)
    return line(f"Recall {said.document} was a mistake: nothing is wrong with {goods}.")


def kept_again(said: Remark, telling: Telling) -> Line:
    """Say in an order's thread that the recall is over."""
    what = f"{amount(said.quantity, unit_of(telling.book, said.item))} of {said.item}"
    where = place_and_lot(said.location, said.lot)
    return line(f"Recall {said.document} was lifted: this order keeps {what} at {where} again.")


def _letters_to(said: Remark) -> str:
    """Name whom letters were for, up to the verb; remarks of long ago are about one each."""
    if said.quantity > 1:
        return f"The letters to {clipped(said.other, 300)} were"
    return f"The letter to {clipped(said.other, 60)} was"


def _because(said: Remark) -> str:
    return f" ({clipped(plain(said.words), 200)})" if said.words else ""


def _is_over(said: Remark, telling: Telling) -> bool:
    """Tell whether a recall was lifted: then its letters say that it was a mistake."""
    recall = telling.book.get(Recall, said.document)
    return recall is not None and recall.status is RecallStatus.LIFTED


def _goods(said: Remark, telling: Telling) -> str:
    lot = f" lot {clipped(said.lot, 60)}" if said.lot else ""
    return f"{amount(said.quantity, unit_of(telling.book, said.item))} of {said.item}{lot}"


def _those(what: str, lines: Iterable[RecallLine]) -> str:
    names = list(dict.fromkeys(one.customer for one in lines))
    return f"{what}: {_names(names)}." if names else ""


def _names(names: list[str]) -> str:
    shown = [clipped(name or "customers nobody has named", 60) for name in names]
    return named_first(shown, NAMED_MAX)
