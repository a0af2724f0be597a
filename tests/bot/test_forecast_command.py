"""`/inv forecast` answers in words at once, and with a picture in direct messages."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.builders import a_location, edit, pick, receive, ship
from tests.memory_desk import START


@pytest.fixture
def desk(desk):
    """Five weeks in which some blue mugs were sold, and red ones never came."""
    desk.handle(receive(60, at="A-01", by="U0CLEO", on=day(35)))
    for days, quantity in ((34, 5), (27, 7), (20, 6), (13, 4), (6, 8)):
        desk.handle(pick(quantity, at="A-01", by="U0CLEO", on=day(days)))
        desk.handle(ship(quantity, by="U0CLEO", on=day(days)))
    return desk


def day(days):
    return (START - timedelta(days=days)).date()


def pictures(workspace):
    files = workspace.state()["files"]
    return [(one["name"], Image.open(io.BytesIO(workspace.file(one["id"])))) for one in files]


def test_the_history_is_drawn_even_where_no_forecast_is_kept_yet(ana, workspace):
    seen = ana.types(STOCK, "/inv forecast mug-blu")
    assert seen.message.is_ephemeral
    assert seen.text.startswith("*MUG-BLU* Blue mug: no forecast yet.")
    ((name, picture),) = pictures(workspace)
    assert name == "forecast of MUG-BLU.png"
    assert (picture.format, picture.width) == ("PNG", 1080)


def test_what_never_came_has_words_and_no_picture(ana, workspace):
    text = ana.types(STOCK, "/inv forecast MUG-RED").text
    assert "so that there is nothing to forecast from" in text
    assert "No picture" not in text
    assert pictures(workspace) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Say which item to forecast."),
        ("MUG-GRN", "There is no item “MUG-GRN”."),
        ("MUG-BLU MUG-RED", "Only one of these can be the item"),
        ("MUG-BLU site:Nowhere", "There is no site “Nowhere”."),
        ("MUG-BLU site:a site:b", "stands there twice"),
        ("MUG-BLU lot:L7", "To forecast has no use for lot:"),
    ],
)
def test_what_cannot_be_answered_is_said(ana, typed, says):
    assert says in ana.types(STOCK, f"/inv forecast {typed}").text


def test_nobody_without_a_role_looks(desk, ana):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.NONE)))
    assert "no picture" not in ana.types(STOCK, "/inv forecast MUG-BLU").text.casefold()
    assert "forecast yet" not in ana.types(STOCK, "/inv forecast MUG-BLU").text


def test_a_house_of_several_sites_answers_site_by_site(desk, ana, workspace):
    desk.handle(edit(a_location("B-01", site="North")))
    desk.handle(edit(a_location("A-01", site="South")))
    text = ana.types(STOCK, "/inv forecast MUG-BLU").text
    assert "*North*: no forecast yet, 20 pieces available." in text
    assert "*South*: no forecast yet, 54 pieces available." in text
    seen = ana.types(STOCK, "/inv forecast MUG-BLU site:south")
    assert seen.text.startswith("*MUG-BLU* Blue mug at South: no forecast yet.")
    names = [name for name, _ in pictures(workspace)]
    assert names == ["forecast of MUG-BLU.png", "forecast of MUG-BLU South.png"]
