"""A recall is seen through by buttons: told, answered, destroyed, come back, asked again, closed."""

import pytest

from inventory.correspondence_commands import RecordLetter
from inventory.customer import Contact
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.letter import LetterState
from inventory.documents.recall import HeldOutcome, Recall, RecallScope, RecallStatus
from inventory.recall_commands import NotifyRecall, StartRecall
from tests.bot.conftest import STOCK
from tests.bot.counter import Counter, a_sender
from tests.bot.recalls import a_sold_jam_shop, many_customers, put
from tests.builders import a_customer, edit, ordered, set_rule
from tests.inventory.recalling.recalls import scrap_all


@pytest.fixture
def desk(contacts):
    """CAFE-SOL, who has 4 jars and 2 sets, reads mail; BAR-LUNA, who has 3 jars, does not."""
    desk = a_sold_jam_shop()
    mark = contacts.put("CAFE-SOL", Contact(name="Café Sol", email="sol@example.com"))
    desk.handle(edit(a_customer("CAFE-SOL", contact=mark)))
    scope = RecallScope(item="JAM-STR", lots=("L7",))
    desk.handle(ordered(StartRecall, scope=scope, reason="glass", by="U0CLEO"))
    return desk


class RecallCounter(Counter):
    """What everybody sees of a recall."""

    def board(self):
        return self.message("*Recall RC-1*")

    def thread(self):
        root = self.board()
        said = self.workspace.messages(root.channel)
        return [one for one in said if one.thread_ts == root.ts and one.ts != root.ts]


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return RecallCounter(desk, a_sender(desk, options, contacts), workspace)


def types(person, text):
    return person.types(STOCK, f"/inv {text}").message


def the_recall(desk):
    return desk.book.get(Recall, "RC-1")


def fill(person, counter, button, values):
    form = person.clicks(counter.board(), button).view
    return person.fills(form, values).submits()


# -- telling --------------------------------------------------------------------------------------


def test_letters_are_read_before_they_leave_one_by_one(desk, counter, cleo):
    board = counter.board()

    letter = cleo.clicks(board, "Notify customers…").message
    assert letter.is_ephemeral
    assert letter.text.startswith(
        "*Letter 1 of 2 of RC-1* to Café Sol (CAFE-SOL), sol@example.com."
    )
    assert letter.buttons == ["Send this", "Send all 2", "Told them", "Later"]
    later = cleo.clicks(letter, "Later").message
    assert later.text.startswith("*Letter 2 of 2 of RC-1* to BAR-LUNA, who has no e-mail address")
    letter = cleo.clicks(later, "Earlier").message
    left = cleo.clicks(letter, "Send this", times=2).message

    assert left.text.startswith("*Letter to CAFE-SOL about to leave*; the thread tells if one does")
    assert "*Letter of RC-1* to BAR-LUNA" in left.text
    done = cleo.clicks(left, "Told them").message
    assert done.text.splitlines()[-1] == "Nobody is left to be told of RC-1: every customer was."
    assert [one.reader for one in the_recall(desk).letters] == ["CAFE-SOL"]
    assert "Told Mon 2026-11-23 (letter about to leave), no answer yet" in counter.board().text
    assert "Notify customers…" not in counter.board().buttons


def test_all_letters_leave_at_once_and_whoever_has_none_is_named(desk, counter, cleo):
    letter = cleo.clicks(counter.board(), "Notify customers…").message

    left = cleo.clicks(letter, "Send all 2").message

    assert "to BAR-LUNA, who has no e-mail address" in left.text
    assert left.buttons == ["Told them"]
    assert counter.thread()[-1].text == (
        "Sending a notice to 1 customer, says <@U0CLEO>. No e-mail is known of BAR-LUNA: call them, "
        "and note that they were told."
    )


def test_a_letter_that_did_not_leave_is_told_and_written_again(desk, counter, cleo):
    desk.handle(ordered(NotifyRecall, "RC-1", customer="CAFE-SOL", by="U0CLEO"))
    key = the_recall(desk).letters[0].key
    facts = {"letter": key, "state": LetterState.REFUSED, "said": "no such reader"}
    desk.handle(ordered(RecordLetter, "RC-1", by="job:letters", **facts))

    assert "Letter not sent" in counter.board().text
    assert counter.thread()[-1].text.startswith(
        "The letter to CAFE-SOL was not sent (no such reader). "
    )
    letter = cleo.clicks(counter.board(), "Notify customers…").message
    assert "sol@example.com (letter not sent). Not sent yet:" in letter.text


def test_a_letter_that_was_perhaps_sent_is_sent_again_by_name_only(desk, counter, cleo):
    desk.handle(ordered(NotifyRecall, "RC-1", customer="CAFE-SOL", by="U0CLEO"))
    assert types(cleo, "recall RC-1 notify CAFE-SOL").text == (
        "Nothing to do: CAFE-SOL is told already."
    )
    key = the_recall(desk).letters[0].key
    facts = {"letter": key, "state": LetterState.UNKNOWN, "said": "the line was cut"}
    desk.handle(ordered(RecordLetter, "RC-1", by="job:letters", **facts))

    counter.board()
    assert counter.thread()[-1].text == (
        "The letter to CAFE-SOL was perhaps sent, perhaps not (the line was cut). Ask them; to send "
        "it once more, type `/inv recall RC-1 notify CAFE-SOL now`."
    )
    letter = types(cleo, "recall RC-1 notify CAFE-SOL")
    assert "(letter perhaps sent: ask before you send it again). Not sent yet:" in letter.text
    sent = cleo.clicks(letter, "Send this").message
    assert sent.text.startswith("*Letter to CAFE-SOL about to leave*")
    assert len(the_recall(desk).letters) == 2


def test_letters_that_have_left_are_told_together(desk, counter, cleo):
    desk.handle(ordered(NotifyRecall, "RC-1", by="U0CLEO"))
    key = the_recall(desk).letters[0].key
    facts = {"letter": key, "state": LetterState.SENT}
    desk.handle(ordered(RecordLetter, "RC-1", by="job:letters", **facts))

    counter.board()
    assert counter.thread()[-1].text == "1 letter sent."


def test_letters_are_for_managers(counter, ana, cleo):
    board = counter.board()
    refused = "To write to the customers of a recall takes the role manager"

    assert ana.clicks(board, "Notify customers…").message.text.startswith(refused)
    letter = cleo.clicks(board, "Notify customers…").message
    assert letter.text.startswith("*Letter 1")


def test_letters_are_typed_too(desk, counter, cleo, ana):
    assert types(cleo, "recall RC-1 notify cafe-sol").text.startswith("*Letter 1 of 2 of RC-1*")
    assert types(cleo, "recall RC-1 notify line:3").text.startswith("*Letter")
    assert the_recall(desk).letters == ()
    sent = types(cleo, "recall RC-1 notify now").text
    assert sent.startswith("*Letter to CAFE-SOL about to leave*")
    told = types(cleo, "recall RC-1 told bar-luna").text
    assert told.startswith("*Noted that BAR-LUNA was told*. *TX-")
    assert types(cleo, "recall RC-1 told BAR-LUNA").text == (
        "Nothing to do: BAR-LUNA is told already."
    )
    assert types(cleo, "recall RC-1 notify now").text == (
        "Nothing to do: all of RC-1 is told already."
    )
    assert types(cleo, "recall RC-1 told SHOP").text == (
        "SHOP got nothing of RC-1. Concerned: CAFE-SOL and BAR-LUNA."
    )
    assert types(cleo, "recall RC-1 notify line:99 now").text.startswith("RC-1 has no line 99.")
    assert types(cleo, "recall RC-1 told").text.startswith("Say which customer of RC-1 is meant.")


def test_whoever_was_told_is_asked_again_once_a_day(desk, counter, cleo):
    types(cleo, "recall RC-1 notify now")

    letter = cleo.clicks(counter.board(), "Remind…").message
    assert letter.text.startswith("*Reminder of RC-1* to Café Sol (CAFE-SOL)")
    assert "still miss your answer about these:" in letter.text
    sent = cleo.clicks(letter, "Send this").message

    assert sent.text.startswith("*Reminder to CAFE-SOL about to leave*; the thread tells if one")
    assert sent.text.splitlines()[-1].startswith("Nobody has to be asked again about RC-1 now")
    assert "asked again Mon 2026-11-23, no answer yet" in counter.board().text
    assert types(cleo, "recall RC-1 remind now").text == (
        "Nothing to do: all of RC-1 is asked again already."
    )


# -- what customers say ---------------------------------------------------------------------------


def test_an_operator_notes_who_knows_and_takes_it_back_in_the_thread(desk, counter, ana):
    form = ana.clicks(counter.board(), "They know…").view
    assert ana.options(form, "Customer", "") == [
        "CAFE-SOL Café Sol: 6 out, not told",
        "BAR-LUNA: 3 out, not told",
    ]

    ana.fills(form, {"Customer": "BAR-LUNA", "Note": "they look for it"}).submits()

    assert "Told Mon 2026-11-23, answered Mon 2026-11-23" in counter.board().text
    said = counter.thread()[-1]
    assert said.text == "BAR-LUNA knows, says <@U0ANA>: “they look for it”."
    undone = ana.clicks(said, said.buttons[0])
    assert undone.changed[0].text.startswith("*Noted what BAR-LUNA said about RC-1*. *TX-")
    assert the_recall(desk).lines_of("BAR-LUNA")[0].acknowledged_on is None


def test_that_somebody_called_is_for_managers_to_note(desk, counter, ana, cleo):
    told = {"Customer": "BAR-LUNA", "What happened": "We have told them, by phone or in person"}

    refused = fill(ana, counter, "They know…", told)
    assert list(refused.errors) == ["recall_customer"]
    assert "takes the role manager" in refused.errors["recall_customer"]
    fill(cleo, counter, "They know…", told)

    assert "3 pieces still out*. Told Mon 2026-11-23, no answer yet" in counter.board().text
    said = counter.thread()[-1]
    assert said.text == "BAR-LUNA was told, says <@U0CLEO>."
    cleo.clicks(said, said.buttons[0])
    assert "*3 pieces still out*. Not told yet" in counter.board().text


def test_what_was_destroyed_counts_as_recovered(desk, counter, ana):
    form = ana.clicks(counter.board(), "Destroyed…").view
    assert "9 pieces are still out." in form.words
    assert ana.options(form, "Whose, and of what", "luna") == ["BAR-LUNA, JAM-STR lot L7: 3 pieces"]

    wrong = ana.fills(form, {"Whose, and of what": "BAR-LUNA", "How many": "9"}).submits()
    assert wrong.errors == {
        "quantity": (
            "9 is more than BAR-LUNA still has: 3 pieces of JAM-STR by RC-1. Check the figure; what "
            "came back is counted already."
        )
    }
    ana.fills(form, {"Whose, and of what": "BAR-LUNA", "How many": "2"}).submits()

    assert (
        "*Recovered:* 22 % ██░░░░░░░░ 2 of 9 pieces back or destroyed; 7 still out"
        in counter.board().text
    )
    fill(ana, counter, "Destroyed…", {"Whose, and of what": "BAR-LUNA"})
    assert the_recall(desk).lines_of("BAR-LUNA")[0].destroyed == 3


def test_what_is_destroyed_is_typed_too(desk, ana):
    told = types(ana, "recall RC-1 destroyed 2 BAR-LUNA")
    assert told.text.splitlines()[0].startswith(
        "*Noted what BAR-LUNA destroyed*: 0 → 22 % recovered, 9 → 7 still out. *TX-"
    )
    assert told.buttons[-1].startswith("Undo TX-")
    assert "7 → 6 still out" in types(ana, "recall RC-1 destroyed all line:3").text
    assert types(ana, "recall RC-1 destroyed 1 CAFE-SOL").text == (
        "Say which line (line:2) is meant."
    )
    told = types(ana, "recall RC-1 ack CAFE-SOL they look for it")
    assert told.text.startswith("*Noted that CAFE-SOL knows*. *TX-")
    assert types(ana, "recall RC-1 ack CAFE-SOL they look for it").text == (
        "Nothing to do: CAFE-SOL is noted already."
    )


def test_what_comes_back_is_a_return_that_credits_its_customer(desk, counter, ana):
    form = ana.clicks(counter.board(), "Returned goods…").view
    assert "Whatever their condition, nobody can pick them." in form.words

    ana.fills(
        form, {"Whose, and of what": "BAR-LUNA", "How many": "2", "Condition": "opened"}
    ).submits()

    assert "3 pieces of JAM-STR shipped (SH-3), 2 back" in counter.board().text
    assert [one.number for one in desk.book.all(CustomerReturn)] == ["RMA-1"]
    told = [one.text for one in counter.thread()]
    assert "Came back from BAR-LUNA: 2 pieces of JAM-STR lot L7." in told
    assert any(text.startswith("*Returned 2 pieces of JAM-STR* by <@U0ANA>.") for text in told)
    assert desk.book.available("JAM-STR") == 10


def test_whose_goods_came_back_is_said_once_it_is_known(desk, counter, ana):
    types(ana, "return 2 JAM-STR lot:L7 condition:opened")
    board = counter.board()
    assert "2 of 9 pieces back or destroyed, 2 of them of nobody known" in board.text
    form = ana.clicks(board, "Whose goods…").view
    assert form.words.startswith("Came back without a name: 2 pieces of JAM-STR lot L7.")

    wrong = ana.fills(form, {"Whose it is": "BAR-LUNA", "How many": "5"}).submits()
    assert wrong.errors == {
        "quantity": (
            "5 is more than came back for RC-1 without a name: 2 pieces of JAM-STR. Check the figure; "
            "what is named is counted already."
        )
    }
    ana.fills(form, {"Whose it is": "BAR-LUNA", "How many": None}).submits()

    assert "(SH-3), 2 back, *1 piece still out*" in counter.board().text
    said = counter.thread()[-1]
    assert said.text.endswith("without a name were of BAR-LUNA, says <@U0ANA>.")
    assert "Whose goods…" not in counter.board().buttons
    undone = ana.clicks(said, said.buttons[0])
    assert undone.changed[0].text.startswith("*Noted that BAR-LUNA sent back goods of RC-1*. *TX-")
    assert the_recall(desk).balance.unnamed == 2


def test_whose_goods_came_back_is_typed_too(desk, ana):
    types(ana, "return 2 JAM-STR lot:L7 condition:opened")
    types(ana, "return 1 JAM-STR lot:L7 condition:opened")

    told = types(ana, "recall RC-1 from bar-luna 2")
    assert told.text.splitlines()[0].startswith(
        "*Noted what bar-luna sent back*: 3 → 1 back of nobody known. *TX-"
    )
    types(ana, "recall RC-1 from CAFE-SOL")
    assert types(ana, "recall RC-1 from CAFE-SOL").text == (
        "Nothing to do: all that came back for RC-1 is named already."
    )


# -- the end --------------------------------------------------------------------------------------


def test_a_recall_that_is_not_over_is_closed_with_a_reason_only(desk, counter, cleo, ana):
    board = counter.board()
    assert ana.clicks(board, "Close…").message.text.startswith(
        "To close a recall takes the role manager"
    )

    form = cleo.clicks(board, "Close…").view
    assert form.words.startswith(
        "Gives up 9 pieces that are still out: Café Sol (CAFE-SOL) 6, BAR-LUNA 3. Its report says so, "
        "with your reason."
    )
    assert types(cleo, "recall RC-1 close").text.startswith(
        "9 of RC-1 are still out, with CAFE-SOL and BAR-LUNA."
    )
    cleo.fills(form, {"Why": "the rest was eaten"}).submits()

    assert "closed; begun by" in counter.board().text
    assert the_recall(desk).status is RecallStatus.CLOSED
    assert counter.board().buttons == ["Print the report"]
    assert any("Closed with 0 % recovered" in one.text for one in counter.thread())


def test_a_recall_that_is_over_needs_no_reason(desk, counter, cleo):
    for line in (1, 2, 3):
        types(cleo, f"recall RC-1 destroyed all line:{line}")
    desk.handle(set_rule("count_tolerance", "100"))
    scrap_all(desk)

    form = cleo.clicks(counter.board(), "Close…").view
    assert form.words.splitlines()[0] == (
        "All of RC-1 is accounted for. Its report is printed in its thread."
    )
    cleo.fills(form, {"Why": None}).submits()

    assert "*Recovered:* 100 % ██████████ 9 of 9" in counter.board().text
    assert the_recall(desk).status is RecallStatus.CLOSED


def test_what_becomes_of_held_goods_is_decided_by_a_form_and_asked_for_at_the_end(
    desk, counter, cleo, ana
):
    for line in (1, 2, 3):
        types(cleo, f"recall RC-1 destroyed all line:{line}")
    board = counter.board()
    assert "*Next:* decide what becomes of the 31 held here: Decide…" in board.text
    assert types(cleo, "recall RC-1 close").text.startswith("31 of RC-1 are still held here.")
    form = cleo.clicks(board, "Close…").view
    assert "31 pieces are still here" in form.words
    assert ana.clicks(board, "Decide…").message.text.startswith(
        "To decide what becomes of recalled goods takes the role manager"
    )

    form = cleo.clicks(board, "Decide…").view
    assert form.words.startswith("Held here: 31 pieces.")
    cleo.fills(
        form, {"What becomes of them": "Sent back to the supplier", "Note": "by ACME"}
    ).submits()

    told = "*Decided:* what is held is to be sent back to the supplier, says <@U0CLEO>"
    assert told in counter.board().text
    said = counter.thread()[-1]
    assert said.text == (
        "The 31 held here are to be sent back to the supplier, says <@U0CLEO>: “by ACME”."
    )
    cleo.clicks(said, said.buttons[0])
    assert the_recall(desk).decided is None


def test_what_becomes_of_held_goods_is_typed_too(desk, cleo):
    told = types(cleo, "recall RC-1 decide destroy burned on Friday").text
    assert told.startswith("*Decided for RC-1*. *TX-")
    assert the_recall(desk).decided.note == "burned on Friday"
    assert types(cleo, "recall RC-1 decide destroy burned on Friday").text == (
        "Nothing to do: RC-1 is decided so already."
    )
    types(cleo, "recall RC-1 decide rework new labels")
    assert the_recall(desk).decided.outcome is HeldOutcome.REFURBISH
    assert types(cleo, "recall RC-1 decide eat").text.startswith(
        "“eat” is no end of held goods: it can be scrap, return, destroy or refurbish."
    )


def test_what_has_ended_is_not_changed_any_more(desk, counter, cleo):
    board = counter.board()
    types(cleo, "recall RC-1 lift it was L8")

    assert types(cleo, "recall RC-1 notify").text.startswith(
        "Cannot write to the customers of RC-1: it is lifted."
    )
    for button in ("They know…", "Destroyed…", "Returned goods…", "Close…", "Lift…", "Add lots…"):
        assert cleo.clicks(board, button).message.text.endswith(
            "RC-1: it is lifted. Its board says how it ended: `/inv recall RC-1`"
        )


def test_the_board_is_turned_over_where_it_is_long(desk, counter, cleo, ana):
    put(desk, many_customers(40))
    shown = types(cleo, "recall RC-1")

    later = cleo.clicks(shown, "Later customers").message
    assert "16. *CUSTOMER-025*" in later.text
    last = cleo.clicks(later, "Later customers").message
    assert "40. *CUSTOMER-001*" in last.text
    assert "Later customers" not in last.buttons
    assert "16. *CUSTOMER-025*" in cleo.clicks(last, "Earlier customers").message.text


def test_the_report_is_printed_in_the_thread(desk, counter, ana):
    ana.clicks(counter.board(), "Print the report")

    said = counter.thread()[-1]
    assert said.text == "Recall report RC-1 as a PDF."
    assert [file["name"] for file in said.raw["files"]] == ["RC-1.pdf"]
