"""A press is judged when it is made, done once, and leaves a message that says what was decided."""

from decimal import Decimal

from inventory.people import Person, Role
from tests.bot.conftest import MANAGERS, STOCK
from tests.builders import count_stock, edit, propose_reorders, receive, reject, reject_proposal


def received(person):
    return person.types(STOCK, "/receive 24 MUG-BLU @A-01").message


def test_undo_takes_back_and_the_message_says_so(ana, desk, sender, workspace):
    seen = ana.clicks(received(ana), "Undo")

    assert seen.changed[0].text == (
        "*Received 24 pieces of MUG-BLU*. A-01: 24 → 48. *TX-20*\nTaken back by *TX-21*."
    )
    assert seen.changed[0].buttons == []
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(24)
    sender.send_once()
    told = workspace.messages(STOCK)[-1]
    assert told.text == "*Took back TX-20* by <@U0ANA>. A-01: 48 → 24. *TX-21*"
    assert told.thread_ts == seen.changed[0].ts
    assert told.buttons == ["Undo"]


def test_a_button_pressed_twice_acts_once(ana, desk):
    ana.double_clicks(received(ana), "Undo")

    assert desk.last_sequence() == 21
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(24)


def test_an_undo_can_be_undone(ana, desk, sender, workspace):
    ana.clicks(received(ana), "Undo")
    sender.send_once()

    ana.clicks(workspace.messages(STOCK)[-1], "Undo")

    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(48)


def test_a_colleague_may_not_take_back_what_is_not_theirs(ana, ben, desk):
    seen = ben.clicks(received(ana), "Undo")

    assert seen.text == (
        "To take back what others posted takes the role manager; you have the role operator. "
        "Ask <@U0CLEO>."
    )
    assert seen.message.is_ephemeral
    assert desk.last_sequence() == 20


def test_a_role_taken_away_since_counts_at_the_click(ana, desk):
    message = received(ana)
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))

    seen = ana.clicks(message, "Undo")

    assert seen.text == (
        "To undo takes the role operator; you have the role viewer. Ask <@U0BEN>, <@U0CLEO>."
    )
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(48)


def test_a_button_left_behind_by_a_typed_undo_goes_when_it_is_pressed(ana, workspace):
    message = received(ana)
    ana.types(STOCK, "/inv undo TX-20")

    seen = ana.clicks(message, "Undo")

    assert seen.messages[-1].text == "TX-20 was taken back already, by TX-21."
    assert seen.changed[0].buttons == []


def test_an_outsider_is_told_whose_stock_it_is(bot, workspace, desk, ana):
    message = ana.types("C0SHARED", "/receive 24 MUG-BLU @A-01").message

    seen = workspace.person("U0OUT").clicks(message, "Undo")

    assert seen.text == "This stock belongs to another company. Ask your contact there."
    assert desk.last_sequence() == 20


def test_a_manager_approves_a_count_and_everybody_hears(ana, cleo, desk, sender, workspace):
    asked = ana.types(STOCK, "/count 2 MUG-BLU @A-01").message
    sender.send_once()
    waiting = workspace.messages(MANAGERS)[-1]
    assert waiting.text == (
        "*Count AP-1* by <@U0ANA>\n"
        "MUG-BLU at A-01: the book says 24, found 2 pieces (-22, counted)\n"
        "Beyond the tolerance: a manager other than the requester decides."
    )
    assert waiting.buttons == ["Approve", "Reject"]

    seen = cleo.clicks(waiting, "Approve")
    sender.send_once()

    assert seen.changed[0].buttons == []
    assert workspace.messages(MANAGERS)[-1].text.splitlines()[-1] == "*Approved* by <@U0CLEO>."
    assert workspace.messages(STOCK)[-1].text == (
        "*AP-1 approved* by <@U0CLEO>. A-01: 24 → 2. *TX-21*"
    )
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(2)
    assert asked.buttons == ["Withdraw AP-1"]


def test_a_late_click_hears_who_was_quicker(ana, cleo, desk, sender, workspace):
    ana.types(STOCK, "/count 2 MUG-BLU @A-01")
    sender.send_once()
    desk.handle(reject("AP-1", by="U0CLEO"))

    seen = cleo.clicks(workspace.messages(MANAGERS)[-1], "Approve")

    assert seen.text == "AP-1 is decided: rejected by <@U0CLEO>."
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(24)


def test_only_the_requester_withdraws(ana, ben, cleo, desk):
    asked = ana.types(STOCK, "/count 2 MUG-BLU @A-01").message

    assert ben.clicks(asked, "Withdraw AP-1").text == (
        "AP-1 is for <@U0ANA> to withdraw. A manager can reject it where it waits for approval."
    )
    seen = ana.clicks(asked, "Withdraw AP-1")
    assert seen.text.splitlines()[-1] == (
        "*Withdrawn* by <@U0ANA>. Nothing moved. Somebody else counts it now, on CC-1."
    )


def test_where_nobody_may_decide_the_answer_names_who_can_change_that(cleo, desk):
    desk.handle(edit(Person(user="U0ADA", name="Ada", role=Role.ADMIN)))
    alone = desk.handle(edit(Person(user="U0CLEO", name="Cleo", role=Role.ADMIN)))
    desk.handle(edit(Person(user="U0ADA", name="Ada", role=Role.OPERATOR)))
    assert alone.transaction.id == "TX-21"

    seen = cleo.types(STOCK, "/count 2 MUG-BLU @A-01")

    assert seen.text.splitlines()[-1] == (
        "*Nobody can decide this yet:* it takes a second manager. "
        "<@U0CLEO> can make somebody one on People."
    )


def test_a_proposal_is_approved_by_a_press(cleo, ana, desk, sender, workspace):
    desk.handle(edit_low(desk))
    desk.handle(propose_reorders())
    sender.send_once()
    order = proposal_in(workspace)
    assert order.text == (
        "*Order RP-1*: 1 item from a supplier still to be chosen, at a cost nobody knows.\n"
        "*1. 56 pieces of MUG-BLU Blue mug*\n"
        "     44 available; minimum 50, fills up to 100"
    )

    refused = ana.clicks(order, "Approve")
    assert refused.text == (
        "To decide on orders takes the role manager; you have the role operator. Ask <@U0CLEO>."
    )
    cleo.clicks(order, "Approve")
    sender.send_once()

    told, drafted = proposal_in(workspace), workspace.messages(STOCK)[-1]
    assert told.text.splitlines()[-1] == ("*Approved* by <@U0CLEO> on 2026-11-23. Drafted as PO-1.")
    assert told.buttons == ["Undo"]
    assert drafted.text == (
        "*Purchase order PO-1* to a supplier still to be chosen: draft\n"
        "1. 56 pieces of MUG-BLU Blue mug\n"
        "*Total:* not known, the cost of an item is missing\n"
        "*Expected:* nobody knows when\n"
        "Asked for by <@U0CLEO> on Mon 2026-11-23, from RP-1\n"
        "Choose a supplier before it can be approved.\n"
        "To be approved by another manager than <@U0CLEO>: its value is not known."
    )


def test_a_proposal_is_changed_in_a_form(cleo, desk, sender, workspace):
    desk.handle(edit_low(desk))
    desk.handle(propose_reorders())
    sender.send_once()

    form = cleo.clicks(proposal_in(workspace), "Change…").view
    assert form.title == "Change RP-1"
    wrong = cleo.fills(form, {"MUG-BLU (piece)": "1.200"}).submits()
    assert wrong.errors == {"line.0": "1.200 can be 1,200 or 1.2. Write the one you mean."}
    empty = cleo.fills(form, {"MUG-BLU (piece)": "0"}).submits()
    assert empty.errors == {"line.0": "Nothing is left to order: cancel this, then press Reject."}
    sent = cleo.fills(form, {"MUG-BLU (piece)": "60"}).submits()
    sender.send_once()

    assert sent.views == []
    told, drafted = proposal_in(workspace), workspace.messages(STOCK)[-1]
    assert told.text.splitlines()[1].startswith("*1. 60 pieces of MUG-BLU Blue mug* (proposed: 56)")
    assert drafted.text.splitlines()[1] == "1. 60 pieces of MUG-BLU Blue mug"


def proposal_in(workspace):
    """The message of the first proposal; its chart stands in its thread."""
    (found,) = (one for one in workspace.messages(STOCK) if one.text.startswith("*Order RP-1*"))
    return found


def edit_low(desk):
    item = desk.book.item("MUG-BLU")
    return edit(item.model_copy(update={"minimum": Decimal(50), "maximum": Decimal(100)}))


def test_a_suggestion_posts_what_was_chosen_and_tells_the_channel(ana, desk, sender, workspace):
    wrong = ana.types(STOCK, "/receive 24 MUG-BLUE @A-01")

    seen = ana.clicks(wrong.message, "Receive 24 MUG-BLU @A-01")
    sender.send_once()

    answer = "*Received 24 pieces of MUG-BLU* by <@U0ANA>. A-01: 24 → 48. *TX-20*"
    assert seen.text == answer
    assert seen.message.buttons == []
    assert workspace.messages(STOCK)[-1].text == answer
    assert workspace.messages(STOCK)[-1].buttons == ["Undo", "Labels…"]


def test_a_suggestion_that_still_lacks_something_opens_the_form(ana, desk):
    wrong = ana.types(STOCK, "/pick 1.200 MUG-BLU")

    seen = ana.clicks(wrong.message, "Pick 1,200 MUG-BLU")

    assert seen.view.title == "Pick"
    assert desk.last_sequence() == 19


def test_the_menu_opens_forms(ana):
    menu = ana.types(STOCK, "/inv").message

    assert menu.buttons == [
        "Receive", "Pick", "Ship", "Count", "Return", "Stock", "Move", "Transfer", "Adjust",
        "Order", "Buy", "Build", "Unbuild", "Reject", "Recall", "Label",
    ]  # fmt: skip
    assert ana.clicks(menu, "Move").view.title == "Move"


def test_what_was_posted_elsewhere_can_be_counted_once_more(ana, desk):
    """A count that the desk took from another process shows in the next answer."""
    desk.handle(receive(5, at="A-01", by="U0BEN"))
    desk.handle(count_stock(30, at="A-01", by="U0BEN"))

    assert "A-01: 30 pieces" in ana.types(STOCK, "/stock MUG-BLU").text


def test_a_form_to_change_an_order_opens_for_those_who_may_decide(
    ana, cleo, desk, sender, workspace
):
    desk.handle(edit_low(desk))
    desk.handle(propose_reorders())
    sender.send_once()
    order = proposal_in(workspace)

    assert ana.clicks(order, "Change…").text == (
        "To decide on orders takes the role manager; you have the role operator. Ask <@U0CLEO>."
    )
    form = cleo.clicks(order, "Change…").view
    negative = cleo.fills(form, {"MUG-BLU (piece)": "-1"}).submits()
    assert negative.errors == {"line.0": "It has to be 0 or more."}
    desk.handle(reject_proposal("RP-1", by="U0CLEO"))
    late = cleo.fills(form, {"MUG-BLU (piece)": "60"}).submits()
    assert late.errors == {"line.0": "RP-1 is decided: rejected by Cleo."}
    assert cleo.clicks(order, "Change…").text == "RP-1 is decided: rejected by <@U0CLEO>."


def test_a_history_file_is_for_those_who_may_look(ana, desk, workspace):
    for _ in range(25):
        desk.handle(receive(1, "MUG-RED", at="A-01"))
    message = ana.types(STOCK, "/inv history MUG-RED").message
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.NONE)))

    seen = ana.clicks(message, "All of it as a file")

    assert seen.text.startswith("To look at stock takes the role viewer")
    assert workspace.state()["files"] == []


def test_undo_without_a_number_asks_which(ana, desk):
    assert ana.types(STOCK, "/inv undo").text == (
        "Nothing of yours can be taken back: say which posting, as TX-12."
    )
    ana.types(STOCK, "/receive 24 MUG-BLU @A-01")
    ana.types(STOCK, "/receive 1 case MUG-RED @A-01\n2 MUG-BLU @A-03")
    asked = ana.types(STOCK, "/inv undo")
    assert asked.text == (
        "Which one? Newest first:\n"
        "*TX-21* 2026-11-23 08:00 receipt: 12 pieces of MUG-RED and 1 more\n"
        "*TX-20* 2026-11-23 08:00 receipt: 24 pieces of MUG-BLU"
    )

    seen = ana.clicks(asked.message, "Undo TX-20")

    assert seen.text.splitlines()[-1] == "Taken back by *TX-22*."
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(24)
