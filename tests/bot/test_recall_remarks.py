"""What the thread of a recall hears, word for word."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.messages.message import as_text
from bot.messages.remarks import paper_line, remark_line, unprinted_line
from bot.messages.telling import Telling
from inventory.documents.remark import Remark, RemarkKind
from inventory.notices import PaperKind, PaperNotice
from inventory.recall_commands import NotifyRecall, RecordRecallReply, RemindRecalls
from tests.builders import fresh_key
from tests.inventory.recalling.recalls import JAM, a_jam_house, asked, lift, sell, start
from tests.memory_desk import START

TODAY = START.date()


def a_recall():
    desk = a_jam_house()
    sell(desk, 1, JAM, "L7", "the kiosk", "A-01")
    desk.handle(start("L7"))
    desk.handle(asked(NotifyRecall, "RC-1", customer="BISTRO", how="told"))
    desk.handle(asked(NotifyRecall, "RC-1", customer="CAFE-SOL", how="told"))
    desk.handle(asked(RecordRecallReply, "RC-1", customer="CAFE-SOL"))
    return desk


DESK = a_recall()


def worded(said, desk=DESK):
    return as_text([remark_line(said, Telling(book=desk.book))])


def said(kind, **facts):
    facts.setdefault("document", "RC-1")
    facts.setdefault("actor", "U0MIA")
    return Remark(kind=kind, **facts)


GOODS = {"item": JAM, "lot": "L7", "quantity": Decimal(3)}


@pytest.mark.parametrize(
    ("remark", "sentence"),
    [
        (
            said(RemarkKind.RECALL_WIDENED, quantity=Decimal(2), words="JAM-STR L8, GIFT-SET S2"),
            (
                "Added 2 lots (JAM-STR L8, GIFT-SET S2), says <@U0MIA>. Held everywhere, like the "
                "others."
            ),
        ),
        (
            said(RemarkKind.RECALL_HELD_TOO, location="IN", link="PO-9", **GOODS),
            (
                "More of it came in: 3 pieces of JAM-STR lot L7 at IN with PO-9. It is held like "
                "the rest."
            ),
        ),
        (
            said(RemarkKind.RECALL_CAME_BACK, other="BISTRO", **GOODS),
            "Came back from BISTRO: 3 pieces of JAM-STR lot L7.",
        ),
        (
            said(RemarkKind.RECALL_CAME_BACK, **GOODS),
            (
                "Came back: 3 pieces of JAM-STR lot L7. Nobody said from whom. It counts as "
                "recovered all the same; once you know whose it is, say so by Whose goods… on the "
                "board, or type `/inv recall RC-1 from CAFE-SOL`"
            ),
        ),
        (
            said(RemarkKind.RECALL_ARRIVED, location="N-IN", link="TR-1", **GOODS),
            "Arrived with TR-1: 3 pieces of JAM-STR lot L7 at N-IN. It is held there.",
        ),
        (
            said(RemarkKind.RECALL_HELD_WHOLE, location="A-02", link="PO-1", **GOODS),
            (
                "Came in on one of the days: 3 pieces of JAM-STR lot L7 at A-02 with PO-1. Nobody can "
                "tell it from what was there of this lot before, so all of the lot is held now, and "
                "who got some of it is on the board."
            ),
        ),
        (
            said(RemarkKind.RECALL_DECIDED, other="scrap", quantity=Decimal(9)),
            "The 9 held here are to be scrapped here, says <@U0MIA>.",
        ),
        (
            said(RemarkKind.RECALL_NAMED, other="BISTRO", **GOODS),
            (
                "3 pieces of JAM-STR lot L7 that came back without a name were of BISTRO, says "
                "<@U0MIA>."
            ),
        ),
        (
            said(RemarkKind.RECALL_WRITTEN, quantity=Decimal(2), words="the kiosk"),
            (
                "Sending a notice to 2 customers, says <@U0MIA>. No e-mail is known of the kiosk: "
                "call them, and note that they were told."
            ),
        ),
        (
            said(RemarkKind.RECALL_REMINDED, quantity=Decimal(1)),
            "Sending a reminder to 1 customer, says <@U0MIA>.",
        ),
        (said(RemarkKind.RECALL_TOLD, other="BISTRO"), "BISTRO was told, says <@U0MIA>."),
        (
            said(RemarkKind.RECALL_NOT_SENT, other="BISTRO", words="550 no such reader"),
            (
                "The letter to BISTRO was not sent (550 no such reader). Mend that and notify them "
                "again, or call them and note that they were told."
            ),
        ),
        (
            said(
                RemarkKind.RECALL_NOT_SENT,
                other="CAFE-SOL, BISTRO",
                words="no mail server is set",
                quantity=Decimal(2),
            ),
            (
                "The letters to CAFE-SOL, BISTRO were not sent (no mail server is set). Mend that "
                "and notify them again, or call them and note that they were told."
            ),
        ),
        (
            said(RemarkKind.RECALL_UNSURE, other="CAFE-SOL, BISTRO", quantity=Decimal(2)),
            (
                "The letters to CAFE-SOL, BISTRO were perhaps sent, perhaps not. Ask them; to send "
                "it once more, type `/inv recall RC-1 notify CAFE-SOL now`, and so for each of them."
            ),
        ),
        (
            said(RemarkKind.RECALL_REPLIED, other="BISTRO", words="they look for it"),
            "BISTRO knows, says <@U0MIA>: “they look for it”.",
        ),
        (
            said(RemarkKind.RECALL_REPLIED, other="BISTRO", **GOODS),
            "BISTRO knows and has destroyed 3 pieces of JAM-STR lot L7, says <@U0MIA>.",
        ),
        (
            said(RemarkKind.RECALL_CLOSED, quantity=Decimal(90), words="the rest was eaten"),
            (
                "Closed with 90 % recovered, says <@U0MIA>: “the rest was eaten”. The "
                "report follows."
            ),
        ),
        (
            said(RemarkKind.KEPT_AGAIN, location="A-01", **GOODS),
            ("Recall RC-1 was lifted: this order keeps 3 pieces of JAM-STR at A-01 lot L7 again."),
        ),
    ],
)
def test_what_a_thread_hears(remark, sentence):
    assert worded(remark) == sentence


def test_a_reminder_names_who_is_still_to_be_asked():
    desk = a_recall()
    on = TODAY + timedelta(days=2)
    command = RemindRecalls(
        key=fresh_key(), actor="job:recalls", at=START + timedelta(days=2), on=on
    )
    desk.handle(command)

    assert worded(said(RemarkKind.RECALL_WAITS, day=on), desk) == (
        "Not told yet: the kiosk. Told, and have not answered: BISTRO. Answered, and still have "
        "some: CAFE-SOL."
    )


def test_a_lift_names_who_has_to_be_called():
    desk = a_recall()
    desk.handle(lift())

    assert worded(said(RemarkKind.RECALL_LIFTED, words="another lot"), desk) == (
        "Lifted, says <@U0MIA>: “another lot”. All is as it was. Call CAFE-SOL, BISTRO: they were "
        "told by a person."
    )


def test_a_report_is_called_like_its_recall():
    notice = PaperNotice(
        thread="RC-1", number="TX-9.1", paper=PaperKind.RECALL_REPORT, subject="RC-1"
    )

    assert as_text([paper_line(notice)]) == "Recall report RC-1 as a PDF."
    assert as_text([unprinted_line(notice)]).startswith("The recall report RC-1 could not be")


def test_a_letter_that_a_lift_could_not_send_leaves_a_call():
    desk = a_recall()
    desk.handle(lift("RC-1"))
    unsent = said(RemarkKind.RECALL_NOT_SENT, other="BISTRO", words="550 no such reader")
    assert worded(unsent, desk) == (
        "The letter to BISTRO was not sent (550 no such reader). Call them, and say that the recall "
        "was a mistake."
    )
    assert worded(said(RemarkKind.RECALL_UNSURE, other="BISTRO"), desk) == (
        "The letter to BISTRO was perhaps sent, perhaps not. Call them, and say that the recall was "
        "a mistake."
    )


def test_of_a_recall_of_what_never_left_no_share_is_told():
    desk = a_jam_house()
    desk.handle(start("L8"))

    told = worded(said(RemarkKind.RECALL_CLOSED, quantity=Decimal(100)), desk)

    assert told == "Closed: nothing of it had left, says <@U0MIA>. The report follows."
