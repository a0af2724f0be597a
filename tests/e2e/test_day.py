"""A working day, by the people who work it, from Slack to the sheet and back."""

import pytest

from tests.e2e.conftest import TOPOLOGIES, house_of
from tests.e2e.house import House
from tests.waiting import wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=TOPOLOGIES)
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    with house_of(request, tmp_path_factory.mktemp("house")) as house:
        house.start_all()
        yield house


def on_hand(house: House, sku: str, location: str) -> float | None:
    header, *rows = house.tab("Stock")
    item, place, quantity = (header.index(name) for name in ("Item", "Location", "On hand"))
    return next((row[quantity] for row in rows if (row[item], row[place]) == (sku, location)), None)


def test_a_receipt_is_answered_and_appears_in_ledger_and_stock(house: House):
    seen = house.person("ana").types("C0STOCK", "/receive 24 MUG-BLU @A-01")
    assert "A-01: 30 → 54" in seen.text
    wait_until(lambda: on_hand(house, "MUG-BLU", "A-01") == 54, "the stock row says 54")
    ledger = house.tab("Ledger")
    header, last = ledger[0], ledger[-1]
    assert last[header.index("Item")] == "MUG-BLU"
    assert last[header.index("Quantity")] == 24


def test_undo_takes_it_back_and_says_so_in_the_channel(house: House):
    ana = house.person("ana")
    seen = ana.types("C0STOCK", "/receive 3 (01)04000000001027 BC:B:A-02")
    ana.clicks(seen.messages[-1], "Undo")
    wait_until(lambda: "Took back" in _channel_text(house, "C0STOCK"), "the channel hears of it")


def test_a_managers_minimum_takes_effect_and_a_bad_one_is_named(house: House):
    header, *rows = house.tab("Items")
    row = next(i for i, cells in enumerate(rows, start=2) if cells[0] == "MUG-GRN")
    column = chr(ord("A") + header.index("Minimum"))
    edit(house, f"Items!{column}{row}", "90")
    wait_until(lambda: _item_minimum(house) == 90, "the bot has taken the minimum over")
    edit(house, f"Items!{column}{row}", "abc")
    wait_until(lambda: "abc" in str(house.tab("Problems")), "the bad cell is named")
    assert _item_minimum(house) == 90
    edit(house, f"Items!{column}{row}", "24")
    wait_until(lambda: "solved" in str(house.tab("Problems")), "the problem is over")


def edit(house: House, cell: str, text: str) -> None:
    house.acts(act="types", range=cell, value=text)


def _item_minimum(house: House) -> float | None:
    journal = house.journal()
    item = journal.desk.book.item("MUG-GRN")
    journal.close()
    return float(item.minimum) if item and item.minimum is not None else None


def _channel_text(house: House, channel: str) -> str:
    return "\n".join(message.text for message in house.slack.messages(channel))


def test_a_ledger_that_somebody_damaged_is_named_and_put_right(house: House):
    house.person("ana").types("C0STOCK", "/receive 1 MUG-WHT @A-03")
    lines = _ledger_lines(house)
    wait_until(lambda: len(house.tab("Ledger")) == lines + 1, "the sheet has every line")
    house.acts(act="deletes_rows", tab="Ledger", first=lines, count=2)
    house.person("ana").types("C0STOCK", "/receive 1 MUG-WHT @A-03")
    wait_until(lambda: "differ" in _channel_text(house, "C0MANAGERS"), "the managers hear of it")
    wait_until(
        lambda: [row[:1] for row in house.tab("Ledger")[1:]] == [[n] for n in range(1, lines + 2)],
        "the ledger is whole again",
    )


def _ledger_lines(house: House) -> int:
    journal = house.journal()
    lines = journal.desk.book.line
    journal.close()
    return lines
