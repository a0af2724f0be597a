"""Buttons and forms of counts that know who presses: what to count next is another's business for each."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.answering.answers import Asker, FormWanted
from bot.answering.clerk import Clerk
from bot.keys import Body
from bot.language.count_lines import Found
from bot.listeners.commands import form_for
from bot.listeners.forms import Acknowledgement, sending_listener
from bot.listeners.opening import Listener, opener
from bot.listeners.surroundings import Surroundings, presser, sender
from bot.messages.counting import next_sheet
from bot.messages.message import Message
from bot.messages.refusals import refusal
from bot.messages.text import Block, as_plain
from bot.messages.unavailable import unavailable_on_form
from bot.stepping.asked import Fields
from bot.stepping.count_steps import NOTHING_SAID, Entry, read_entry
from bot.target import Target
from bot.views.cause_forms import cause_form
from bot.views.count_entry_form import entry_form, to_enter
from bot.views.paging import field_of, off_page
from bot.views.reading import ERROR_MAX, Errors, name_of, values_of
from bot.views.step_fields import FormAbout
from bot.views.stock import answer_view
from inventory.book import Book
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.errors import LineErrors, StockError, UnknownDocument, UnknownItem, UnknownLocation
from inventory.place import Place
from inventory.ports import JournalUnavailableError
from inventory.rights import require

ENTER: Final = "enter_count"
OF_FOUND: Final = {UnknownLocation: "location", UnknownItem: "item"}
"""Refusal of something found besides -> its field; any other is about the quantity."""


def entry_opener(around: Surroundings) -> Listener:
    """Return the listener that takes a sheet for the presser and opens its next lines."""

    def form(body: Body) -> Block:
        asker, target = presser(body), Target.read(body["actions"][0]["value"])
        require(around.clerk.book, asker.user, "enter_count")
        count = around.hearing.counting.begin(target.number, asker)
        about = FormAbout(target, asker.place)
        lines = to_enter(around.clerk.book.rules, count, asker.user)
        return entry_form(count, lines, about, around.clerk.telling())

    return opener(around, form)


def open_next_count(around: Surroundings, asker: Asker) -> Block:
    """Return the form of the sheet somebody goes on with; of a single bin where none waits.

    Raises:
        StockError, JournalUnavailableError: they may not count, or the sheet was taken meanwhile.
    """
    clerk = around.clerk
    require(clerk.book, asker.user, "enter_count")
    found = next_sheet(clerk.book, asker.user)
    if found is None:
        return form_for(around, FormWanted("count"), asker.place)
    count = around.hearing.counting.begin(found.number, asker)
    about = FormAbout(Target(count.number, seen=clerk.book.sequence), asker.place)
    return entry_form(count, to_enter(clerk.book.rules, count, asker.user), about, clerk.telling())


def entry_sender(around: Surroundings) -> Listener:
    """Return the listener of a sent page of a sheet."""
    return sending_listener(around, lambda _clerk, body: send_entry(around, body))


def send_entry(around: Surroundings, body: Body) -> Acknowledgement:
    """Record what a page of a sheet says, and show the next; what is wrong stands on its field."""
    answer = _entered(around, body)
    if errors := answer.get("errors"):
        there = {field_of(name): name for name in _fields(body)}
        answer = _errors({there[name]: text for name, text in errors.items()})
    return answer


def _entered(around: Surroundings, body: Body) -> Acknowledgement:
    asker, note = sender(body)
    clerk, counting = around.clerk, around.hearing.counting
    target = Target.read(note.number)
    fields = Fields(off_page(values_of(body["view"])))
    count = clerk.book.get(CycleCount, target.number)
    if count is None:
        return _errors(
            {_first(body): as_plain(refusal(UnknownDocument(target.number), clerk.book))}
        )
    entry = read_entry(count, fields)
    left = to_enter(clerk.book.rules, count, asker.user, target.part)
    if not fields.errors and not entry.lines and not left:
        fields.errors[_first(body)] = NOTHING_SAID
    if fields.errors:
        return _errors(fields.errors)
    if not entry.lines:
        return _next_page(around, count, left, FormAbout(target, note.place), "")
    try:
        done = counting.enter(count.number, Found(entry.lines, ()), asker)
    except StockError as error:
        return _errors(_on_fields(clerk.book, entry, error))
    except JournalUnavailableError as error:
        return _errors({_first(body): unavailable_on_form(error)})
    told = counting.told(count, done, asker.user)
    return _go_on(around, asker, target, note.place, told)


def _go_on(
    around: Surroundings, asker: Asker, target: Target, place: Place, told: Message
) -> Acknowledgement:
    """Show the next lines that wait, then those that ask again, or what came of it all."""
    count = around.clerk.book.get(CycleCount, target.number)
    if count is None or not count.is_open:
        return _answered(target.number, told)
    rules = around.clerk.book.rules
    left = to_enter(rules, count, asker.user, target.part)
    again = [
        one for one in to_enter(rules, count, asker.user) if one.status is CountLineStatus.AGAIN
    ]
    if not (left or again):
        return _answered(target.number, told)
    name = partial(name_of, around.clerk.book)
    words = " ".join(as_plain(one, name_of=name) for one in told.lines)
    about = FormAbout(replace(target, part=0), place)
    return _next_page(around, count, left or again, about, words)


def _next_page(
    around: Surroundings, count: CycleCount, lines: list[CountLine], about: FormAbout, told: str
) -> Acknowledgement:
    view = entry_form(count, lines, about, around.clerk.telling(), told)
    return {"response_action": "update", "view": view}


def _answered(number: str, told: Message) -> Acknowledgement:
    return {"response_action": "update", "view": answer_view(f"Count {number}", told)}


def _on_fields(book: Book, entry: Entry, error: StockError) -> Errors:
    """Put each refusal on the field of its line."""
    each = error.errors if isinstance(error, LineErrors) else ((1, error),)
    told: dict[str, list[str]] = {}
    for index, one in each:
        name = entry.fields[index - 1]
        if name == "quantity":
            name = OF_FOUND.get(type(one), name)
        told.setdefault(name, []).append(
            as_plain(refusal(one, book), name_of=partial(name_of, book))
        )
    return {name: " ".join(texts)[:ERROR_MAX] for name, texts in told.items()}


def _first(body: Body) -> str:
    return field_of(_fields(body)[0])


def _fields(body: Body) -> list[str]:
    return [block["block_id"] for block in body["view"]["blocks"] if "element" in block]


def _errors(errors: Errors) -> Acknowledgement:
    return {"response_action": "errors", "errors": errors}


def line_chooser(around: Surroundings) -> Listener:
    """Return the listener of the form that asks which line is looked into."""

    def send(clerk: Clerk, body: Body) -> Acknowledgement:
        _, note = sender(body)
        chosen = Target(Target.read(note.number).number, int(values_of(body["view"])["line"]))
        try:
            view = cause_form(FormAbout(chosen, note.place), clerk.telling())
        except StockError as error:
            told = as_plain(refusal(error, clerk.book), name_of=partial(name_of, clerk.book))
            return _errors({"line": told})
        return {"response_action": "update", "view": view}

    return sending_listener(around, send)
