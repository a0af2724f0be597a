"""Alerts in Slack: one message a run, a menu beside each, and what people type about them."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.digests import digest_message, listed
from bot.messages.kept import kept, restored
from bot.messages.telling import Telling
from inventory.documents.replenishment import Alert, LowItem
from inventory.documents.stock_alert import AlertFigures, Digest, StockAlert
from inventory.stock_policy import AlertKind, Subscription
from tests.bot.conftest import STOCK
from tests.builders import edit, pick, receive
from tests.inventory.replenishing.alerting.house import MONDAY, acknowledge, check, keep

MUGS = "C0MUGS"


@pytest.fixture
def short(desk, sender):
    """No red mug where five should be, six blue ones where ten should be: told."""
    red = {"minimum": Decimal(5), "category": "Mugs"}
    desk.handle(edit(desk.book.item("MUG-RED").model_copy(update=red)))
    desk.handle(pick(20, at="A-01"))
    desk.handle(pick(18, at="B-01"))
    desk.handle(check())
    sender.send_once()
    return desk


def texts(workspace, channel=STOCK):
    return [message.text for message in workspace.messages(channel)]


def sent(desk, sender):
    while desk.pending(1):
        sender.send_once()


def the_digest(workspace, channel=STOCK):
    return workspace.messages(channel)[0]


def types(person, text):
    return person.types(STOCK, f"/inv {text}").message


def test_one_message_tells_what_is_wrong_gravest_first(short, workspace):
    assert texts(workspace) == [
        (
            "*Alerts: 1 out, 1 low*. DG-1 of Mon 2026-11-23\n"
            "*Out of stock*\n"
            "AL-1 MUG-RED Red mug: none available, minimum 5.\n"
            "*Low*\n"
            "AL-2 MUG-BLU Blue mug: 6 pieces available, low at 10."
        )
    ]


def test_it_says_how_things_stand_until_all_of_it_is_over(short, sender, workspace):
    short.handle(receive(30, at="A-01"))
    short.handle(check())
    sent(short, sender)
    assert texts(workspace) == [
        (
            "*Alerts: 1 out*. DG-1 of Mon 2026-11-23\n"
            "*Out of stock*\n"
            "AL-1 MUG-RED Red mug: none available, minimum 5.\n"
            "*Over:* MUG-BLU (36 available)."
        )
    ]
    short.handle(receive(9, "MUG-RED", at="A-01"))
    short.handle(check())
    sent(short, sender)
    assert texts(workspace) == [
        (
            "*Alerts: none left here.* DG-1 of Mon 2026-11-23\n"
            "*Over:* MUG-RED (9 available), MUG-BLU (36 available)."
        )
    ]
    assert the_digest(workspace).buttons == []


def test_what_became_worse_is_told_anew_and_the_first_message_says_where(short, sender, workspace):
    short.handle(pick(4, at="A-01"))
    short.handle(pick(2, at="B-01"))
    short.handle(check())
    sent(short, sender)
    assert [text.splitlines()[-1] for text in texts(workspace)] == [
        "*Since then:* MUG-BLU out (AL-3).",
        "AL-3 MUG-BLU Blue mug: none available, minimum 10.",
    ]
    short.handle(receive(30, at="A-01"))
    short.handle(check())
    first = digest_message(short.book.get(Digest, "DG-1"), Telling(book=short.book))
    assert first.text.splitlines()[-1] == "*Over:* MUG-BLU (30 available)."


def test_what_became_better_stands_in_the_message_that_told_of_it(short, sender, workspace):
    short.handle(receive(2, "MUG-RED", at="A-01"))
    short.handle(check())
    sent(short, sender)
    [text] = texts(workspace)
    assert "Over" not in text
    assert "AL-3 MUG-RED Red mug: 2 pieces available, low at 5." in text


def test_whoever_takes_an_alert_stands_beside_it_at_once(short, workspace, ana):
    ana.clicks(the_digest(workspace), "menu.1", value="I take care of it")
    assert "Ana takes care of it" in texts(workspace)[0]
    assert short.book.get(StockAlert, "AL-1").owner == "U0ANA"


def test_the_second_of_two_is_told_who_was_quicker(short, workspace, ben):
    short.handle(acknowledge())
    seen = ben.clicks(the_digest(workspace), "menu.1", value="I take care of it")
    assert seen.message.is_ephemeral
    assert "U0ANA" in seen.text
    assert short.book.get(StockAlert, "AL-1").owner == "U0ANA"


def test_a_double_click_is_one(short, workspace, ana):
    before = short.last_sequence()
    ana.clicks(the_digest(workspace), "menu.2", value="Put off for a week", times=2)
    assert short.book.get(StockAlert, "AL-2").snoozed_until == date(2026, 11, 30)
    assert short.last_sequence() == before + 1


def test_a_form_asks_until_when(short, workspace, ana):
    form = ana.clicks(the_digest(workspace), "menu.2", value="Put off until…").view
    assert form.title == "Put AL-2 off"
    ana.fills(form, {"Until": "2026-12-24", "Note": "after the fair"}).submits()
    alert = short.book.get(StockAlert, "AL-2")
    assert (alert.snoozed_until, alert.note) == (date(2026, 12, 24), "after the fair")


def test_a_day_that_is_past_is_refused_on_its_field(short, workspace, ana):
    form = ana.clicks(the_digest(workspace), "menu.2", value="Put off until…").view
    seen = ana.fills(form, {"Until": "2026-11-23"}).submits()
    assert "Say a day from 2026-11-24" in " ".join(seen.errors.values())


def test_what_is_seen_to_is_noted_with_how(short, sender, workspace, ana):
    form = ana.clicks(the_digest(workspace), "menu.1", value="Already seen to…").view
    ana.fills(form, {"Note": "ordered by phone"}).submits()
    sent(short, sender)
    assert texts(workspace)[0].splitlines()[2] == (
        "AL-1 MUG-RED Red mug: none available, minimum 5; seen to by Ana, looked at again "
        "Mon 2026-11-30; “ordered by phone”."
    )


def test_ten_are_shown_and_the_rest_on_request(desk, sender, workspace, ana):
    item = desk.book.item("MUG-RED")
    for number in range(12):
        facts = {"sku": f"CUP-{number:02}", "name": "", "minimum": Decimal(5 + number)}
        desk.handle(edit(item.model_copy(update=facts)))
    desk.handle(check())
    sender.send_once()
    digest = the_digest(workspace)
    assert digest.text.splitlines()[-1] == "… and 2 more."
    seen = ana.clicks(digest, "See all")
    assert seen.message.is_ephemeral
    assert seen.text.splitlines()[0] == "*Alerts (DG-1): 12 out*"
    assert len(seen.text.splitlines()) == 14


def test_a_list_of_every_kind_is_no_longer_than_slack_takes(desk):
    kinds = tuple(AlertKind)
    figures = AlertFigures(available=1, limit=2, days=3, before=1, after=2, expected_on=MONDAY)
    found = [
        StockAlert(
            number=f"AL-{number}",
            about=kinds[number % len(kinds)],
            subject=f"CUP-{number}",
            item=f"CUP-{number}",
            opened_on=MONDAY,
            figures=figures,
        )
        for number in range(36)
    ]
    message = listed(found, Telling(book=desk.book), what="")
    assert len(message.blocks) == 46
    assert message.text.splitlines()[-1] == "… and 1 more, on the tab Alerts."


def test_alerts_are_listed_by_kind_and_by_whose_they_are(short, ana):
    assert types(ana, "alerts").text.splitlines()[0] == "*Alerts: 1 out, 1 low*"
    assert types(ana, "alerts low").text.splitlines()[0] == "*Alerts (low): 1 low*"
    assert types(ana, "alerts mine").text == "*No alert is in your hands.* All: `/inv alerts`."
    ana.types(STOCK, "/inv ack AL-2")
    assert "AL-2" in types(ana, "alerts mine").text


def test_a_kind_there_is_not_is_told_with_those_there_are(short, ana):
    assert "out, ahead, low, late" in types(ana, "alerts lwo").text


def test_an_alert_is_taken_by_name_and_handed_on(short, ana):
    said = types(ana, "ack al-1")
    assert said.text.splitlines()[0].startswith("*Taken*. *TX-")
    assert said.text.splitlines()[1] == (
        "*Out of stock*: AL-1 MUG-RED Red mug: none available, minimum 5; Ana takes care of it."
    )
    types(ana, "ack AL-1 for:ben")
    assert short.book.get(StockAlert, "AL-1").owner == "U0BEN"


def test_taking_an_alert_has_an_undo(short, ana):
    said = types(ana, "ack AL-1")
    undo = next(button for button in said.buttons if button.startswith("Undo"))
    ana.clicks(said, undo)
    assert short.book.get(StockAlert, "AL-1").status == "open"


def test_an_alert_is_put_off_by_days_or_to_a_day(short, ana):
    types(ana, "snooze AL-1 3")
    assert short.book.get(StockAlert, "AL-1").snoozed_until == date(2026, 11, 26)
    types(ana, "snooze AL-1 2026-12-01 after the fair")
    alert = short.book.get(StockAlert, "AL-1")
    assert (alert.snoozed_until, alert.note) == (date(2026, 12, 1), "after the fair")
    assert "Say a day from 2026-11-24" in types(ana, "snooze AL-1 2026-11-01").text


def test_an_alert_is_said_to_be_seen_to(short, ana):
    types(ana, "handled AL-1 ordered by phone")
    alert = short.book.get(StockAlert, "AL-1")
    assert (alert.status, alert.note) == ("handled", "ordered by phone")


def test_what_is_over_cannot_be_taken(short, ana):
    short.handle(receive(9, "MUG-RED", at="A-01"))
    short.handle(check())
    assert "AL-1" in types(ana, "ack AL-1").text
    assert short.book.get(StockAlert, "AL-1").owner == ""


def test_a_step_wants_the_number_of_an_alert(short, ana):
    assert "AL-3" in types(ana, "ack").text
    assert types(ana, "ack SO-1").is_ephemeral
    assert "AL-9" in types(ana, "ack AL-9").text


def test_a_channel_subscribes_where_it_is_typed(short, workspace, sender, cleo):
    workspace.does("channels", id=MUGS, name="mugs", members=["U0BOT", "U0CLEO"])
    said = cleo.types(MUGS, "/inv subscribe kind:out category:mugs").message
    assert said.text.splitlines()[0].startswith(
        "*This channel hears of alerts*: out of stock, category Mugs (SB-1)."
    )
    short.handle(check())
    sent(short, sender)
    assert "AL-1" in texts(workspace, MUGS)[-1]
    listed = cleo.types(MUGS, "/inv subscribe").message
    assert "SB-1: out of stock, category Mugs" in listed.text
    ended = cleo.types(MUGS, "/inv unsubscribe").message
    assert ended.text.startswith("*This channel hears no more* of out of stock, category Mugs")


def test_the_stock_channel_is_told_that_it_hears_of_less_and_of_all_again(short, cleo):
    assert types(cleo, "subscribe").text.startswith("*The stock channel hears of every alert.*")
    said = types(cleo, "subscribe kind:low").text
    assert "from now on only of what its subscriptions name" in said
    assert "hears of all anyway" in types(cleo, "subscribe all").text
    assert "hears of every alert again" in types(cleo, "unsubscribe").text


def test_operators_subscribe_nobody(short, ana):
    assert "takes the role manager" in types(ana, "subscribe all").text


def test_a_subscription_to_nothing_is_refused_with_what_there_is(short, cleo):
    said = cleo.types(STOCK, "/inv subscribe category:Cups").message
    assert said.text == "No item is of the category “Cups”. There are: Mugs."


def test_a_person_hears_of_alerts_by_direct_message(short, sender, workspace):
    short.handle(edit(Subscription(code="ANA", channel="U0ANA", kinds=("out",))))
    short.handle(check())
    sent(short, sender)
    short.handle(receive(9, "MUG-RED", at="A-01"))
    short.handle(check())
    sent(short, sender)
    direct = [one["id"] for one in workspace.state()["channels"] if one.get("is_im")]
    assert [texts(workspace, channel) for channel in direct] == [
        ["*Alerts: none left here.* DG-2 of Mon 2026-11-23\n*Over:* MUG-RED (9 available)."]
    ]


def test_a_channel_without_us_is_told_to_the_managers(short, sender, workspace):
    workspace.does("channels", id="C0PRIVATE", name="private", is_private=True)
    short.handle(edit(Subscription(code="P", channel="C0PRIVATE")))
    short.handle(check())
    sent(short, sender)
    assert "I cannot write to the channel C0PRIVATE" in texts(workspace, "C0MANAGERS")[0]


def test_the_home_tab_counts_them(short, ana):
    ana.types(STOCK, "/inv ack AL-2")
    home = ana.opens_home().home
    assert "1 out, 1 low; 1 in your hands." in home.words
    assert "AL-2" in ana.clicks(home, "See yours").view.words


def test_the_message_of_an_earlier_version_says_where_it_goes_on(desk, sender, workspace):
    low = LowItem(item="MUG-BLU", available=4, on_order=0, minimum=10)
    keep(desk, Alert(number="AL-1", opened_on=date(2026, 11, 20), items=(low,)))
    desk.handle(check())
    sent(desk, sender)
    assert texts(workspace)[0] == (
        "*Low stock, AL-1: *its items have alerts of their own now, told below."
    )


def test_a_message_with_menus_can_be_kept(short):
    message = digest_message(short.book.get(Digest, "DG-1"), Telling(book=short.book))
    assert restored(kept(message)).blocks == message.blocks
