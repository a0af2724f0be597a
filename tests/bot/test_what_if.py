"""`/inv whatif` replays an item's own past beside figures somebody would like to try."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from PIL import Image

from bot.language.codes import Codes
from bot.language.usage import OutOfRange, PartRepeated, UnknownChoice, UnknownOption
from bot.language.what_if_lines import read_what_if
from inventory.documents.forecast import SharedPart
from inventory.papers.chart import Chart
from inventory.people import Person, Role
from inventory.planning.tried_figures import Changes
from inventory.stock_policy import ServiceKind, StockPolicy
from outside.charts.plotter import MatplotlibPlotter
from tests.bot.conftest import STOCK
from tests.builders import a_book_with, a_location, an_item, edit, pick, receive, ship
from tests.inventory.planning.planned import a_forecast, keep
from tests.memory_desk import START

WEEKS = 30


@pytest.fixture(scope="module", autouse=True)
def _charts_have_been_drawn_before():
    """The first chart of a process loads the library, which a busy machine may take seconds for."""
    MatplotlibPlotter().draw(Chart(title="", days=(START.date(),)))


@pytest.fixture
def desk(desk):
    """Thirty weeks in which some ten blue mugs were sold on two days of each."""
    desk.handle(receive(900, at="A-01", by="U0CLEO", on=day(7 * WEEKS)))
    for week in range(WEEKS):
        for weekday, quantity in ((1, 3 + week % 4), (4, 4 + week * 3 % 5)):
            on = day(7 * (WEEKS - week) - weekday)
            desk.handle(pick(quantity, at="A-01", by="U0CLEO", on=on))
            desk.handle(ship(quantity, by="U0CLEO", on=on))
    return desk


def day(days):
    return (START - timedelta(days=days)).date()


def changes(text):
    return read_what_if(f"MUG-BLU {text}", Codes(a_book_with(an_item()))).changes


def priced(desk, **facts):
    desk.handle(edit(an_item(unit_cost=Decimal("2.50"), **facts)))


def test_now_stands_beside_what_is_tried_with_a_chart(cleo, desk, workspace):
    priced(desk, minimum=12, maximum=40, lead_time_days=14)
    seen = cleo.types(STOCK, "/inv whatif mug-blu lead:7")

    assert seen.message.is_ephemeral
    assert seen.text == (
        "*MUG-BLU* Blue mug, replayed on its own last 161 days (2026-06-15 to 2026-11-22): "
        "242 pieces were asked for.\n"
        "*As it is now → with your figures*\n"
        "*Bought:* by minimum and maximum (at 12 or below, up to 40)\n"
        "*Delivery:* 14 days, give or take 4 → 7 days, give or take 2\n"
        "*Looked at:* every 7 days\n"
        "*Filled up to:* 40 pieces\n"
        "*Stock on an average day:* 7.2 → 13 pieces\n"
        "*Worth:* 18.00 EUR → 33.50 EUR\n"
        "*There at once:* 60.7 % → 89.3 % of what was asked for\n"
        "*Days with nothing left:* 73 → 26 of 161\n"
        "*Orders:* 16 a year\n"
        "Nothing is changed. Service and review stand on Policies, the lead time on Items or "
        "Suppliers."
    )
    assert seen.message.buttons == ["Compare levels of service"]
    (file,) = workspace.state()["files"]
    assert file["name"] == "what if MUG-BLU.png"
    assert Image.open(io.BytesIO(workspace.file(file["id"]))).width == 1080


def test_without_figures_levels_of_service_are_compared(cleo, desk, workspace):
    priced(desk)
    seen = cleo.types(STOCK, "/inv whatif MUG-BLU")
    lines = seen.text.splitlines()

    assert [one.partition("*:")[0] for one in lines[2:6]] == [
        "*90 % asked for",
        "*95 % asked for",
        "*98 % asked for",
        "*99 % asked for",
    ]
    assert "EUR" in lines[2]
    assert lines[-1] == (
        "Try figures of your own: `/inv whatif MUG-BLU service:98 lead:14 review:7`."
    )
    assert workspace.state()["files"] == []

    cleo.clicks(seen.message, "See 98 %")
    (file,) = workspace.state()["files"]
    assert file["name"] == "what if MUG-BLU.png"


def test_a_look_every_day_is_told_as_such(cleo):
    text = cleo.types(STOCK, "/inv whatif MUG-BLU review:1").text

    assert "*Looked at:* every 7 days → every day\n" in text


def test_who_names_a_service_is_bought_for_by_the_forecast(cleo, desk):
    priced(desk, minimum=12, maximum=40)
    text = cleo.types(STOCK, "/inv whatif MUG-BLU service:98").text

    assert (
        "*Bought:* by minimum and maximum (at 12 or below, up to 40) → from the forecast, "
        "98 % of what is asked for there at once\n"
    ) in text


def test_who_may_not_see_what_stock_is_worth_sees_pieces_only(ana, desk):
    priced(desk)
    text = ana.types(STOCK, "/inv whatif MUG-BLU service:98").text

    assert "Stock on an average day" in text
    assert "EUR" not in text


def test_a_service_that_is_shared_tells_the_items_own_part(cleo, desk):
    part = SharedPart(promised=Decimal("0.93"), items=3, deviation=Decimal(30))
    facts = {"service": ServiceKind.SHARED, "service_level": Decimal("0.95"), "shared": part}
    horizon = {"horizon_days": Decimal(28), "review_days": 7, "demand_over_horizon": Decimal(40)}
    skus = ("MUG-BLU", "BOWL-1", "BOWL-2")
    for sku in skus[1:]:
        desk.handle(edit(an_item(sku)))
    desk.handle(keep(*(a_forecast(item=sku, **facts, **horizon) for sku in skus)))

    lines = cleo.types(STOCK, "/inv whatif MUG-BLU kind:shared").text.splitlines()
    bought = next(one for one in lines if one.startswith("*Bought:*"))
    assert bought.endswith(
        "from the forecast, 95 % of what is asked for there at once, of all that share the promise "
        "together (95.1 % of this one beside 2 others)"
    )


def test_service_by_cycles_tells_how_many_were_kept(cleo):
    text = cleo.types(STOCK, "/inv whatif MUG-BLU service:98 kind:cycle").text

    assert "98 % of the times between two deliveries without running out" in text
    assert "*Nobody waited between:*" in text


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            {"policy": "reorder_quantity", "minimum": 12, "order_quantity": 24},
            "a fixed quantity each time (at 12 or below, 24 at a time)",
        ),
        ({"policy": "order_up_to", "maximum": 40}, "filled up at every review (up to 40)"),
        ({"policy": "keep_at_least", "keep_at_least": 6}, "always so many there (6)"),
        (
            {"policy": "reorder_level", "minimum": 12},
            "by reorder point and level (at 12 or below, up to 40)",
        ),
    ],
)
def test_every_policy_is_told_with_its_levels(cleo, desk, row, says):
    desk.handle(edit(StockPolicy(item="MUG-BLU", **row)))

    assert f"*Bought:* {says}\n" in cleo.types(STOCK, "/inv whatif MUG-BLU lead:7").text


def test_where_people_decide_only_what_is_tried_is_told(cleo, desk):
    desk.handle(edit(StockPolicy(item="MUG-BLU", policy="none")))
    text = cleo.types(STOCK, "/inv whatif MUG-BLU service:98").text

    assert "*With your figures*" in text
    assert "there is no rule that could be replayed beside it" in text
    assert "→" not in text


def test_days_on_which_it_had_run_out_are_told(cleo, desk):
    bins = {key[0]: left for key, left in desk.book.stock["MUG-BLU"].items()}
    for code in ("A-01", "B-01"):
        desk.handle(pick(bins[code], at=code, by="U0CLEO", on=day(5)))
    text = cleo.types(STOCK, "/inv whatif MUG-BLU service:98").text

    assert "Not to be told: on 5 of these days it had run out" in text


def test_a_history_too_short_says_what_it_takes(cleo, desk):
    desk.handle(receive(5, "MUG-RED", at="A-01", by="U0CLEO", on=day(20)))
    text = cleo.types(STOCK, "/inv whatif MUG-RED service:98").text

    assert (
        "its history is too short to try figures on: 20 days of it, and these need 56. Ask again in 36 days."
        in text
    )


def test_an_item_that_lay_before_anybody_asked_for_it_is_replayed_from_then_on(cleo, desk):
    desk.handle(receive(400, "MUG-RED", at="A-01", by="U0CLEO", on=day(400)))
    for days in range(196, 0, -4):
        desk.handle(pick(4, "MUG-RED", at="A-01", by="U0CLEO", on=day(days)))
        desk.handle(ship(4, "MUG-RED", by="U0CLEO", on=day(days)))
    lines = cleo.types(STOCK, "/inv whatif MUG-RED service:98").text.splitlines()

    (said,) = [one for one in lines if one.startswith("It was asked for first on ")]
    assert said == (
        "It was asked for first on 2026-05-11. The replay begins on 2026-06-29, when there was "
        "enough of a past to plan from."
    )
    (out,) = [one for one in lines if one.startswith("*Days with nothing left:*")]
    assert int(out.removeprefix("*Days with nothing left:*").split()[0]) < 50


def test_too_short_a_past_since_the_first_demand_says_since_when(cleo, desk):
    desk.handle(receive(400, "MUG-RED", at="A-01", by="U0CLEO", on=day(400)))
    for days in range(40, 0, -4):
        desk.handle(pick(4, "MUG-RED", at="A-01", by="U0CLEO", on=day(days)))
        desk.handle(ship(4, "MUG-RED", by="U0CLEO", on=day(days)))
    text = cleo.types(STOCK, "/inv whatif MUG-RED service:98").text

    assert "since it was asked for first, on 2026-10-14, and these need" in text


def test_what_never_came_has_nothing_to_be_tried_on(cleo):
    text = cleo.types(STOCK, "/inv whatif MUG-RED").text

    assert "it never came and was never asked for" in text


def test_a_house_of_several_sites_is_asked_which(cleo, desk):
    desk.handle(edit(a_location("B-01", site="North")))
    desk.handle(edit(a_location("A-01", site="South End")))

    text = cleo.types(STOCK, "/inv whatif MUG-BLU service:98").text
    assert "Say which of North, South End, as `/inv whatif MUG-BLU site:North service:98`." in text
    text = cleo.types(STOCK, '/inv whatif MUG-BLU site:"south end" service:98').text
    assert text.startswith("*MUG-BLU* Blue mug at South End, replayed")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Say which item, and what to try.\nWrite it as `/inv whatif MUG-BLU service:98"),
        ("MUG-GRN", "There is no item “MUG-GRN”."),
        ("MUG-BLU MUG-RED", "Only one of these can be the item: MUG-BLU, MUG-RED. Put a code"),
        ("MUG-BLU service:120", "service: is a number from 50 to 99.9, not “120”."),
        ("MUG-BLU lead:soon", "lead: is a number from 0 to 365, not “soon”."),
        ("MUG-BLU sevrice:98", "There is no option “sevrice”"),
        ("MUG-BLU site:Nowhere", "There is no site “Nowhere”."),
    ],
)
def test_what_cannot_be_answered_is_said(cleo, typed, says):
    assert says in cleo.types(STOCK, f"/inv whatif {typed}").text


def test_nobody_without_a_role_looks(ana, desk):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.NONE)))

    assert "replayed" not in ana.types(STOCK, "/inv whatif MUG-BLU").text


@pytest.mark.parametrize("typed", ["service:98", "service:98%", "service:0.98", 'service:"98 %"'])
def test_a_service_level_is_read_as_people_write_it(typed):
    assert changes(typed) == Changes(service_level=Decimal("0.98"))


def test_the_forecast_leads_to_it(cleo, workspace):
    seen = cleo.types(STOCK, "/inv forecast MUG-BLU")
    before = len(workspace.state()["files"])

    cleo.clicks(seen.message, "What if…")
    assert "*98 % asked for*" in cleo.ephemerals[-1].text
    assert len(workspace.state()["files"]) == before


def test_days_are_read_with_or_without_their_unit():
    assert changes("lead:14d review:7days") == Changes(lead_days=14, review_days=7)
    assert changes("leadtime:0 kind:CYCLE") == Changes(lead_days=0, service=ServiceKind.CYCLE)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("service:49", OutOfRange),
        ("service:100", OutOfRange),
        ("service:many", OutOfRange),
        ("lead:366", OutOfRange),
        ("lead:-1", OutOfRange),
        ("lead:1.5", OutOfRange),
        ("review:0", OutOfRange),
        ("kind:both", UnknownChoice),
        ("lead:3 leadtime:4", PartRepeated),
        ("lot:L7", UnknownOption),
    ],
)
def test_figures_that_nobody_could_mean_are_refused(typed, error):
    with pytest.raises(error):
        changes(typed)
