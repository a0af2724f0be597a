"""What has to be done next about a recall: customers first, then what is held here, then its end."""

from collections.abc import Sequence
from decimal import Decimal

from bot.messages.figures import counted, number
from bot.messages.recall_customers import Concerned, to_be_asked_again, to_be_told
from bot.messages.recall_held import still_to_be_done
from bot.messages.recall_lots import Lying, total
from bot.messages.recall_parts import untold_parts
from bot.messages.text import Bold, Line, line
from inventory.book import Book
from inventory.documents.recall import Recall
from inventory.recalling.parts import parts_of, whole_of


def next_step(recall: Recall, people: Sequence[Concerned], lying: Lying, book: Book) -> Line:
    """Say what has to be done now: one thing, the most urgent."""
    if not recall.is_open:
        return line(
            "Its lots stay held until somebody scraps them, sends them back or releases them."
        )
    untold, unheard = to_be_told(recall), to_be_asked_again(recall)
    whole = whole_of(book, recall).balance
    if whole.unnamed and not whole.outstanding:
        step = f"nothing is out any more: {_say_whose(whole.unnamed)}, then Close…"
    elif untold:
        step = (
            f"tell {counted(len(untold), 'customer')}: Notify customers…, or call them and press "
            "They know…"
        )
    elif whole.unnamed:
        step = f"{_say_whose(whole.unnamed)}."
    elif unheard:
        have = "has" if len(unheard) == 1 else "have"
        having = f"{counted(len(unheard), 'customer')} still {have}"
        step = f"account for what {having}: Returned goods…, Destroyed…, or Remind…"
    elif whole.outstanding and any(one.outstanding for one in people):
        step = "find out who got what left without a name, or close it with a reason."
    elif not recall.lots:
        step = "wait for it: it is held when it is received. Close… ends that."
    else:
        return line(Bold("Next:"), " ", _all_accounted_for(recall, lying, book))
    return line(Bold("Next:"), f" {step}", *untold_parts(recall, book))


def _say_whose(unnamed: Decimal) -> str:
    is_one = "is that came" if unnamed == 1 else "are that came"
    return f"say whose the {number(unnamed)} {is_one} back without a name (Whose goods…)"


def _all_accounted_for(recall: Recall, lying: Lying, book: Book) -> Line:
    if recall.part_of:
        return line(
            f"all of this board is accounted for. {recall.part_of} is closed when all boards are."
        )
    if out := [one.number for one in parts_of(book, recall) if one.outstanding]:
        return line(
            f"all of this board is accounted for; customers of {', '.join(out)} still have some.",
            *untold_parts(recall, book),
        )
    if total(lying):
        return still_to_be_done(recall, lying)
    return line("all of it is accounted for: Close…")
