"""The form that plans a count: what of the building, who counts, until when, blind or not."""

from typing import Any, Final

from bot.language.count_lines import SAMPLE_MAX, AskedCount
from bot.messages.figures import counted
from bot.messages.text import Block
from bot.stepping.asked import Fields
from bot.suggesting.typeahead import labelled_options
from bot.views.blocks import choice, day_input, field, modal, search_select, text_input, words
from bot.views.metadata import FormNote
from bot.views.step_fields import Option, select
from inventory.book import Book
from inventory.counting.scoping import zone_of
from inventory.documents.count_scope import CountScope
from inventory.location import Location
from inventory.people import Person
from inventory.place import Place
from inventory.rights import may

CALLBACK: Final = "plan_count"
ZONE: Final = "zone"
NOTE_MAX: Final = 500
ALL: Final = "all"
KINDS: Final = (
    Option(ALL, "All of it"),
    Option("suspect", "Only where something seems wrong"),
    Option("due", "Only what is due"),
)
BLIND: Final = (
    Option("house", "As usual in this house"),
    Option("yes", "Yes: who counts does not see what the book expects"),
    Option("no", "No"),
)
CLASSES: Final = ("A", "B", "C")
TOO_MUCH: Final = f"Say a whole number from 1 to {SAMPLE_MAX:,}."


def plan_form(book: Book, place: Place) -> Block:
    """Return the form; everything narrows the count down, and nothing has to be said."""
    people = [
        Option(one.user, one.name or one.user)
        for one in book.all(Person)
        if may(book, one.user, "enter_count")
    ]
    note = FormNote(verb=CALLBACK, place=place)
    blocks = [
        words(
            "about", "Everything below narrows the count down. Long counts are cut into several."
        ),
        field(
            ZONE, "Zone", search_select(hint="An aisle, or a parent on Locations"), optional=True
        ),
        field("bins", "Bins", text_input(hint="A-01, B-*, C-01..C-12"), optional=True),
        field("items", "Items", text_input(hint="MUG-BLU, MUG-RED"), optional=True),
        field("kind", "Of that", select(KINDS, ALL), optional=False),
        field("abc_class", "Class", choice(choices=CLASSES), optional=True),
        *_site_field(book),
        field("touched_since", "Moved since", day_input(), optional=True),
        field("sample", "So many at random", text_input(hint="20", longest=10), optional=True),
        *([field("counter", "Who counts", select(people), optional=True)] if people else []),
        field("due_on", "Until", day_input(), optional=True),
        field("blind", "Blind", select(BLIND, "house"), optional=False),
        field(
            "note",
            "Note",
            text_input(hint="Before the auditors come", longest=NOTE_MAX),
            optional=True,
        ),
    ]
    return modal(CALLBACK, "Plan a count", "Plan it", note.model_dump_json(), blocks)


def read_plan(fields: Fields) -> AskedCount:
    """Read what is to be counted; what cannot be read is put on its field."""
    kind = fields.text("kind")
    scope = CountScope(
        bins=_listed(fields.text("bins")),
        items=_listed(fields.text("items")),
        zone=fields.text(ZONE),
        abc_class=fields.text("abc_class"),
        site=fields.chosen("site"),
        sample=_sample(fields),
        touched_since=fields.day("touched_since"),
        is_suspect=kind == "suspect",
        is_due=kind == "due",
    )
    blind: dict[str, Any] = {"yes": True, "no": False}
    return AskedCount(
        scope=scope,
        is_blind=blind.get(fields.text("blind")),
        counter=fields.chosen("counter"),
        due_on=fields.day("due_on"),
        note=fields.text("note"),
    )


def zone_options(book: Book, typed: str) -> list[Block]:
    """Offer the zones: parents and aisles, with how many places are in each."""
    wanted = typed.casefold()
    below: dict[str, int] = {}
    for place in book.all(Location):
        zone = zone_of(place)
        if zone and place.is_active and wanted in zone.casefold():
            below[zone] = below.get(zone, 0) + 1
    return labelled_options(
        (code, f"{code} {_name(book, code)}".strip(), f": {counted(below[code], 'place')}")
        for code in sorted(below)
    )


def _site_field(book: Book) -> list[Block]:
    named = sorted({place.site for place in book.all(Location) if place.site and place.is_active})
    sites = [Option(site, site) for site in named]
    return [field("site", "Site", select(sites), optional=True)] if len(sites) > 1 else []


def _listed(text: str) -> tuple[str, ...]:
    each = text.replace(";", ",").split(",")
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in each))))


def _sample(fields: Fields) -> int:
    text = fields.text("sample")
    if not text:
        return 0
    if not text.isdecimal() or not 1 <= int(text) <= SAMPLE_MAX:
        fields.errors["sample"] = TOO_MUCH
        return 0
    return int(text)


def _name(book: Book, code: str) -> str:
    known = book.get(Location, code)
    return known.name if known else ""
