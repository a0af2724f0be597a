"""What customers read about a recall."""

from bot.messages.recall_letter import recall_letter
from inventory.customer import NOBODY
from inventory.documents.letter import LetterKind
from tests.bot.counter import SOL
from tests.bot.recalls import a_jam_shop, a_line, a_recall, nine_customers
from tests.builders import place_order


def test_a_notice_names_the_goods_both_lot_numbers_and_what_to_do():
    book = a_jam_shop().book

    letter = recall_letter(book, nine_customers(), "CAFE-SOL", SOL)

    assert letter.subject == "Mug House: recall of Strawberry jam (RC-1)"
    assert letter.text.splitlines() == [
        "Hello Café Sol,",
        "",
        "we are taking back goods that we have sent to you: glass in one jar.",
        "",
        "Please look whether you have any of these:",
        "",
        "- 12 pieces of Strawberry jam (JAM-STR), lot L7 (or F-1), sent for SO-7, SO-9",
        ("- 5 pieces of Gift set (GIFT-SET), lot K7, which contains Strawberry jam, sent for SO-9"),
        "",
        (
            "Please do not use them, sell them or pass them on. Set them aside and answer this mail: "
            "we tell you how to send them back."
        ),
        "",
        (
            "Please answer this mail in any case, so that we know you have read it, and tell us how "
            "many you still have and how many you have used or thrown away."
        ),
        "",
        "Our number for this recall is RC-1.",
        "",
        "Mug House",
    ]


def test_a_notice_says_what_the_recall_tells_customers_to_do():
    recall = a_recall(instructions="Throw the jars away and send us a picture.")

    text = recall_letter(a_jam_shop().book, recall, "CAFE-SOL", NOBODY).text

    assert text.startswith("Hello,\n")
    assert "Throw the jars away and send us a picture." in text
    assert "Set them aside" not in text


def test_a_reminder_asks_for_what_is_still_out_only():
    letter = recall_letter(
        a_jam_shop().book, nine_customers(), "CAFE-SOL", SOL, kind=LetterKind.RECALL_REMINDER
    )

    assert letter.subject == "Mug House: reminder, recall of Strawberry jam (RC-1)"
    assert "we have written to you that we take goods back (glass in one jar)" in letter.text
    assert "- 7 pieces of Strawberry jam (JAM-STR)" in letter.text


def test_a_notice_names_the_customers_own_number_and_not_more_than_it_can():
    desk = a_jam_shop()
    desk.handle(place_order((1, "MUG-RED"), reference="4711"))
    lines = [
        a_line(number, "CAFE-SOL", 1, lot=f"L{number}", orders=("SO-1",)) for number in range(1, 43)
    ]

    text = recall_letter(desk.book, a_recall(*lines), "CAFE-SOL", SOL).text

    assert "lot L1, sent for SO-1 (your number 4711)" in text
    assert "… and 2 more; ask us for the whole list." in text


def test_whoever_was_written_to_hears_that_it_was_a_mistake():
    recall = a_recall(ending="it was lot L8")

    letter = recall_letter(a_jam_shop().book, recall, "CAFE-SOL", SOL, kind=LetterKind.RECALL_OVER)

    assert letter.subject == "Mug House: no recall of Strawberry jam (RC-1)"
    assert "That was a mistake (it was lot L8): nothing is wrong with these." in letter.text
    assert "You can use and sell them as before." in letter.text
