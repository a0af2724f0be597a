"""`/inv forecast` answers in words at once, and with a picture in direct messages."""

import io
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from PIL import Image

from bot.charts.of_demand import demand_chart
from inventory.documents.forecast import Parameters
from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.bot.counter import PLOTTER
from tests.bot.forecasts import a_forecast, an_outlook
from tests.builders import a_location, an_item, edit, pick, receive, ship
from tests.inventory.planning.planned import keep
from tests.memory_desk import START


@pytest.fixture
def desk(desk):
    """Five weeks in which some blue mugs were sold, and red ones never came."""
    desk.handle(receive(60, at="A-01", by="U0CLEO", on=day(35)))
    for days, quantity in ((34, 5), (27, 7), (20, 6), (13, 4), (6, 8)):
        desk.handle(pick(quantity, at="A-01", by="U0CLEO", on=day(days)))
        desk.handle(ship(quantity, by="U0CLEO", on=day(days)))
    return desk


@pytest.fixture(scope="module", autouse=True)
def _drawn_before():
    """The first chart of a process takes a while; on a busy machine its answer follows later."""
    PLOTTER.draw(demand_chart(an_item(), an_outlook(), None))


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
        ("", "Say which item to forecast.\nWrite it as `/inv forecast MUG-BLU`"),
        ("MUG-GRN", "There is no item “MUG-GRN”."),
        ("MUG-BLU MUG-RED", "Only one of these can be the item: MUG-BLU, MUG-RED. Put a code"),
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


def test_a_kept_forecast_is_told_with_its_levels_and_drawn_with_what_is_expected(
    desk, ana, workspace
):
    desk.handle(keep(a_forecast()))
    text = ana.types(STOCK, "/inv forecast MUG-BLU").text
    assert text.startswith("*MUG-BLU* Blue mug: about 11 pieces a week expected")
    assert "*Now:* 74 pieces available: lasts 45 days." in text
    ((_, picture),) = pictures(workspace)
    orange = (np.asarray(picture.convert("RGB")) == (213, 94, 0)).all(axis=2)
    assert orange.sum() > 1000


def test_a_new_computation_that_waits_is_told_beside_the_old(desk, ana):
    desk.handle(keep(a_forecast()))
    levels = Parameters(reorder_point=Decimal(90), order_up_to_level=Decimal(200))
    desk.handle(keep(a_forecast(parameters=levels), week=1))
    text = ana.types(STOCK, "/inv forecast MUG-BLU").text
    assert "*Buying:* at 35 or below, up to 70;" in text
    assert "waiting for a manager: at 90 or below, up to 200;" in text
