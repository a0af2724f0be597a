"""Fields of the forms about orders: choices with labels of their own, and what stands in them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.messages.text import Block, clipped
from bot.suggesting.typeahead import LABEL_MAX, OPTIONS_MAX, VALUE_MAX
from bot.target import Target
from bot.views.blocks import modal, plain
from bot.views.metadata import FormNote
from inventory.place import Place

CALLBACK: Final = "step."


class Option(NamedTuple):
    """One thing to choose.

    Attributes:
        about: a line below it, empty for none.
    """

    value: str
    label: str
    about: str = ""


def select(options: Sequence[Option], initial: str = "") -> Block:
    """Return a select of at most 100 options; at least one is needed."""
    blocks = [_option(one) for one in options[:OPTIONS_MAX] if len(one.value) <= VALUE_MAX]
    element: Block = {"type": "static_select", "options": blocks}
    chosen = [one for one in blocks if one["value"] == initial]
    return element | ({"initial_option": chosen[0]} if chosen else {})


def many(options: Sequence[Option]) -> Block:
    """Return a select of any number of at most 100 options; at least one is needed."""
    blocks = [_option(one) for one in options[:OPTIONS_MAX] if len(one.value) <= VALUE_MAX]
    return {"type": "multi_static_select", "options": blocks}


def step_form(name: str, title: str, submit: str, about: "FormAbout", blocks: list[Block]) -> Block:
    """Return the form of one step; it remembers which document it is about."""
    note = FormNote(verb=name, place=about.place, number=about.target.value)
    return modal(f"{CALLBACK}{name}", title, submit, note.model_dump_json(), blocks)


class FormAbout(NamedTuple):
    """What a form is about, and where it was opened."""

    target: Target
    place: Place


def _option(one: Option) -> Block:
    option: Block = {"text": plain(clipped(one.label, LABEL_MAX)), "value": one.value}
    return option | ({"description": plain(clipped(one.about, LABEL_MAX))} if one.about else {})
