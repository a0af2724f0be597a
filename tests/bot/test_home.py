"""The home tab tells what is wrong and what one has posted oneself, with Undo."""

from datetime import date
from decimal import Decimal

from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.bot.recalls import a_recall, nine_customers, put
from tests.builders import edit, pick
from tests.inventory.inbound.purchases import CLAY, buy, sent
from tests.inventory.replenishing.alerting.house import check


def test_it_shows_ones_own_last_postings_with_undo(ana, ben, desk, sender, workspace):
    ana.types(STOCK, "/receive 24 MUG-BLU @A-01")
    ben.types(STOCK, "/receive 5 MUG-RED @A-01")

    home = ana.opens_home().home

    assert "2026-11-23 08:00 receipt: 24 pieces of MUG-BLU" in home.words
    assert "MUG-RED" not in home.words
    ana.clicks(home, "Undo TX-20")
    sender.send_once()
    direct = [one for one in workspace.state()["channels"] if one.get("is_im")]
    assert workspace.messages(direct[0]["id"])[-1].text == (
        "*Took back TX-20* by <@U0ANA>. A-01: 48 → 24. *TX-22*"
    )
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(24)


def test_it_shows_what_is_wrong(ana, desk):
    assert "nothing is wrong." in ana.opens_home().home.words
    desk.handle(pick(24, at="A-01"))
    desk.handle(pick(15, at="B-01"))
    desk.handle(check())
    home = ana.opens_home().home
    assert "1 low." in home.words
    assert "5 pieces available, low at 10" in ana.clicks(home, "See alerts").view.words


def test_a_refused_undo_is_said_in_a_window_of_its_own(ana, desk):
    ana.types(STOCK, "/receive 24 MUG-BLU @A-01")
    home = ana.opens_home().home
    ana.types(STOCK, "/pick 40 MUG-BLU @A-01")

    seen = ana.clicks(home, "Undo TX-20")

    assert seen.view.words.splitlines()[-1] == (
        "Cannot take TX-20 back: 24 pieces of MUG-BLU would have to leave A-01, where 8 are left. "
        "Undo what took them first, or adjust."
    )


def test_forms_open_from_it(ana):
    home = ana.opens_home().home

    assert ana.clicks(home, "Receive").view.title == "Receive"


def test_somebody_without_a_role_sees_no_stock(ana, desk):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.NONE)))

    assert "low" not in ana.opens_home().home.words
    for typed in ("/stock MUG-BLU", "/receive MUG-BLU", "/count MUG-BLU @A-01"):
        seen = ana.types(STOCK, typed)
        assert seen.views == []
        assert seen.text == (
            "To look at stock takes the role viewer; you have no role. Ask <@U0BEN>, <@U0CLEO>."
        )


def test_what_was_taken_back_is_no_longer_offered(ana):
    ana.types(STOCK, "/receive 24 MUG-BLU @A-01")
    ana.types(STOCK, "/inv undo TX-20")

    labels = ana.opens_home().home.labels

    assert "Undo TX-20" not in labels
    assert "Undo TX-21" in labels


def test_it_shows_what_waits_to_be_approved_and_what_is_late(ana, cleo, desk):
    desk.handle(edit(CLAY))
    assert "approved" not in cleo.opens_home().home.words
    sent(desk, by="U0CLEO", expected_on=date(2026, 11, 20))
    desk.handle(buy((10, "MUG-BLU", 2)))
    words = cleo.opens_home().home.words.replace("\n", " ")
    assert "To be approved: PO-2 Clay & Co: draft, 20.00 EUR" in " ".join(words.split())
    assert "Late: PO-1 Clay & Co: sent, 3 days late, 76.80 EUR" in " ".join(words.split())
    by_ana = ana.opens_home().home.words
    assert "Late:" in by_ana
    assert "To be approved:" not in by_ana


def test_managers_see_open_recalls_with_what_is_back(ana, cleo, desk):
    put(desk, nine_customers())

    assert "Recalls under way" not in ana.opens_home().home.words
    home = cleo.opens_home().home
    assert " JAM-STR lot L7 and 2 more lots: 24 % back, 40 pieces still out" in home.words
    assert "9 customers, who has most first" in cleo.clicks(home, "Board of RC-1").view.words


def test_the_home_tab_names_a_few_recalls_and_how_many_there_are_besides(cleo, desk):
    for number in range(1, 8):
        put(desk, a_recall(number=f"RC-{number}"))

    words = cleo.opens_home().home.words
    assert "RC-5" in words
    assert "RC-6" not in words
    assert "… and 2 more" in words
