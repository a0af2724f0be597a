"""Managers ask what the stock is worth; others are told who may."""

from decimal import Decimal

from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.builders import adjust, an_item, edit, move, open_stock, receive, set_rule, ship


def with_costs(desk):
    """Ten red mugs at 2.00, ten at 3.00; twelve are sold and one is broken."""
    desk.handle(receive(10, "MUG-RED", at="A-01", unit_cost=Decimal(2)))
    desk.handle(receive(10, "MUG-RED", at="A-01", unit_cost=Decimal(3)))
    desk.handle(move(12, "MUG-RED", at="A-01", to="PACK"))
    desk.handle(ship(12, "MUG-RED"))
    desk.handle(adjust(-1, "MUG-RED", at="A-01", reason="damaged"))


def test_an_item_tells_its_layers_its_value_and_what_left(cleo, desk):
    with_costs(desk)
    seen = cleo.types(STOCK, "/inv value MUG-RED")
    assert seen.message.is_ephemeral
    assert seen.text == (
        "*MUG-RED (Red mug)*: 7 pieces, worth *21.00 EUR* by FIFO "
        "(17.50 EUR by moving average).\n"
        "By FIFO, the oldest first:\n"
        "7 pieces since 2026-11-23: 3.00 EUR each, 21.00 EUR\n"
        "Cost of goods in 2026-11 (by FIFO): 26.00 EUR sold, 3.00 EUR scrapped.\n"
        "Cost of goods in 2026-10 (by FIFO): none."
    )


def test_the_setting_decides_which_value_stands_first(cleo, desk):
    with_costs(desk)
    desk.handle(set_rule("valuation", "average"))
    assert cleo.types(STOCK, "/inv value MUG-RED").text == (
        "*MUG-RED (Red mug)*: 7 pieces, worth *17.50 EUR* by moving average "
        "(21.00 EUR by FIFO).\n"
        "By FIFO, the oldest first:\n"
        "7 pieces since 2026-11-23: 3.00 EUR each, 21.00 EUR\n"
        "Cost of goods in 2026-11 (by moving average): 30.00 EUR sold, 2.50 EUR scrapped.\n"
        "Cost of goods in 2026-10 (by moving average): none."
    )


def test_the_whole_stock_tells_its_dearest_items_and_unknown_costs(cleo, desk):
    with_costs(desk)
    seen = cleo.types(STOCK, "/inv value")
    assert seen.text == (
        "*The whole stock*: worth *21.00 EUR* by FIFO (17.50 EUR by moving average).\n"
        "MUG-RED (Red mug): 7 pieces, 21.00 EUR\n"
        "MUG-BLU (Blue mug): 44 pieces, 0.00 EUR\n"
        "Cost of goods in 2026-11 (by FIFO): 26.00 EUR sold, 3.00 EUR scrapped.\n"
        "Nobody has said what these cost: 44 of MUG-BLU: counted as nothing. "
        "Write `cost:2.50` when you receive, or fill in Unit cost on Items before."
    )
    assert seen.message.buttons == ["All of it as a file"]


def test_an_item_of_unknown_cost_says_so(cleo):
    assert cleo.types(STOCK, "/inv value mug-blu").text == (
        "*MUG-BLU (Blue mug)*: 44 pieces, worth *0.00 EUR* by FIFO (0.00 EUR by moving average).\n"
        "By FIFO, the oldest first:\n"
        "24 pieces since 2026-11-23: cost unknown\n"
        "20 pieces since 2026-11-23: cost unknown\n"
        "Cost of goods in 2026-11 (by FIFO): none.\n"
        "Cost of goods in 2026-10 (by FIFO): none.\n"
        "Of 44 pieces nobody has said what they cost: counted as nothing. "
        "Write `cost:2.50` when you receive, or fill in Unit cost on Items before."
    )


def test_long_answers_are_cut_and_say_so(cleo, desk):
    for number in range(12):
        desk.handle(edit(an_item(f"PEN-{number:02}")))
        desk.handle(open_stock(1, f"PEN-{number:02}", at="A-01", unit_cost=Decimal(1)))
    for _ in range(27):
        desk.handle(receive(1, "MUG-RED", at="A-01", unit_cost=Decimal(1)))
    whole = cleo.types(STOCK, "/inv value").text.splitlines()
    assert whole[11] == "… and 4 more items; the file has all of them."
    layers = cleo.types(STOCK, "/inv value MUG-RED").text.splitlines()
    assert layers[27] == "… and 2 later ones."


def test_everything_comes_as_a_file(cleo, desk, workspace):
    with_costs(desk)
    message = cleo.types(STOCK, "/inv value").message
    cleo.clicks(message, "All of it as a file")
    (file,) = workspace.state()["files"]
    assert workspace.file(file["id"]).decode("utf-8-sig").splitlines() == [
        (
            "item,name,on hand,unit,value by FIFO,value by moving average,currency,"
            "of unknown cost,oldest since,kind"
        ),
        "MUG-RED,Red mug,7,piece,21.00,17.50,EUR,0,2026-11-23,finished",
        "MUG-BLU,Blue mug,44,piece,0.00,0.00,EUR,44,2026-11-23,finished",
    ]


def test_what_stock_is_worth_is_not_for_everybody(ana, cleo, desk, workspace):
    refusal = (
        "To see what stock is worth takes the role manager; you have the role operator. "
        "Ask <@U0CLEO>."
    )
    assert ana.types(STOCK, "/inv value").text == refusal
    assert ana.types(STOCK, "/inv value MUG-BLU").text == refusal
    message = cleo.types(STOCK, "/inv value").message
    desk.handle(edit(Person(user="U0CLEO", name="Cleo", role=Role.OPERATOR)))
    seen = cleo.clicks(message, "All of it as a file")
    assert seen.text.startswith("To see what stock is worth takes the role manager")
    assert workspace.state()["files"] == []


def test_a_wrong_item_gets_the_nearest_as_a_button(cleo):
    seen = cleo.types(STOCK, "/inv value MUG-BLUE")
    assert seen.text == "There is no item “MUG-BLUE”. Check the code, or add it on Items."
    assert cleo.clicks(seen.message, seen.message.buttons[0]).text.startswith(
        "*MUG-BLU (Blue mug)*: 44"
    )


def test_a_bin_has_no_value_of_its_own(cleo):
    assert cleo.types(STOCK, "/inv value @A-01").text == (
        "Say which item.\nWrite it as `/inv value MUG-BLU`"
    )
