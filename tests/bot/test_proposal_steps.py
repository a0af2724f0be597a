"""Proposals in Slack: decided by buttons, forms and typed lines, and why there is one or none."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.language.proposal_lines import read_decided
from inventory.documents.forecast import Forecast, SharedPart
from inventory.documents.replenishment import Proposal
from inventory.stock_policy import ServiceKind
from inventory.supplier import Supplier
from tests.bot.conftest import STOCK
from tests.bot.test_buttons import proposal_in
from tests.builders import an_item, edit, propose_reorders
from tests.inventory.replenishing.planned import forecast, keep_straight
from tests.memory_desk import START

FORECAST_TEXT = """\
*Order RP-1*: 1 item from Acme Potters, 126.00 EUR.
*1. 56 pieces of MUG-BLU Blue mug*, 126.00 EUR (2.25 EUR each)
     44 available; bought at 50 or less, up to 100
     28 expected in 14 days by sba, off by 32 % of late; 2 for safety
     lasts 22 → 50 days
*Expected:* Mon 2026-11-30, if it is ordered now"""


@pytest.fixture
def proposed(desk, sender, workspace):
    """56 mugs are proposed, of which 44 are there; the message stands in the stock channel."""
    facts = {
        "supplier": "ACME",
        "unit_cost": Decimal("2.25"),
        "minimum": None,
        "maximum": None,
    }
    item = desk.book.item("MUG-BLU").model_copy(update=facts)
    desk.handle(edit(item))
    desk.handle(edit(Supplier(code="ACME", name="Acme Potters")))
    keep_straight(desk, forecast(s=50, big_s=100))
    desk.handle(propose_reorders())
    sender.send_once()
    return proposal_in(workspace)


def proposal(desk, number="RP-1"):
    return desk.book.get(Proposal, number)


def test_a_proposal_says_why_for_how_much_and_until_when(proposed):
    assert proposed.text == FORECAST_TEXT
    assert proposed.buttons == ["Approve", "Change…", "Snooze 7 days", "Snooze…", "Reject…"]


def test_an_approval_can_be_taken_back_where_it_stands(cleo, desk, sender, proposed, workspace):
    cleo.double_clicks(proposed, "Approve")
    sender.send_once()
    told = proposal_in(workspace)
    assert told.text.splitlines()[-1] == ("*Approved* by <@U0CLEO> on 2026-11-23. Drafted as PO-1.")
    cleo.clicks(told, "Undo")
    sender.send_once()
    assert proposal_in(workspace).text == FORECAST_TEXT
    assert proposal(desk).purchase_order == ""
    assert workspace.messages(STOCK)[-1].text == "*PO-1* was taken back."


def test_a_week_is_one_press_and_another_day_a_form(cleo, desk, sender, proposed, workspace):
    cleo.clicks(proposed, "Snooze 7 days")
    sender.send_once()
    told = proposal_in(workspace)
    assert told.text.splitlines()[-1] == (
        "*Put off* by <@U0CLEO> on 2026-11-23. It comes back on Mon 2026-11-30."
    )
    assert told.buttons == ["Approve", "Change…", "Snooze…", "Reject…", "Undo"]
    cleo.clicks(told, "Undo")
    form = cleo.clicks(proposed, "Snooze…").view
    late = cleo.fills(form, {"Put off until": "2026-11-23"}).submits()
    assert late.errors == {
        "until": "RP-1 cannot rest until 2026-11-23. Say a day from 2026-11-24 up to 2036-11-20, "
        "or a number of days."
    }
    cleo.fills(form, {"Put off until": "2026-12-24", "Why": "we count first"}).submits()
    assert proposal(desk).rests_until == date(2026, 12, 24)
    assert proposal(desk).note == "we count first"


def test_who_rejects_says_why_and_for_how_long(cleo, desk, sender, proposed, workspace):
    form = cleo.clicks(proposed, "Reject…").view
    wrong = cleo.fills(form, {"Why": "we run it out", "Rests for (days)": "soon"}).submits()
    assert wrong.errors == {"rest_days": "Write a number of days, as in 14."}
    odd = cleo.fills(form, {"Why": "we run it out", "Rests for (days)": "²"}).submits()
    assert odd.errors == wrong.errors
    cleo.fills(form, {"Why": "we run it out", "Rests for (days)": "30"}).submits()
    sender.send_once()
    assert proposal_in(workspace).text.splitlines()[-1] == (
        "*Rejected* by <@U0CLEO> on 2026-11-23. “we run it out” Nothing of it is proposed again "
        "before Wed 2026-12-23."
    )
    assert proposal(desk).rests_until == date(2026, 12, 23)


def test_only_those_who_may_decide_do(ana, desk, proposed):
    for button in ("Approve", "Snooze 7 days", "Reject…"):
        assert "takes the role manager" in ana.clicks(proposed, button).text
    assert proposal(desk).status.value == "proposed"


def test_figures_that_have_changed_are_looked_at_again(cleo, ana, desk, proposed):
    ana.types(STOCK, "/pick 4 MUG-BLU @A-01")
    desk.handle(propose_reorders(START + timedelta(hours=1)))
    refused = cleo.clicks(proposed, "Approve")
    assert refused.text.startswith("RP-1 was changed meanwhile (TX-")
    assert proposal(desk).status.value == "proposed"


def test_lines_can_be_typed(cleo, ana, desk, proposed):
    listed = ana.types(STOCK, "/inv proposals")
    assert listed.text == (
        "*1 proposal to decide about:*\n*RP-1*: 1 item from Acme Potters, 126.00 EUR"
    )
    assert ana.types(STOCK, "/inv proposals RP-1").text == FORECAST_TEXT
    assert "takes the role manager" in ana.types(STOCK, "/inv snooze RP-1 7").text
    cleo.types(STOCK, "/inv snooze RP-1")
    assert proposal(desk).rests_until == date(2026, 11, 30)
    cleo.types(STOCK, "/inv snooze RP-1 3 we count first")
    assert (proposal(desk).rests_until, proposal(desk).note) == (
        date(2026, 11, 26),
        "we count first",
    )
    told = cleo.types(STOCK, "/inv approve RP-1").text
    assert told == (
        "*RP-1*: 1 item from Acme Potters, 126.00 EUR.\n"
        "*Approved* by <@U0CLEO> on 2026-11-23. Drafted as PO-1.\n"
        "*TX-27*"
    )
    assert "RP-1 is decided: approved" in cleo.types(STOCK, "/inv reject RP-1 too late").text


def test_other_quantities_are_typed_with_the_approval(cleo, desk, proposed):
    told = cleo.types(STOCK, "/inv approve RP-1 mug-blu=24 less for now").text.splitlines()

    assert told[:2] == [
        "*RP-1*: 1 item from Acme Potters, 54.00 EUR.",
        (
            "*Approved* by <@U0CLEO> on 2026-11-23. “less for now” Drafted as PO-1. What was lessened is "
            "proposed again not before Mon 2026-11-30."
        ),
    ]
    (line,) = proposal(desk).lines
    assert (line.quantity, line.proposed, proposal(desk).note) == (24, 56, "less for now")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("CUP-1=5", "CUP-1 is not on RP-1, so nothing was approved. On it: MUG-BLU."),
        ("MUG-BLUE=5", "There is no item “MUG-BLUE”."),
        ("MUG-BLU=many", "many is no number we know"),
        ("MUG-BLU=", "MUG-BLU= is no number we know"),
        ("MUG-BLU=1.200", "1.200 can be 1,200 or 1.2."),
        ("MUG-BLU=-5", "Cannot approve -5 MUG-BLU: it has to be 0 or more. 0 leaves it out."),
        ("MUG-BLU=2.5", "MUG-BLU"),
        ("MUG-BLU=5 MUG-BLU=6", "The quantity of MUG-BLU stands there twice."),
        ("please MUG-BLU=5", "“please”"),
        ("5 boxes", "There is no item “boxes”."),
        (
            "MUG-BLU=0",
            "Nothing is left to order. To turn it down: `/inv reject RP-1 we run it out`.",
        ),
    ],
)
def test_what_cannot_be_approved_is_named_and_nothing_happens(cleo, desk, proposed, typed, says):
    desk.handle(edit(an_item("CUP-1")))
    told = cleo.types(STOCK, f"/inv approve RP-1 {typed}").message

    assert says in told.text
    assert told.is_ephemeral
    assert proposal(desk).status.value == "proposed"


def test_a_quantity_that_cannot_be_read_is_answered_with_how_to_write_one(cleo, proposed):
    told = cleo.types(STOCK, "/inv approve RP-1 MUG-BLU=fifty").text.splitlines()

    assert told == [
        "fifty is no number we know: write 1,200 or 2.5 or 1/2.",
        "Write it as `/inv approve RP-3 MUG-BLU=24`",
    ]


@pytest.mark.parametrize(
    ("typed", "quantities", "note"),
    [
        ("MUG-BLU=24 BOWL-1 = 0", {"MUG-BLU": 24, "BOWL-1": 0}, ""),
        ("24 MUG-BLU; 1,200 BOWL-1, as agreed", {"MUG-BLU": 24, "BOWL-1": 1200}, "as agreed"),
        ('"BLUE MUG"=24', {"BLUE MUG": 24}, ""),
        ("4711=24 less", {"4711": 24}, "less"),
        ("x12 MUG-BLU", {"MUG-BLU": 12}, ""),
        ('"24 are too many, a=b"', {}, "24 are too many, a=b"),
        ("as agreed", {}, "as agreed"),
        ("", {}, ""),
    ],
)
def test_quantities_are_read_as_people_write_them(typed, quantities, note):
    found = read_decided(typed)

    assert (found.quantities, found.note) == (quantities, note)


def test_a_rejection_is_typed_with_its_reason(cleo, desk, proposed):
    told = cleo.types(STOCK, "/inv reject RP-1 we run it out").text
    assert (proposal(desk).status.value, proposal(desk).note) == ("rejected", "we run it out")
    assert "put off" not in told
    transaction = told.splitlines()[-1].strip("*")
    undone = cleo.types(STOCK, f"/inv undo {transaction}").message
    assert undone.text == f"*Took back {transaction}*. *TX-26*"
    assert proposal(desk).status.value == "proposed"


def test_why_an_item_is_or_is_not_proposed(ana, cleo, desk, proposed):
    shown = ana.types(STOCK, "/inv why reorder MUG-BLU")
    assert shown.text == (
        "*MUG-BLU Blue mug* is proposed by RP-1: somebody has to decide.\n"
        "     44 available; bought at 50 or less, up to 100.\n"
        "     28 expected in 14 days by sba, off by 32 % of late; 2 for safety."
    )
    cleo.types(STOCK, "/inv reject RP-1 we run it out")
    assert ana.types(STOCK, "/inv why reorder MUG-BLU").text.splitlines()[0] == (
        "*MUG-BLU Blue mug* is not proposed before Mon 2026-11-30: RP-1 was rejected by "
        "<@U0CLEO>. “we run it out”"
    )
    desk.handle(edit(an_item("CUP-1")))
    assert ana.types(STOCK, "/inv why reorder CUP-1").text.startswith(
        "*CUP-1 Blue mug* has neither a forecast nor minimum and maximum"
    )
    assert ana.types(STOCK, "/inv why MUG-BLU").text.startswith("Nothing holds MUG-BLU")


def test_why_tells_the_part_of_a_shared_service_that_levels_rest_on(ana, desk, proposed):
    known = desk.book.get(Forecast, "MUG-BLU")
    part = SharedPart(promised=Decimal("0.91"), items=12)
    shared = {"service": ServiceKind.SHARED, "service_level": Decimal("0.95"), "shared": part}
    keep_straight(desk, known.model_copy(update={**shared, "target": Decimal("0.95")}))

    assert (
        ana.types(STOCK, "/inv why reorder MUG-BLU")
        .text.splitlines()[-1]
        .startswith(
            "     95 % of what is asked for there at once, of all that share the promise together, nothing "
            "to measure it by yet. Its own part beside the 11 others is 91 %, because one more piece of it "
            "serves less often than one of theirs: it is "
        )
    )


def test_why_of_no_item_shows_how_it_is_asked_and_of_a_mistyped_one_what_is_meant(ana, workspace):
    assert ana.types(STOCK, "/inv why reorder").text == (
        "Say which item.\nWrite it as `/inv why reorder MUG-BLU`"
    )
    mistyped = ana.types(STOCK, "/inv why reorder MUGBLU").message
    assert mistyped.text.startswith("There is no item “MUGBLU”.")
    assert mistyped.buttons == ["Why reorder MUG-BLU"]
    ana.clicks(mistyped, "Why reorder MUG-BLU")
    assert workspace.everything(STOCK)[-1].text.startswith("*MUG-BLU Blue mug* ")


def test_many_lines_are_paged_and_can_be_had_as_a_file(cleo, desk, sender, workspace):
    limits = {"minimum": Decimal(5), "maximum": Decimal(9), "supplier": "ACME", "packs": ()}
    for number in range(20):
        desk.handle(edit(an_item(f"CUP-{number:03}", **limits)))
    desk.handle(propose_reorders())
    sender.send_once()
    first = proposal_in(workspace)
    assert first.text.splitlines()[-1] == "Page 1 of 2"
    later = cleo.clicks(first, "Later lines").changed[0]
    assert "*16. 9 pieces of CUP-015 Blue mug*" in later.text
    cleo.clicks(first, "All of it as a file")
    (file,) = (one for one in workspace.state()["files"] if one["name"] == "RP-1.csv")
    assert file["name"] == "RP-1.csv"


def test_who_may_decide_sees_what_waits_on_the_home_tab(cleo, ana, proposed):
    title = "Reorders to decide about:"
    assert title in cleo.opens_home().home.words
    assert title not in ana.opens_home().home.words
