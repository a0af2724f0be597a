"""Forms about an open recall: who knows, what was destroyed or came back, how it ends."""

from collections.abc import Callable
from typing import Final

from bot.messages.figures import amount, counted, number, unit_of
from bot.messages.recall_customers import concerned, named
from bot.messages.recall_held import OUTCOMES
from bot.messages.recall_lots import lots_named, much, total, where_they_lie
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.recall_steps import ANSWERED, CUSTOMER, GOODS, TOLD
from bot.views.blocks import choice, field, search_select, text_input, words
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.condition import Condition
from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.errors import NothingChanged
from inventory.known import known
from inventory.order_errors import WrongStep
from inventory.recalling.parts import whole_of

NOTE_MAX: Final = 500
REASON_MAX: Final = 300
NAMED_MAX: Final = 12
SAID: Final = (
    Option(ANSWERED, "They have answered"),
    Option(TOLD, "We have told them, by phone or in person"),
)


def knows_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that notes who was told, or has answered.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
    """
    recall = open_recall(telling, about.target.number, "note who knows of")
    blocks = [
        _field(CUSTOMER, "Customer", "Code or name"),
        field("what", "What happened", select(SAID, ANSWERED), optional=False),
        _note("They look for it and call back"),
    ]
    return step_form("customer_knows", f"{recall.number}: who knows", "Note it", about, blocks)


def destroyed_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that notes what a customer has thrown away.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
    """
    recall = open_recall(telling, about.target.number, "note what was destroyed of")
    blocks = [
        words("about", f"Counts as recovered: {_out(recall, telling)} are still out."),
        _field(GOODS, "Whose, and of what", "Customer, item or lot"),
        _quantity("Empty: all that they still have"),
        _note("A picture came by mail"),
    ]
    return step_form("customer_destroyed", f"{recall.number}: destroyed", "Note it", about, blocks)


def returned_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that takes back what a customer has sent.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
    """
    recall = open_recall(telling, about.target.number, "take goods back for")
    text = (
        f"Takes them in as a return and counts them as recovered: {_out(recall, telling)} are still "
        "out. Whatever their condition, nobody can pick them."
    )
    condition = choice(choices=[one.value for one in Condition], initial=Condition.DEFECTIVE.value)
    blocks = [
        words("about", text),
        _field(GOODS, "Whose, and of what", "Customer, item or lot"),
        _quantity("Empty: all that they still had"),
        field("condition", "Condition", condition, optional=False),
        _note("Two jars were open"),
    ]
    return step_form("customer_returned", f"{recall.number}: came back", "Take in", about, blocks)


def named_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that says whose goods are that came back without a name.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        NothingChanged: there are none any more.
    """
    recall = open_recall(telling, about.target.number, "say whose goods came back for")
    nobodys = [one for one in whole_of(telling.book, recall).lines if one.unnamed]
    if not nobodys:
        raise NothingChanged(what=f"all that came back for {recall.number}", state="named")
    goods = [_unnamed(one, telling) for one in nobodys]
    text = f"Came back without a name: {', '.join(one.label for one in goods[:NAMED_MAX])}."
    which = [field("line", "What", select(goods), optional=False)] if len(goods) > 1 else []
    blocks = [
        words("about", text),
        _field(CUSTOMER, "Whose it is", "Code or name"),
        *which,
        _quantity("Empty: all that can be theirs"),
    ]
    return step_form("name_returned", f"{recall.number}: whose goods", "Note it", about, blocks)


def decide_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that decides what becomes of goods that are held.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
    """
    recall = open_recall(telling, about.target.number, "decide about")
    options = [Option(one.value, what.capitalize()) for one, what in OUTCOMES.items()]
    chosen = recall.decided.outcome if recall.decided else ""
    held = _held(recall, telling) or "nothing now"
    blocks = [
        words("about", f"Held here: {held}. The board says then how it is done."),
        field("outcome", "What becomes of them", select(options, chosen), optional=False),
        _note("By whom, and when"),
    ]
    return step_form("decide_held", f"{recall.number}: held goods", "Decide", about, blocks)


def close_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that ends a recall; what is still out is named, and takes a reason.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
    """
    recall = whole_of(telling.book, open_recall(telling, about.target.number, "close"))
    is_out, held = bool(recall.outstanding), _held(recall, telling)
    text = f"All of {recall.number} is accounted for. Its report is printed in its thread."
    if is_out:
        text = f"Gives up {_still_out(recall, telling)}. Its report says so, with your reason."
    left = f" {held} are still here, and stay held until they are scrapped, sent back or released."
    if not recall.lots:
        text = f"Nothing of {recall.number} has come. Its report is printed in its thread."
        left = " What comes in from now on is not held any more."
    elif not held:
        left = ""
    reason = text_input(hint="The rest was eaten", longest=REASON_MAX)
    blocks = [
        words("about", f"{text}{left}"),
        field("reason", "Why", reason, optional=not (is_out or held)),
    ]
    return step_form("close_recall", f"Close {recall.number}", "Close the recall", about, blocks)


def lift_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that takes a mistaken recall back.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
    """
    recall = whole_of(telling.book, open_recall(telling, about.target.number, "lift"))
    told = sum(one.told_on is not None for one in concerned(recall))
    tell = (
        f" {counted(told, 'customer')} were told of it: tell them that it was a mistake."
        if told
        else ""
    )
    text = (
        f"Takes {recall.number} of {lots_named(recall)} back: its lots are as they were before, and "
        f"orders get them again as far as they are still free.{tell}"
    )
    reason = text_input(hint="It was lot L8", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=False)]
    return step_form("lift_recall", f"Lift {recall.number}", "Lift the recall", about, blocks)


def open_recall(telling: Telling, wanted: str, action: str) -> Recall:
    """Return a recall that has not ended.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    recall = known(telling.book, Recall, wanted)
    if not recall.is_open:
        raise WrongStep(number=recall.number, action=action, status=recall.status)
    return recall


FormOf = Callable[[FormAbout, Telling], Block]

RECALL_FORMS: Final[dict[str, tuple[str, FormOf]]] = {
    "customer_knows": ("record_recall_reply", knows_form),
    "customer_destroyed": ("record_recall_reply", destroyed_form),
    "customer_returned": ("return", returned_form),
    "name_returned": ("name_returned", named_form),
    "decide_held": ("decide_held", decide_form),
    "close_recall": ("close_recall", close_form),
    "lift_recall": ("lift_recall", lift_form),
}
"""Step -> the right it takes, and its form."""


def _field(name: str, label: str, hint: str) -> Block:
    return field(name, label, search_select(hint=hint), optional=False)


def _quantity(hint: str) -> Block:
    return field("quantity", "How many", text_input(hint=hint, longest=40), optional=True)


def _note(hint: str) -> Block:
    return field("note", "Note", text_input(hint=hint, longest=NOTE_MAX), optional=True)


def _out(recall: Recall, telling: Telling) -> str:
    return much(recall.outstanding, recall, telling.book)


def _unnamed(line: RecallLine, telling: Telling) -> Option:
    """Offer goods of nobody known: how many, of what."""
    much_of = amount(line.unnamed, unit_of(telling.book, line.item))
    lot = f" lot {clipped(line.lot, 30)}" if line.lot else ""
    return Option(str(line.number), f"{much_of} of {clipped(line.item, 30)}{lot}")


def _held(recall: Recall, telling: Telling) -> str:
    """Name how much is held here; empty where nothing is."""
    held = total(where_they_lie(recall, telling.book))
    return much(held, recall, telling.book) if held else ""


def _still_out(recall: Recall, telling: Telling) -> str:
    """Name what is still out, and with whom."""
    people = [one for one in concerned(recall) if one.outstanding]
    shown = [
        f"{named(one.customer, telling)} {number(one.outstanding)}" for one in people[:NAMED_MAX]
    ]
    more = [f"{len(people) - NAMED_MAX} more"] if len(people) > NAMED_MAX else []
    return f"{_out(recall, telling)} that are still out: {', '.join([*shown, *more])}"
