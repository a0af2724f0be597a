"""What a select offers, and that it never offers more than Slack takes."""

from decimal import Decimal

import pytest

from bot.suggesting.typeahead import item_options, matching_items, place_options
from bot.views.posting import posting_form
from inventory.book import Book
from inventory.location import REAL_KINDS
from inventory.place import Place
from sandbox.slack.blocks import validate_view
from tests.builders import a_location, an_item, edit, open_stock
from tests.memory_desk import MemoryDesk


@pytest.fixture(scope="module")
def book() -> Book:
    """A shop of three hundred cups."""
    desk = MemoryDesk()
    for number in range(150):
        desk.handle(edit(an_item(f"CUP-{number:03}", name=f"Cup no. {number}", packs=())))
    desk.handle(edit(an_item("00123", name="A mug called cup", barcodes=("4006381333931",))))
    desk.handle(edit(an_item("LONG", name="very " * 40)))
    desk.handle(edit(an_item("X" * 200, name="A code nobody can press")))
    desk.handle(edit(a_location("A-01", name="Top shelf")))
    desk.handle(open_stock(24, "00123", at="A-01"))
    return desk.book


def labels(options):
    return [option["text"]["text"] for option in options]


def test_never_more_than_a_hundred_are_offered(book):
    assert len(item_options(book, "")) == 100
    assert len(item_options(book, "cup")) == 100


def test_codes_that_begin_with_it_come_first(book):
    skus = [item.sku for item in matching_items(book, "cup")]

    assert skus[0] == "CUP-000"
    assert skus.index("CUP-149") < skus.index("00123") if "00123" in skus else len(skus) == 100
    assert [item.sku for item in matching_items(book, "4006381333931")] == ["00123"]
    assert [item.sku for item in matching_items(book, "called mug")] == ["00123"]


def test_a_long_name_gives_way_to_the_figures(book):
    (label,) = labels(item_options(book, "LONG"))

    assert len(label) <= 75
    assert label.endswith("…: 0 pieces")


def test_a_code_too_long_for_a_button_is_left_out(book):
    assert item_options(book, "X" * 200) == []


def test_places_are_found_by_their_names(book):
    assert labels(place_options(book, "shelf", item="00123", kinds=REAL_KINDS)) == [
        "A-01 Top shelf: 24 pieces"
    ]


@pytest.mark.parametrize("verb", ["receive", "pick", "ship", "count", "return", "move", "adjust"])
def test_every_form_is_one_that_slack_shows(book, verb):
    assert validate_view(posting_form(book, verb, Place(channel="C0STOCK"))) == []


def test_figures_are_exact(book):
    assert book.available("00123") == Decimal(24)
