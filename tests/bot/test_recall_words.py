"""The words of recalls, as whole text: the board, the look before it begins, letters, refusals."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.message import Message
from bot.messages.recall_answers import changed
from bot.messages.recall_customers import customer_at
from bot.messages.recall_drafts import draft_message
from bot.messages.recall_lists import recalls_listed
from bot.messages.recall_preview import Foreseen, recall_preview
from bot.messages.recalls import recall_message
from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line
from bot.messages.step_titles import step_title
from bot.messages.telling import Telling
from inventory.customer import Contact
from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.recall import HeldDecision, HeldOutcome, RecallScope, RecallStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.order_errors import WrongStep
from inventory.recall_commands import (
    CloseRecall,
    DecideHeld,
    LiftRecall,
    NotifyRecall,
    RecordRecallReply,
    StartRecall,
    WidenRecall,
)
from inventory.recall_errors import (
    AlreadyRecalled,
    BeyondOutstanding,
    NothingToRecall,
    NotOnRecall,
    ScopeUnclear,
    StillHeld,
    StillOutside,
)
from sandbox.slack.blocks.payload import validate_message
from tests.bot.recalls import (
    LOTS,
    a_jam_shop,
    a_line,
    a_recall,
    a_sold_jam_shop,
    many_customers,
    nine_customers,
)
from tests.builders import ordered
from tests.memory_contacts import MemoryContacts

SLACK_CHARACTERS_MAX = 13_200


@pytest.fixture(scope="module")
def desk():
    return a_jam_shop()


@pytest.fixture
def telling(desk):
    return Telling(book=desk.book, sequence=57)


def text_of(error, desk):
    return Message((refusal(error, desk.book),)).text


# -- the board ------------------------------------------------------------------------------------


def test_the_board_of_nine_customers_and_two_kits(telling):
    board = recall_message(nine_customers(), telling)

    assert board.text.splitlines() == [
        (
            "*Recall RC-1* of JAM-STR lot L7 and 2 more lots: open; begun by <@U0CLEO> on "
            "Mon 2026-11-23"
        ),
        "“glass in one jar”",
        (
            "*Recovered:* 24 % ██░░░░░░░░ 14 of 58 pieces back or destroyed; 40 still out with "
            "6 customers"
        ),
        "*Held:*",
        (
            "• *JAM-STR lot L7* (supplier's F-1 of FARM; 100 pieces came with PO-12): 40 pieces "
            "here: A-01 40"
        ),
        "• *GIFT-SET lot K7* (made of JAM-STR L7; 20 pieces built): none here",
        "• *HAMPER* (made of JAM-STR L7; held whole: it has no lots): none here",
        "*9 customers, who has most first:*",
        (
            "1. *HOTEL-MAR*: 10 pieces of JAM-STR and 4 pieces of HAMPER shipped (SO-11), "
            "*14 pieces still out*. Not told yet"
        ),
        (
            "2. *CAFE-SOL*: 12 pieces of JAM-STR and 5 pieces of GIFT-SET shipped (SO-7, SO-9), "
            "3 back, 2 destroyed, *12 pieces still out*. Told Mon 2026-11-23, answered Tue 2026-11-24"
        ),
        (
            "3. *BAR-LUNA*: 6 pieces of JAM-STR shipped (SO-8), *6 pieces still out*. "
            "Told Mon 2026-11-23, no answer yet"
        ),
        "4. *SHOP-EAST*: 4 pieces of JAM-STR shipped (SO-14), *4 pieces still out*. Not told yet",
        (
            "5. *KIOSK-2*: 2 pieces of JAM-STR shipped (SO-13), *2 pieces still out*. "
            "Told Mon 2026-11-23, no answer yet"
        ),
        (
            "6. *TEA-ROOM*: 3 pieces of JAM-STR shipped (SO-16), 1 back, *2 pieces still out*. "
            "Told Mon 2026-11-23, answered Tue 2026-11-24"
        ),
        (
            "7. *SHOP-WEST*: 4 pieces of JAM-STR shipped (SO-15), 4 given up. "
            "Told Mon 2026-11-23, no answer yet"
        ),
        (
            "8. *DELI-NOR*: 6 pieces of JAM-STR shipped (SO-10), 6 back, nothing left. "
            "Told Mon 2026-11-23, answered Tue 2026-11-24"
        ),
        (
            "9. *KIOSK-1*: 2 pieces of JAM-STR shipped (SO-12), 2 destroyed, nothing left. "
            "Told Mon 2026-11-23, answered Tue 2026-11-24"
        ),
        (
            "*In all:* 58 shipped, 10 back, 4 destroyed, 4 given up, 40 still out. "
            "In the house: 40 held, 5 scrapped."
        ),
        "*Managers:* <@U0CLEO>",
        ("*Next:* tell 2 customers: Notify customers…, or call them and press They know…"),
    ]
    assert [button.label for button in board.buttons] == [
        "Notify customers…",
        "They know…",
        "Destroyed…",
        "Returned goods…",
        "Remind…",
        "Add lots…",
        "Decide…",
        "Close…",
        "Print the report",
        "Lift…",
    ]


def test_two_hundred_customers_are_paged_within_slacks_limits(telling):
    recall = many_customers(200)
    seen = []
    for page in range(1, 15):
        board = recall_message(recall, telling, page=page)
        seen += [row for row in board.text.splitlines() if ". *CUSTOMER-" in row]
        assert validate_message({"channel": "C1", "text": board.text, "blocks": board.blocks}) == []
        assert len(board.blocks) <= 50
        assert sum(len(str(block)) for block in board.blocks) <= SLACK_CHARACTERS_MAX
        labels = [button.label for button in board.buttons]
        assert ("Earlier customers" in labels) == (page > 1)
        assert ("Later customers" in labels) == (page < 14)

    assert len(seen) == 200
    assert seen[0].startswith("1. *CUSTOMER-200*")
    assert seen[-1].startswith("200. *CUSTOMER-001*")


def test_a_recall_of_which_nothing_had_left_has_no_customers(telling):
    board = recall_message(a_recall(lots=LOTS[:1]).model_copy(update={"lines": ()}), telling)

    assert "*Recovered:* nothing of it had left: all of it is held here." in board.text
    assert board.text.splitlines()[-1] == (
        "*Next:* decide what becomes of the 40 held here: Decide…"
    )
    assert "Destroyed…" not in [button.label for button in board.buttons]


@pytest.mark.parametrize(
    ("outcome", "step"),
    [
        (
            HeldOutcome.SCRAP,
            (
                "the 40 held here are to be scrapped here, as with "
                "`/inv adjust -40 JAM-STR lot:L7 @A-01 reason:scrapped`; then Close…"
            ),
        ),
        (
            HeldOutcome.RETURN_TO_VENDOR,
            (
                "the 40 held here are to be sent back to the supplier, as with "
                "`/inv reject 40 JAM-STR lot:L7 @A-01 reason:defective`; then Close…"
            ),
        ),
        (
            HeldOutcome.REFURBISH,
            (
                "the 40 held here are to be repaired or relabelled, then released: say who does that "
                "by Close…, then `/inv release JAM-STR lot:L7`"
            ),
        ),
    ],
)
def test_what_was_decided_about_held_goods_leads_to_how_it_is_done(telling, outcome, step):
    decided = HeldDecision(outcome=outcome, note="by ACME", by="U0CLEO", on=date(2026, 11, 23))
    recall = a_recall(lots=LOTS[:1], decided=decided).model_copy(update={"lines": ()})
    board = recall_message(recall, telling)

    assert board.text.splitlines()[-1] == f"*Next:* {step}"
    assert "says <@U0CLEO> on Mon 2026-11-23: “by ACME”" in board.text


def test_goods_that_left_without_a_name_have_to_be_found_out(telling):
    board = recall_message(a_recall(a_line(1, "", 3)), telling)

    assert "1. *somebody unknown*: 3 pieces of JAM-STR shipped, *3 pieces still out*" in board.text
    assert board.text.splitlines()[-1] == (
        "*Next:* find out who got what left without a name, or close it with a reason."
    )


def test_what_became_of_a_letter_stands_beside_the_customer(telling):
    letter = SentLetter(
        kind=LetterKind.RECALL, key="TX-9", state=LetterState.NO_ADDRESS, reader="CAFE-SOL"
    )
    perhaps = letter.model_copy(update={"state": LetterState.UNKNOWN})
    told = a_line(1, "CAFE-SOL", 12, notified_on=date(2026, 11, 23))

    untold = recall_message(a_recall(letters=(letter,)), telling)
    unsure = recall_message(a_recall(told, letters=(perhaps,)), telling)

    assert "still out*. No e-mail address: call them" in untold.text
    assert (
        "Told Mon 2026-11-23 (letter perhaps sent: ask before you send it again), no answer yet"
        in unsure.text
    )


def test_what_has_ended_says_so_and_offers_its_report_only(telling):
    ended = {"ended_by": "U0CLEO", "ended_on": date(2026, 12, 1)}
    closed = a_recall(
        a_line(1, "CAFE-SOL", 12, returned=8, written_off=4),
        status=RecallStatus.CLOSED,
        ending="the rest was eaten",
        **ended,
    )

    board = recall_message(closed, telling)

    assert board.text.splitlines()[0].endswith(
        "closed; begun by <@U0CLEO> on Mon 2026-11-23; closed by <@U0CLEO> on Tue 2026-12-01, "
        "“the rest was eaten”"
    )
    assert "*Recovered:* 66 % ██████░░░░ 8 of 12 pieces back or destroyed" in board.text
    assert [button.label for button in board.buttons] == ["Print the report"]
    lifted = recall_message(closed.model_copy(update={"status": RecallStatus.LIFTED}), telling)
    assert lifted.text.splitlines()[-1] == "It was a mistake: its lots are as they were before."
    assert lifted.buttons == ()


def test_many_lots_are_cut_and_said_to_be(telling):
    lots = tuple(LOTS[0].model_copy(update={"code": f"L{n}"}) for n in range(20))

    assert (
        "… and 8 more lots, on the tab Recalls."
        in recall_message(a_recall(lots=lots), telling).text
    )


def test_open_recalls_are_listed_with_what_is_back(telling):
    listed = recalls_listed([nine_customers()], telling)

    assert listed.text.splitlines() == [
        "*1 recall open:*",
        (
            "*RC-1* JAM-STR lot L7 and 2 more lots: 24 % back, 40 pieces still out, "
            "2 customers not told yet, since Mon 2026-11-23"
        ),
    ]
    assert recalls_listed([], telling, "wh").text == (
        "No recall is open. Begin one with `/wh-inv recall JAM-STR lot:L7 glass in one jar`: it "
        "shows first whom it reaches."
    )


# -- the look before it begins --------------------------------------------------------------------


def test_the_preview_names_lots_orders_picks_and_customers_before_anything_is_held(telling):
    found = Foreseen(nine_customers(), {"SO-20": Decimal(3), "SO-21": Decimal(2)}, ("PK-3", "SH-4"))

    told = recall_preview(found, telling, "3\nJAM-STR lot:L7")

    assert told.text.splitlines()[:3] == [
        "*Recall these 3 lots?* Nothing is held yet.",
        "“glass in one jar”",
        (
            "• *JAM-STR lot L7* (supplier's F-1 of FARM; 100 pieces came with PO-12): 40 pieces "
            "here: A-01 40"
        ),
    ]
    assert told.text.splitlines()[5:8] == [
        "*Let go:* 3 for SO-20, 2 for SO-21. Taken out of PK-3, SH-4.",
        "*9 customers got some:*",
        "• HOTEL-MAR: 10 pieces of JAM-STR and 4 pieces of HAMPER (SO-11)",
    ]
    assert told.text.splitlines()[-1] == "*To be recovered:* 40 pieces."
    button = told.blocks[-1]["elements"][0]
    assert button["text"]["text"] == "Recall these 3 lots"
    assert button["style"] == "danger"
    assert button["confirm"]["text"]["text"] == (
        "Held everywhere at once; orders and picks let go of it. 9 customers got 58 pieces."
    )
    assert validate_message({"channel": "C1", "text": told.text, "blocks": told.blocks}) == []


def test_a_preview_that_concerns_nobody_says_so(telling):
    recall = a_recall(lots=LOTS[:1]).model_copy(update={"lines": ()})

    told = recall_preview(Foreseen(recall, {}, ()), telling, "1\nlot:L7")

    assert "No open order or pick is concerned." in told.text
    assert told.text.endswith("None of it has left: no customer is concerned.")
    assert [button.label for button in told.buttons] == ["Recall this lot"]


def test_a_preview_of_many_customers_and_of_a_line_too_long_for_a_button(telling):
    found = Foreseen(many_customers(200), {f"SO-{n}": Decimal(1) for n in range(12)}, ())

    told = recall_preview(found, telling, "3\n" + "lot:L7 " * 400)

    assert "… and 190 more customers." in told.text
    assert "1 for SO-7, 4 more." in told.text
    assert told.buttons == ()


# -- letters --------------------------------------------------------------------------------------


@pytest.fixture
def known(desk):
    contacts = MemoryContacts()
    contacts.put("HOTEL-MAR", Contact(name="Hotel Mar", email="mar@example.com"))
    return Telling(book=desk.book, contacts=contacts, sequence=57)


def test_letters_are_shown_one_after_the_other_before_they_leave(known):
    recall = nine_customers()

    first = draft_message(recall, known)

    assert first.text.splitlines()[:4] == [
        "*Letter 1 of 2 of RC-1* to Hotel Mar (HOTEL-MAR), mar@example.com. Not sent yet:",
        "*Subject:* Mug House: recall of Strawberry jam (RC-1)",
        "Hello Hotel Mar,",
        "",
    ]
    assert [button.label for button in first.buttons] == [
        "Send this",
        "Send all 2",
        "Told them",
        "Later",
    ]
    later = draft_message(recall, known, line_number=7)
    assert later.text.startswith(
        "*Letter 2 of 2 of RC-1* to SHOP-EAST, who has no e-mail address: call them, then press "
        "Told them."
    )
    assert [button.label for button in later.buttons] == ["Send all 2", "Told them", "Earlier"]
    assert customer_at(recall, 7) == "SHOP-EAST"
    for one in (first, later):
        assert validate_message({"channel": "C1", "text": one.text, "blocks": one.blocks}) == []


def test_sending_all_asks_once_more_and_names_who_has_to_be_called(known):
    send_all = draft_message(nine_customers(), known).buttons[1]

    assert send_all.confirm is not None
    assert send_all.confirm.text == (
        "2 letters of RC-1 leave by mail. 1 of them have no e-mail address and have to be called."
    )


def test_reminders_go_to_whoever_was_told_and_still_has_some(known):
    told = draft_message(nine_customers(), known, is_reminder=True)

    assert told.text.startswith("*Reminder 1 of 4 of RC-1* to CAFE-SOL")
    assert "reminder, recall of Strawberry jam" in told.text


def test_nobody_is_left_to_be_told(known):
    recall = a_recall(a_line(1, "CAFE-SOL", 12, notified_on=date(2026, 11, 23), returned=12))

    assert (
        draft_message(recall, known).text
        == "Nobody is left to be told of RC-1: every customer was."
    )
    assert draft_message(recall, known, is_reminder=True).text == (
        "Nobody has to be asked again about RC-1 now: whoever was told has nothing left, or was asked "
        "today."
    )


# -- answers and refusals -------------------------------------------------------------------------


def test_a_step_is_told_by_what_is_back_and_still_out_before_and_after():
    before = a_recall(a_line(1, "CAFE-SOL", 12))
    after = a_recall(a_line(1, "CAFE-SOL", 12, destroyed=3))

    assert Message((changed("Noted", before, after),)).text == (
        "*Noted*: 0 → 25 % recovered, 12 → 9 still out"
    )
    assert Message((changed("Noted", before, before),)).text == "*Noted*"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            NothingToRecall(what="L7", known=("L70", "L71")),
            (
                "No lot is meant by “L7”. Close to it: L70 and L71. Check the number, and the item "
                "if you named one."
            ),
        ),
        (
            NothingToRecall(what="MUG-BLU", part="item"),
            "MUG-BLU has no lots. Only goods with lots or serial numbers can be recalled.",
        ),
        (
            NothingToRecall(what="ACME", part="supplier"),
            (
                "No lot of ACME has come in. Only goods with lots or serial numbers can be recalled: "
                "move others into quarantine."
            ),
        ),
        (
            NothingToRecall(what="2026-10-01..2026-10-31", part="days"),
            "No such lot came in since 2026-10-01 until 2026-10-31. Check the days.",
        ),
        (
            NothingToRecall(what="..2026-10-31", part="days"),
            "No such lot came in until 2026-10-31. Check the days.",
        ),
        (
            AlreadyRecalled(number="RC-1", lots=("JAM-STR L7",)),
            "JAM-STR L7: recalled already by RC-1. Its board: `/inv recall RC-1`",
        ),
        (
            ScopeUnclear(problem="several_items", what="L7", known=("JAM-STR", "TEA-EARL")),
            (
                "“L7” is a lot of JAM-STR and TEA-EARL. Say of which, as in "
                "`/inv recall JAM-STR lot:L7`"
            ),
        ),
        (
            ScopeUnclear(problem="several_items", what="L7..L9", known=("JAM-STR", "TEA-EARL")),
            (
                "“L7..L9” is a lot of JAM-STR and TEA-EARL. Say of which, as in "
                "`/inv recall JAM-STR lots:L7..L9`"
            ),
        ),
        (
            ScopeUnclear(problem="backwards", what="L120..L100"),
            ("“L120..L100” runs backwards. Write the first one first, as in lots:L100..L120."),
        ),
        (
            StillHeld(number="RC-1", held=Decimal(9)),
            (
                "9 of RC-1 are still held here. Decide what becomes of it (`/inv recall RC-1 decide "
                "scrap`), or say it at the end, as in `/inv recall RC-1 close they are burned on "
                "Friday`"
            ),
        ),
        (
            StillHeld(number="RC-1", held=Decimal(1), outcome="destroy"),
            (
                "1 of RC-1 is still held here, to be destroyed by somebody else. Do that first, or say "
                "why it ends before, as in `/inv recall RC-1 close they are burned on Friday`"
            ),
        ),
        (
            StillHeld(number="RC-1", held=Decimal(9), outcome="refurbish"),
            (
                "9 of RC-1 are still held here, to be repaired or relabelled, then released. Say who "
                "does that, as in `/inv recall RC-1 close Ben relabels them`"
            ),
        ),
        (
            StillOutside(number="RC-1", outstanding=Decimal(9), customers=("CAFE-SOL", "")),
            (
                "9 of RC-1 are still out, with CAFE-SOL and somebody unknown. Note what came back or "
                "was destroyed, or say why it ends all the same, as in "
                "`/inv recall RC-1 close the rest was eaten`"
            ),
        ),
        (
            BeyondOutstanding(
                number="RC-1",
                customer="CAFE-SOL",
                item="JAM-STR",
                wanted=Decimal(9),
                outstanding=Decimal(7),
            ),
            (
                "9 is more than CAFE-SOL still has: 7 pieces of JAM-STR by RC-1. Check the figure; "
                "what came back is counted already."
            ),
        ),
        (
            NotOnRecall(number="RC-1", customer="BAR", known=("CAFE-SOL", "DELI-NOR")),
            "BAR got nothing of RC-1. Concerned: CAFE-SOL and DELI-NOR.",
        ),
        (
            NotOnRecall(number="RC-1", customer="", known=("CAFE-SOL",)),
            "Say which customer of RC-1 is meant. Concerned: CAFE-SOL.",
        ),
        (
            WrongStep(number="RC-1", action="close", status=RecallStatus.LIFTED),
            "Cannot close RC-1: it is lifted. Its board says how it ended: `/inv recall RC-1`",
        ),
    ],
)
def test_what_is_refused_about_recalls_says_what_to_do(desk, error, words):
    assert text_of(error, desk) == words


def test_what_came_back_from_nobody_known_is_said_apart(telling):
    board = recall_message(
        a_recall(a_line(1, "CAFE-SOL", 12, returned=2), a_line(2, "", 0, returned=3)), telling
    )

    assert (
        "*Recovered:* 41 % ████░░░░░░ 5 of 12 pieces back or destroyed, 3 of them of nobody known; 7 "
        "still out with 1 customer"
    ) in board.text
    assert "*1 customer:*" in board.text
    assert "*In all:* 12 shipped, 5 back, 7 still out." in board.text


def test_once_nothing_is_out_a_board_asks_whose_it_is_and_may_be_closed(telling):
    told = {"notified_on": date(2026, 11, 23)}
    lines = (
        a_line(1, "CAFE-SOL", 2, **told),
        a_line(2, "BAR-LUNA", 1),
        a_line(3, "", 0, returned=4),
    )
    board = recall_message(a_recall(*lines), telling)

    assert (
        "*Recovered:* 100 % ██████████ 3 of 3 pieces back or destroyed, 3 of them of" in board.text
    )
    assert "1 came back beyond what anybody here had got." in board.text
    assert board.text.endswith(
        "*Next:* nothing is out any more: say whose the 3 are that came back without a name (Whose "
        "goods…), then Close…"
    )
    assert "Whose goods…" in [button.label for button in board.buttons]


def test_whoever_had_been_told_of_a_mistake_is_counted(telling):
    told = a_line(1, "CAFE-SOL", 12, notified_on=date(2026, 11, 23))

    board = recall_message(a_recall(told, status=RecallStatus.LIFTED), telling)

    assert board.text.endswith("1 customer had been told of it.")


@pytest.mark.parametrize(
    ("command", "facts", "title"),
    [
        (WidenRecall, {"scope": RecallScope(lots=("L8",))}, "Added lots to RC-1"),
        (NotifyRecall, {"customer": "CAFE-SOL", "how": "told"}, "Noted that CAFE-SOL was told"),
        (RecordRecallReply, {"line": 3}, "Noted what line 3 said about RC-1"),
        (DecideHeld, {"outcome": "scrap"}, "Decided what becomes of the goods of RC-1"),
        (CloseRecall, {"reason": "eaten"}, "Closed RC-1"),
        (LiftRecall, {"reason": "a mistake"}, "Lifted RC-1"),
    ],
)
def test_a_step_that_is_looked_at_later_says_what_it_was(command, facts, title):
    desk = a_sold_jam_shop()
    scope = RecallScope(item="JAM-STR", lots=("L7",))
    begun = desk.handle(ordered(StartRecall, scope=scope, reason="glass", by="U0CLEO"))
    done = desk.handle(ordered(command, "RC-1", by="U0CLEO", **facts))

    assert step_title(desk.book, begun.transaction) == "Recalled 2 lots as RC-1"
    assert step_title(desk.book, done.transaction).startswith(title)


def test_lots_that_another_recall_holds_are_named_beside_those_it_holds():
    desk = a_sold_jam_shop()
    scope = RecallScope(item="JAM-STR", lots=("L7",))
    desk.handle(ordered(StartRecall, scope=scope, reason="glass", by="U0CLEO"))
    other = a_recall(number="RC-2", shared=("JAM-STR\x1fL7", "HAMPER\x1f"))

    told = recall_message(other, Telling(book=desk.book)).text

    assert "• *JAM-STR lot L7*: held by RC-1 already" in told
    assert "• *HAMPER*: held by another recall already" in told


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            RemarkKind.RECALL_REACHED,
            (
                "Goods of this order are recalled by RC-1 (“glass”): JAM-STR L7. What the customer "
                "is told, and has answered: `/inv recall RC-1`"
            ),
        ),
        (
            RemarkKind.RECALL_ON_THE_WAY,
            (
                "Recalled by RC-1 (“glass”) while on its way: JAM-STR L7. Take it in as ever "
                "(Arrived), and set it apart: nobody can pick or ship it, wherever it lies."
            ),
        ),
        (
            RemarkKind.RECALL_CLEARED,
            "Recall RC-1 was a mistake: nothing is wrong with JAM-STR L7.",
        ),
    ],
)
def test_orders_and_transfers_hear_that_goods_of_theirs_are_recalled(telling, kind, words):
    said = Remark(kind=kind, document="RC-1", other="JAM-STR L7", words="glass")

    assert Message((remark_line(said, telling),)).text == words


def test_nobody_is_written_to_where_nothing_had_left(known):
    told = draft_message(a_recall().model_copy(update={"lines": ()}), known)

    assert told.text == "Nothing of RC-1 had left: there is no customer to write to."
