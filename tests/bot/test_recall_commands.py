"""Recalls are looked at before they begin, begun by managers only, and known everywhere afterwards."""

import pytest

from inventory.documents.recall import Recall, RecallScope, RecallStatus
from inventory.lot import LotStatus
from inventory.recall_commands import CloseRecall, StartRecall
from inventory.supplier import Supplier
from tests.bot.conftest import STOCK
from tests.bot.counter import Counter, a_sender
from tests.bot.recalls import a_sold_jam_shop
from tests.builders import build, edit, move, ordered, receive
from tests.inventory.recalling.recalls import sell


@pytest.fixture
def desk():
    return a_sold_jam_shop()


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return Counter(desk, a_sender(desk, options, contacts), workspace)


def begin(desk, *lots, **scope):
    wanted = RecallScope(item="JAM-STR", lots=lots or ("L7",), **scope)
    desk.handle(ordered(StartRecall, scope=wanted, reason="glass", by="U0CLEO"))


def types(person, text):
    return person.types(STOCK, f"/inv {text}")


def the_recall(desk, number="RC-1"):
    return desk.book.get(Recall, number)


def test_what_is_typed_is_shown_first_and_holds_nothing(desk, cleo):
    told = types(cleo, "recall lot:L7 JAM-STR glass in one jar").message

    assert told.is_ephemeral
    assert told.text.splitlines() == [
        "*Recall these 2 lots?* Nothing is held yet.",
        "“glass in one jar”",
        "• *JAM-STR lot L7* (supplier's F-1; 40 pieces came): 27 pieces here: A-01 27",
        "• *GIFT-SET lot K7* (made of JAM-STR L7; 6 pieces built): 4 pieces here: B-01 4",
        "*Let go:* 10 for SO-1.",
        "*2 customers got some:*",
        "• CAFE-SOL: 4 pieces of JAM-STR and 2 pieces of GIFT-SET (SH-1, SH-2)",
        "• BAR-LUNA: 3 pieces of JAM-STR (SH-3)",
        "*To be recovered:* 9 pieces.",
    ]
    assert told.buttons == ["Recall these 2 lots"]
    assert the_recall(desk) is None


def test_goods_that_wait_somewhere_are_told_with_the_kind_of_place(desk, cleo):
    desk.handle(move(2, "JAM-STR", at="A-01", to="HOLD", lot="L7"))

    told = types(cleo, "recall lot:L7 JAM-STR glass in one jar").message

    assert told.text.splitlines()[2].endswith("27 pieces here: A-01 25, HOLD 2 (quarantine)")


def test_days_without_a_last_one_are_said_to_go_on(cleo):
    later = "No last day is named, so whatever comes in from now on is held as well"

    assert later in types(cleo, "recall JAM-STR since:2026-01-01 wrong label").message.text
    ended = "recall JAM-STR since:2026-01-01 until:2026-12-31 wrong label"
    assert later not in types(cleo, ended).message.text


def test_a_lot_that_nobody_has_had_is_offered_to_be_held_when_it_comes(desk, counter, cleo):
    told = types(cleo, "recall JAM-STR slot:F-9 glass in one jar").message
    assert told.text.splitlines() == [
        (
            "No lot is meant by “F-9”. Close to it: F-2 and F-1. Check the number, and the item if "
            "you named one."
        ),
        "Is some of it still to come: JAM-STR lot F-9? Then have it held as soon as it is received.",
    ]

    told = cleo.clicks(told, "Hold it when it comes", times=2).message

    assert told.text.splitlines()[:6] == [
        "*Begun RC-1*: what comes in of JAM-STR lot F-9 is held. *TX-50*",
        "*Recall RC-1* of JAM-STR lot F-9: open; begun by <@U0CLEO> on Mon 2026-11-23",
        "“glass in one jar”",
        "*Recovered:* nothing of it had left, and none of it is here.",
        "*Held:*",
        "• Nothing yet: it is held as soon as it is received.",
    ]
    counter.message("*Recall RC-1*")
    desk.handle(receive(5, "JAM-STR", at="A-01", lot="L9", supplier_lot="F-9"))
    assert desk.book.lot("JAM-STR", "L9").status is LotStatus.RECALLED


def test_closing_what_nobody_has_had_says_that_it_is_not_held_any_more(cleo):
    told = types(cleo, "recall JAM-STR slot:F-9 glass in one jar").message
    told = cleo.clicks(told, "Hold it when it comes").message

    assert cleo.clicks(told, "Close…").view.words.splitlines()[0] == (
        "Nothing of RC-1 has come. Its report is printed in its thread. What comes in from now on is "
        "not held any more."
    )


def test_what_a_recall_waits_for_already_is_not_offered_again(cleo):
    told = types(cleo, "recall JAM-STR slot:F-9 glass in one jar").message
    cleo.clicks(told, "Hold it when it comes")

    again = types(cleo, "recall JAM-STR slot:F-9 glass in one jar").message

    assert again.text == "Nothing to do: RC-1 is waiting for it already."


def test_a_supplier_of_whom_no_lot_has_come_is_asked_about_in_one_sentence(desk, cleo):
    desk.handle(edit(Supplier(code="ACME", name="Acme Potters")))
    told = types(cleo, "recall supplier:ACME since:2026-11-01 until:2026-11-30 wrong dye").message

    assert told.text.splitlines() == [
        (
            "No lot of ACME has come in. Only goods with lots or serial numbers can be recalled: "
            "move others into quarantine."
        ),
        (
            "Is some of it still to come: lots of ACME since 2026-11-01 until 2026-11-30? Then have "
            "it held as soon as it is received."
        ),
    ]


def test_whoever_takes_more_of_a_recalled_lot_in_hears_that_nobody_can_pick_it(desk, ana):
    begin(desk)

    told = ana.types(STOCK, "/receive 5 JAM-STR @A-01 lot:L7").text.splitlines()

    assert told[1] == "JAM-STR lot L7 is recalled by RC-1 (“glass”): nobody can pick it."


def test_the_button_recalls_what_was_shown_and_the_channel_hears_of_it(desk, counter, cleo):
    told = types(cleo, "recall slot:F-1 glass in one jar").message

    told = cleo.clicks(told, "Recall these 2 lots", times=2).message

    assert "*Recalled 2 lots as RC-1*: JAM-STR lot L7 and 1 more lot." in told.text
    board = counter.message("*Recall RC-1*")
    assert not board.is_ephemeral
    assert board.thread_ts is None
    assert board.buttons[0] == "Notify customers…"
    assert desk.book.lot("JAM-STR", "L7").status is LotStatus.RECALLED
    assert desk.book.lot("GIFT-SET", "K7").status is LotStatus.RECALLED
    assert [one.number for one in desk.book.all(Recall)] == ["RC-1"]
    counter.message("*Order SO-1*")
    assert any(
        "the lot is recalled by RC-1 (“glass in one jar”)" in one.text
        for one in counter.thread("SO-1")
    )


def test_what_has_changed_since_it_was_shown_is_shown_anew(desk, cleo):
    told = types(cleo, "recall lots:L1..L9 JAM-STR glass").message
    assert told.buttons == ["Recall these 3 lots"]
    desk.handle(receive(5, "JAM-STR", at="B-01", lot="L9"))

    again = cleo.clicks(told, "Recall these 3 lots").message

    assert again.buttons == ["Recall these 4 lots"]
    assert the_recall(desk) is None
    cleo.clicks(again, "Recall these 4 lots")
    assert len(the_recall(desk).lots) == 4


def test_now_asks_no_more(desk, cleo):
    told = types(cleo, 'recall lot:L7 glass tell:"send it back" now').message

    assert told.text.startswith("*Recalled 2 lots as RC-1*")
    assert the_recall(desk).instructions == "send it back"


def test_days_of_a_supplier_are_looked_up_for_the_preview_too(desk, cleo):
    desk.handle(receive(5, "JAM-STR", at="B-01", lot="L9"))

    told = types(cleo, "recall JAM-STR since:2026-11-23 until:2026-11-23 label").message

    assert told.buttons == ["Recall these 4 lots"]


def test_who_may_not_recall_is_told_who_may(desk, ana):
    assert types(ana, "recall lot:L7 glass now").text.startswith(
        "To recall lots takes the role manager; you have the role operator. Ask <@U0CLEO>."
    )
    assert types(ana, "recall").text.startswith("To recall lots takes the role manager")
    assert the_recall(desk) is None


def test_an_operator_cannot_press_what_a_manager_was_shown(desk, ana, cleo, stand_in):
    begin(desk)

    assert types(ana, "recall RC-1").message.text.startswith("*Recall RC-1*")
    assert types(ana, "recall RC-1 lift mistake").text.startswith("To lift a recall takes the role")
    assert types(ana, "recall RC-1 add lot:L8").text.startswith("To add lots to a recall")
    assert types(ana, "recall RC-1 notify").text.startswith("To write to the customers")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("recall lot:L77 glass", "No lot is meant by “L77”. Close to it: L7"),
        ("recall RC-9", "There is no “RC-9”. Check the number."),
        ("recall SO-1", "SO-1 is an order, and recall has no use for one."),
        ("recall lots:L9..L1 glass", "“L9..L1” runs backwards."),
        ("recall since:2026-11-01 glass", "Say which lots: lot:L7, slot:F-1"),
        ("recall lot:L7 carrier:DHL glass", "To recall has no use for carrier:."),
    ],
)
def test_what_cannot_be_recalled_says_why(cleo, line, words):
    assert types(cleo, line).message.text.startswith(words)


def test_a_step_that_cannot_be_read_shows_how_one_is_written(desk, cleo):
    begin(desk)

    assert types(cleo, "recall RC-1 burn CAFE-SOL").message.text.splitlines() == [
        (
            "“burn” is no step of a recall: it can be notify, told, remind, ack, destroyed, from, "
            "add, decide, close or lift."
        ),
        "Write it as `/inv recall RC-1 destroyed 3 CAFE-SOL`",
    ]


def test_a_step_whose_rest_cannot_be_read_shows_how_that_step_is_written(desk, cleo):
    begin(desk)

    assert types(cleo, "recall RC-1 decide eat").message.text.splitlines() == [
        "“eat” is no end of held goods: it can be scrap, return, destroy or refurbish.",
        "Write it as `/inv recall RC-1 decide scrap`",
    ]


def test_what_is_recalled_already_leads_to_its_board(desk, cleo):
    begin(desk)

    assert types(cleo, "recall lot:L7 glass").message.text == (
        "JAM-STR L7 and GIFT-SET K7: recalled already by RC-1. Its board: `/inv recall RC-1`"
    )


def test_open_recalls_are_listed(desk, ana):
    assert types(ana, "recalls").message.text.startswith("No recall is open.")
    begin(desk)
    assert (
        types(ana, "recalls")
        .message.text.splitlines()[1]
        .startswith(
            "*RC-1* JAM-STR lot L7 and 1 more lot: 0 % back, 9 pieces still out, 2 customers not told"
        )
    )


def test_further_lots_are_shown_before_they_are_added(desk, counter, cleo):
    begin(desk)
    sell(desk, 2, "JAM-STR", "L8", "DELI-NOR", "B-01")

    told = types(cleo, "recall rc-1 add lot:L8").message
    assert told.text.splitlines() == [
        "*Add this lot to RC-1?* Nothing is held yet.",
        "“glass”",
        "• *JAM-STR lot L8* (supplier's F-2; 10 pieces came): 8 pieces here: B-01 8",
        "No open order or pick is concerned.",
        "*1 customer got some:*",
        "• DELI-NOR: 2 pieces of JAM-STR (SH-4)",
        "*To be recovered:* 2 pieces.",
    ]
    cleo.clicks(told, "Add this lot")

    assert len(the_recall(desk).lots) == 3
    assert "JAM-STR lot L8" in counter.message("*Recall RC-1*").text


def test_a_mistaken_recall_is_lifted_with_a_reason(desk, counter, cleo):
    begin(desk)

    assert types(cleo, "recall RC-1 lift").message.text == (
        "Say why it was a mistake, as in `/inv recall RC-1 lift it was lot L8`."
    )
    told = types(cleo, "recall RC-1 lift it was lot L8").message

    assert told.text.splitlines()[0].startswith("*Lifted RC-1*: open → lifted.")
    assert the_recall(desk).status is RecallStatus.LIFTED
    assert desk.book.lot("JAM-STR", "L7").status is LotStatus.APPROVED
    board = counter.message("*Recall RC-1*")
    assert board.text.splitlines()[-1] == ("It was a mistake: its lots are as they were before.")
    assert board.buttons == []


# -- forms ----------------------------------------------------------------------------------------


def test_the_form_shows_what_is_reached_before_it_recalls(desk, counter, cleo):
    form = types(cleo, "recall").view
    assert cleo.options(form, "Lot", "l7 jam")[0] == "L7 of JAM-STR: 27 pieces"

    sure = (
        cleo.fills(
            form,
            {"Lot": "JAM-STR\nL7", "Why": "glass", "What customers are to do": "eat"},
        )
        .submits()
        .view
    )
    assert "Nothing is held yet. Recall these 2 lots?" in sure.words
    assert "BAR-LUNA: 3 pieces of JAM-STR (SH-3)" in sure.words
    assert the_recall(desk) is None
    done = cleo.submits(sure)

    assert "Recalled 2 lots as RC-1" in done.view.words
    assert the_recall(desk).reason == "glass"
    assert the_recall(desk).instructions == "eat"
    assert counter.message("*Recall RC-1*")


def test_a_partial_line_opens_the_form_filled_in(desk, cleo):
    form = types(cleo, 'recall JAM-STR lots:L7,L8 tell:"send it back"').view

    sent = cleo.fills(form, {"Why": "glass"}).submits()

    assert "Recall these 3 lots?" in sent.view.words


def test_what_is_wrong_stands_on_its_field(desk, cleo):
    form = types(cleo, "recall").view
    assert cleo.fills(form, {"Or several lots": "L77", "Why": "glass"}).submits().errors == {
        "lots": "No lot is meant by “L77”. Close to it: L7. Check the number, and the item if you named one."
    }
    assert (
        "runs backwards" in cleo.fills(form, {"Or several lots": "L9..L1"}).submits().errors["lots"]
    )
    assert cleo.fills(form, {"Or several lots": "L7.."}).submits().errors == {
        "lots": "Nothing follows lots:. Say what, or leave it out."
    }
    assert "Say which lots" in cleo.fills(form, {"Or several lots": None}).submits().errors["lots"]


def test_a_form_offers_to_hold_what_nobody_has_had_when_it_comes(desk, cleo):
    form = types(cleo, "recall JAM-STR lots:L77").view
    later = cleo.fills(form, {"Why": "glass"}).submits().view
    assert list(filter(None, later.words.splitlines())) == [
        (
            "No lot is meant by “L77”. Close to it: L7. Check the number, and the item if you named "
            "one."
        ),
        "Is some of it still to come: JAM-STR lot L77? Then have it held as soon as it is received.",
    ]

    done = cleo.submits(later).view
    assert "what comes in of JAM-STR lot L77 is held" in done.words
    assert done.raw["clear_on_close"] is True
    desk.handle(receive(5, "JAM-STR", at="A-01", lot="L77"))
    assert desk.book.lot("JAM-STR", "L77").status is LotStatus.RECALLED


def test_what_could_not_be_known_when_it_comes_stays_an_error_of_the_form(cleo):
    form = types(cleo, "recall lot:L77").view

    assert "No lot is meant by “L77”" in cleo.fills(form, {"Why": "glass"}).submits().errors["lots"]


def test_an_open_recall_is_widened_by_a_form_to_what_is_still_to_come(desk, counter, cleo):
    begin(desk)
    form = cleo.clicks(counter.message("*Recall RC-1*"), "Add lots…").view
    later = cleo.fills(form, {"Item": "JAM-STR", "Or several lots": "L77"}).submits().view

    assert "JAM-STR lot L77 is held when it comes" in cleo.submits(later).view.words
    assert the_recall(desk).widened[-1].lots == ("L77",)


def test_a_form_that_others_overtook_shows_anew_what_is_reached(desk, cleo):
    form = types(cleo, "recall JAM-STR lots:L1..L9").view
    sure = cleo.fills(form, {"Why": "glass"}).submits().view
    desk.handle(receive(5, "JAM-STR", at="B-01", lot="L9"))

    again = cleo.submits(sure).view
    assert "Recall these 4 lots?" in again.words
    assert "Recalled 4 lots as RC-1" in cleo.submits(again).view.words


def test_a_form_whose_lots_were_recalled_meanwhile_says_by_what(desk, cleo):
    form = types(cleo, "recall JAM-STR lots:L7").view
    sure = cleo.fills(form, {"Why": "glass"}).submits().view
    begin(desk)

    assert "recalled already by RC-1" in cleo.submits(sure).view.words


def test_lots_are_added_by_a_form(desk, counter, cleo, ana):
    begin(desk)
    board = counter.message("*Recall RC-1*")

    assert ana.clicks(board, "Add lots…").message.text.startswith(
        "To add lots to a recall takes the role"
    )
    form = cleo.clicks(board, "Add lots…").view
    assert "Why" not in form.labels
    sure = cleo.fills(form, {"Or several lots": "L8"}).submits().view
    assert "Add this lot to RC-1?" in sure.words
    assert "Recalled 1 lot more as RC-1" in cleo.submits(sure).view.words


def test_lots_can_be_added_to_an_open_recall_from_the_bare_form_too(desk, cleo):
    begin(desk)
    form = types(cleo, "recall").view
    assert cleo.options(form, "Add to an open recall", "jam") == [
        "RC-1 JAM-STR lot L7 and 1 more lot: 0 % back"
    ]

    assert cleo.fills(form, {"Or several lots": "L8"}).submits().errors == {
        "reason": "Say why, in a few words."
    }
    sure = cleo.fills(form, {"Add to an open recall": "RC-1"}).submits().view

    assert "Add this lot to RC-1?" in sure.words
    assert "Recalled 1 lot more as RC-1" in cleo.submits(sure).view.words


def test_a_recall_is_lifted_by_a_form_that_names_what_comes_of_it(desk, counter, cleo):
    begin(desk)
    form = cleo.clicks(counter.message("*Recall RC-1*"), "Lift…").view

    assert form.words.startswith(
        "Takes RC-1 of JAM-STR lot L7 and 1 more lot back: its lots are as they were before, and "
        "orders get them again as far as they are still free."
    )
    cleo.fills(form, {"Why": "it was L8"}).submits()

    assert the_recall(desk).status is RecallStatus.LIFTED


def test_a_kit_without_lots_is_looked_at_and_let_go_by_its_name(desk, cleo):
    desk.handle(build(2, "HAMPER", source="", at="A-01", by="U0CLEO"))
    begin(desk)
    refused = types(cleo, "release HAMPER").message
    assert "any HAMPER" in refused.text
    assert "RC-1" in refused.text

    desk.handle(ordered(CloseRecall, "RC-1", reason="tested", by="U0CLEO"))
    types(cleo, 'hold HAMPER reason:"looked at"')
    told = types(cleo, "release HAMPER").message
    assert told.text.startswith("*Released all HAMPER*")
    assert desk.book.available("HAMPER") == 2


def test_a_kit_without_lots_is_held_whole_and_comes_back_to_its_recall(desk, counter, ana, cleo):
    desk.handle(build(3, "HAMPER", at="B-01", source=""))
    sell(desk, 1, "HAMPER", "", "BAR-LUNA", "B-01")

    told = types(cleo, "recall JAM-STR lot:L7 glass now").message
    assert "• *HAMPER* (made of JAM-STR L7; held whole: it has no lots): 2 pieces here" in told.text
    assert types(ana, "pick 1 HAMPER @B-01").message.text.startswith("Cannot pick any HAMPER")
    form = ana.clicks(counter.message("*Recall RC-1*"), "Returned goods…").view
    ana.fills(form, {"Whose, and of what": "BAR-LUNA, HAMPER: 1 piece"}).submits()

    assert the_recall(desk).balance.recovered == 1
    assert desk.book.available("HAMPER") == 0
