"""What steps of a recall are answered with: what was done, before and after, and the board."""

from dataclasses import replace

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import ARROW, counted, number
from bot.messages.message import Message, say
from bot.messages.posted import undo_button
from bot.messages.recall_lots import lots_named, scope_text
from bot.messages.recalls import recall_message
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.documents.letter import LetterKind
from inventory.documents.recall import Recall
from inventory.notices import LetterNotice
from inventory.transaction import Transaction


def recall_done(title: Line, transaction: Transaction, recall: Recall, telling: Telling) -> Message:
    """Word a step that was taken, and how the recall stands now."""
    board = recall_message(recall, telling)
    lines = (line(title, ". ", Bold(transaction.id)), *board.lines)
    return replace(board, lines=lines, buttons=(*board.buttons, undo_button(transaction)))


def begun(recall: Recall) -> Line:
    """Word that lots are recalled, or will be when they come."""
    if not recall.lots:
        return line(
            Bold(f"Begun {recall.number}"), f": what comes in of {lots_named(recall)} is held"
        )
    return line(
        Bold(f"Recalled {counted(len(recall.lots), 'lot')} as {recall.number}"),
        f": {lots_named(recall)}",
    )


def widened(before: Recall, after: Recall) -> Line:
    """Word that further lots are recalled."""
    more = counted(len(after.lots) - len(before.lots), "lot")
    if len(after.lots) == len(before.lots):
        named = scope_text(after.widened[-1])
        return line(
            Bold(f"Noted for {after.number}"), f": {clipped(named, 200)} is held when it comes"
        )
    return line(Bold(f"Recalled {more} more as {after.number}"))


def say_why(number: str, prefix: str = "") -> Message:
    """Ask why a recall was a mistake: without that it is not lifted."""
    typed = Code(f"{prefixed(MENU, prefix)} recall {number} lift it was lot L8")
    return say(line("Say why it was a mistake, as in ", typed, "."))


def told(transaction: Transaction, customer: str) -> Line:
    """Word that customers were written to, or that somebody had called."""
    letters = [one.letter for one in transaction.notices if isinstance(one, LetterNotice)]
    if not letters:
        return line(Bold(f"Noted that {clipped(customer, 60)} was told"))
    to = clipped(letters[0].reader, 60) if len(letters) == 1 else f"{len(letters)} customers"
    is_reminder = letters[0].kind is LetterKind.RECALL_REMINDER
    what = "Reminder" if is_reminder else "Letter"
    return line(Bold(f"{what} to {to} about to leave"), "; the thread tells if one does not arrive")


def changed(what: str, before: Recall, after: Recall) -> Line:
    """Word a step by what is recovered and still out, before and after."""
    facts, was, now = [], before.balance.unnamed, after.balance.unnamed
    if before.recovered_percent != after.recovered_percent:
        facts.append(f"{before.recovered_percent} {ARROW} {after.recovered_percent} % recovered")
    if before.outstanding != after.outstanding:
        facts.append(f"{number(before.outstanding)} {ARROW} {number(after.outstanding)} still out")
    if was != now:
        facts.append(f"{number(was)} {ARROW} {number(now)} back of nobody known")
    if before.status is not after.status:
        facts.append(f"{before.status.value} {ARROW} {after.status.value}")
    return line(Bold(what), f": {', '.join(facts)}" if facts else "")
