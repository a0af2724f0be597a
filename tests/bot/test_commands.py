"""A line typed in Slack is posted and answered once, or refused in words that help."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.location import LocationKind
from tests.bot.conftest import MANAGERS, STOCK
from tests.builders import (
    a_location,
    an_item,
    approve_proposal,
    edit,
    open_stock,
    propose_reorders,
)

USAGE = "Write it as `/receive 24 JAM-STR @A-03 lot:L7 exp:2028-01-31 po:PO-12 cost:3.20`"


def test_a_receipt_is_answered_with_before_and_after(ana, desk):
    seen = ana.types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert seen.text == "*Received 24 pieces of MUG-BLU*. A-01: 24 → 48. *TX-20*"
    assert seen.message.buttons == ["Undo", "Labels…"]
    assert not seen.message.is_ephemeral
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(48)


def test_a_working_day_is_answered_verb_by_verb(ana):
    typed = [
        "/receive 3 case MUG-BLU @A-03 po:4711",
        "/inv move 6 MUG-BLU A-01 > B-01",
        "/pick 2 MUG-BLU @A-01",
        '/ship 2 MUG-BLU carrier:DHL track:0034 to:"Cafe Sol" order:SO-7',
        "/count 15 MUG-BLU @A-01",
        "/count 15 MUG-BLU @A-01",
        "/return 1 MUG-BLU condition:damaged",
        "/inv adjust -2 MUG-BLU @A-01 reason:damaged",
        "/inv undo TX-27",
    ]

    assert [ana.types(STOCK, line).text for line in typed] == [
        "*Received 36 pieces of MUG-BLU*. A-03: 0 → 36. *TX-20*",
        "*Moved 6 pieces of MUG-BLU*. A-01: 24 → 18, B-01: 20 → 26. *TX-21*",
        "*Picked 2 pieces of MUG-BLU*. A-01: 18 → 16, PACK: 0 → 2. *TX-22*",
        (
            "*Shipped 2 pieces of MUG-BLU*. PACK: 2 → 0. *TX-23*\n"
            "Shipment SH-1: by DHL, tracking 0034, to Cafe Sol, order SO-7"
        ),
        "*Counted MUG-BLU*. A-01: 16 → 15. *TX-24*",
        "*Counted MUG-BLU*. A-01: 15, as the book says. *TX-25*",
        "*Returned 1 piece of MUG-BLU*. HOLD: 0 → 1. *TX-26*",
        "*Adjusted MUG-BLU*. A-01: 15 → 13. *TX-27*",
        "*Took back TX-27*. A-01: 13 → 15. *TX-28*",
    ]


def test_a_block_is_posted_whole(ana, desk):
    seen = ana.types(STOCK, "/receive 24 MUG-BLU @A-03\n2.5 ROPE-8 @B-01")

    assert seen.text == (
        "*Received 2 lines*. *TX-20*\nMUG-BLU at A-03: 0 → 24\nROPE-8 at B-01: 0 → 2.5"
    )
    assert desk.last_sequence() == 20


@pytest.mark.parametrize(
    ("typed", "text", "buttons"),
    [
        (
            "/receive 24 MUG-BLUE @A-01",
            "There is no item “MUG-BLUE”. Check the code, or add it on Items.",
            ["Receive 24 MUG-BLU @A-01", "Receive 24 MUG-RED @A-01"],
        ),
        (
            "/receive 24 MUG-BLU @A01",
            "There is no bin “A01”. Check it, or add it on Locations.",
            ["Receive 24 MUG-BLU @A-01"],
        ),
        (
            "/receive 3 crate MUG-BLU",
            "MUG-BLU is not counted in “crate”. It comes in dozen, gross, case or piece.",
            ["Receive 3 case MUG-BLU"],
        ),
        (
            "/receive 5 JAM-STR",
            "JAM-STR is tracked by lot: say which, as lot:L7.",
            [],
        ),
        (
            "/receive 5 MUG-BLU lot:L7",
            "MUG-BLU is not tracked by lot. Leave lot and expiry out.",
            ["Receive 5 MUG-BLU"],
        ),
        (
            "/receive 0 MUG-BLU",
            "Cannot receive 0 MUG-BLU: it has to be more than 0.",
            [],
        ),
        (
            "/receive -5 MUG-BLU",
            "Cannot receive -5 MUG-BLU: it has to be more than 0.",
            [],
        ),
        (
            "/receive 2.5 MUG-BLU",
            (
                "2.5 pieces of MUG-BLU is not a whole number, and it comes in whole ones. "
                "Say a whole number, or tick Fractions on Items."
            ),
            [],
        ),
        (
            "/receive 99999999999 MUG-BLU",
            (
                "99,999,999,999 pieces of MUG-BLU is more than anybody stocks "
                "(999,999,999 at most). Check the number."
            ),
            [],
        ),
        (
            "/receive 1.200 MUG-BLU @A-01",
            f"1.200 can be 1,200 or 1.2. Write the one you mean.\n{USAGE}",
            ["Receive 1,200 MUG-BLU @A-01", "Receive 1.2 MUG-BLU @A-01"],
        ),
        (
            "/receive 24 MUG-BLU two boxes",
            (
                "Only one of these can be the item: MUG-BLU, two, boxes. Put text into a note, "
                f'`note:"two boxes wet"`, and a code with spaces into quotes.\n{USAGE}'
            ),
            [],
        ),
        (
            "/receive 24 MUG-BLU lott:L7",
            (
                "There is no option “lott”: it can be lot, slot, exp, made, sn, po, "
                "rejected, reason, photo, cost, freight, date and note. "
                f"Put a code with a colon into quotes.\n{USAGE}"
            ),
            [
                "Receive 24 MUG-BLU lot:L7",
                "Receive 24 MUG-BLU slot:L7",
            ],
        ),
        (
            "/pick 12 MUG-BLU @A-03",
            (
                "Cannot pick 12 MUG-BLU at A-03: none there. "
                "Take from A-01 (24 available) or from B-01 (20 available)."
            ),
            ["Pick 12 MUG-BLU @A-01", "Pick 12 MUG-BLU @B-01"],
        ),
        (
            "/pick 22 MUG-BLU @B-01",
            (
                "Cannot pick 22 MUG-BLU at B-01: 20 pieces available. "
                "Pick 20, or take from A-01 (24 available)."
            ),
            ["Pick 20 MUG-BLU @B-01", "Pick 22 MUG-BLU @A-01"],
        ),
        (
            "/pick 1 MUG-RED @A-01",
            (
                "Cannot pick 1 MUG-RED at A-01: none there. "
                "None can be taken elsewhere: receive it, or count the bin."
            ),
            [],
        ),
        (
            "/pick 1 MUG-BLU @HOLD",
            "Cannot pick at HOLD: it is a quarantine place. Name a receiving or storage one.",
            [],
        ),
        (
            "/ship 2 MUG-BLU",
            "Cannot ship 2 MUG-BLU at PACK: none there. Pick from A-01 (24 available) first.",
            [],
        ),
        (
            "/return 1 MUG-BLU condition:brokn",
            (
                "“brokn” is not on the list. "
                "Choose new, opened, damaged, defective, wrong item or expired."
            ),
            [],
        ),
        (
            "/receive 24 MUG-BLU date:yesterday",
            (
                "To post for another day takes the role manager; you have the role operator. "
                "Ask <@U0CLEO>."
            ),
            [],
        ),
        (
            "/stock zzz",
            "There is no item “zzz”. Check the code, or add it on Items.",
            [],
        ),
        (
            "/inv undo TX-999",
            (
                "There is no posting “TX-999” that moved stock. "
                "Its number stands in its answer, as TX-12."
            ),
            [],
        ),
        ("/inv hello", "There is no command “hello”.\nAll commands: /inv help.", []),
        (
            "/inv recieve 24 MUG-BLU",
            "There is no command “recieve”. Did you mean receive?\nAll commands: /inv help.",
            ["Receive 24 MUG-BLU"],
        ),
    ],
)
def test_a_mistake_is_named_with_what_to_do_next(ana, desk, typed, text, buttons):
    seen = ana.types(STOCK, typed)

    assert seen.text == text
    assert seen.message.buttons == buttons
    assert seen.message.is_ephemeral
    assert desk.last_sequence() == 19


def test_a_block_with_bad_lines_names_them_all_and_posts_nothing(ana, desk):
    seen = ana.types(STOCK, "/receive 24 MUG-BLU\n5 NOPE\n1.200 MUG-BLU\n\n3 MUG-RED @X-99")

    assert seen.text == (
        "*Nothing was posted:* 3 of 4 lines are wrong.\n"
        "*Line 2:* There is no item “NOPE”. Check the code, or add it on Items.\n"
        "*Line 3:* 1.200 can be 1,200 or 1.2. Write the one you mean.\n"
        "*Line 5:* There is no bin “X-99”. Check it, or add it on Locations.\n"
        f"{USAGE}"
    )
    assert desk.last_sequence() == 19


def test_a_block_with_one_bad_line_is_offered_corrected_whole(ana, desk):
    seen = ana.types(STOCK, "/receive 24 MUG-BLU @A-03\n5 MUG-REDD @A-03")

    assert seen.text == (
        "*Nothing was posted:* 1 of 2 lines is wrong.\n"
        "*Line 2:* There is no item “MUG-REDD”. Check the code, or add it on Items."
    )
    pressed = ana.clicks(seen.message, "Receive 24 MUG-BLU @A-03 / 5 MUG-RED @A-03")
    assert desk.last_sequence() == 20
    assert pressed.text.startswith("*Received 2 lines* by <@U0ANA>. *TX-20*")


@pytest.mark.parametrize(
    "note",
    [
        "<!channel> <@U0BEN> <https://evil.example|click>",
        "=IMPORTXML(1)",
        "wet 📦🎉",
        "مرحبا بالعالم",
        "*bold* _it_ `code`",
    ],
)
def test_a_note_is_said_as_typed_and_calls_nobody(ana, note, desk):
    seen = ana.types(STOCK, f'/receive 1 MUG-BLU @A-01 note:"{note}"')

    assert f"“{note}”" in seen.message.words
    assert seen.message.mentions == []
    assert desk.transaction("TX-20").moves[0].note == note


def test_a_note_of_three_thousand_characters_is_kept_whole_and_shown_in_part(ana, desk):
    note = "wet " * 750

    seen = ana.types(STOCK, f'/receive 1 MUG-BLU @A-01 note:"{note}"')

    assert desk.transaction("TX-20").moves[0].note == note
    assert len(seen.text) < 400


def test_an_item_named_after_a_channel_calls_nobody(ana):
    seen = ana.types(STOCK, '/receive 1 "<!channel>"')

    assert seen.text == ("There is no item “&lt;!channel&gt;”. Check the code, or add it on Items.")
    assert seen.message.mentions == []


def test_two_hundred_lines_are_one_posting_and_one_more_is_refused(ana, desk):
    block = "\n".join(["1 MUG-BLU @A-03"] * 200)

    assert ana.types(STOCK, f"/receive {block}").text.startswith("*Received 200 lines*")
    refused = ana.types(STOCK, f"/receive {block}\n1 MUG-BLU @A-03")
    assert refused.text == (
        "201 lines are too many for one posting: 200 at most. Send it in parts."
    )


def test_a_count_far_off_waits_for_somebody_else(ana, desk):
    seen = ana.types(STOCK, "/count 2 MUG-BLU @A-01")

    assert seen.text == (
        "*Counted MUG-BLU*. *TX-20*\n"
        "*Waits for a second pair of eyes as AP-1:*\n"
        "MUG-BLU at A-01: the book says 24, found 2 pieces (-22, counted)\n"
        "Beyond the tolerance: a manager other than the requester decides."
    )
    assert seen.message.buttons == ["Withdraw AP-1"]
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(24)


def test_a_second_count_says_what_waits_now(ana, ben, desk, sender, workspace):
    ana.types(STOCK, "/count 2 MUG-BLU @A-01")
    sender.send_once()

    seen = ben.types(STOCK, "/count 4 MUG-BLU @A-01")
    sender.send_once()

    assert seen.text == (
        "*Counted MUG-BLU*. *TX-21*\n"
        "*Waits for a second pair of eyes as AP-2:*\n"
        "MUG-BLU at A-01: the book says 24, found 4 pieces (-20, counted)\n"
        "Beyond the tolerance: a manager other than the requester decides."
    )
    assert seen.message.buttons == ["Withdraw AP-2"]
    first, second = workspace.messages(MANAGERS)
    assert first.text.splitlines()[-1] == "*Rejected* by <@U0BEN>: counted again. Nothing moved."
    assert second.buttons == ["Approve", "Reject"]


def test_questions_are_answered_to_the_asker_alone(ana, desk):
    ana.types(STOCK, "/return 1 MUG-BLU condition:damaged")
    answers = {
        typed: ana.types(STOCK, typed)
        for typed in ("/stock mug-blu", "/stock mug", "/inv find @A-01", "/inv why MUG-BLU")
    }

    assert all(seen.message.is_ephemeral for seen in answers.values())
    assert [seen.text for seen in answers.values()] == [
        (
            "*MUG-BLU (Blue mug)*: 44 pieces available, 1 more held.\n"
            "A-01: 24 pieces\nB-01: 20 pieces\nHOLD: 1 piece (quarantine: not for picking)"
        ),
        (
            "*MUG-BLU* Blue mug: 44 pieces available. A-01 24, B-01 20, HOLD 1\n"
            "*MUG-RED* Red mug: 0 pieces available. None lies anywhere"
        ),
        "*A-01*, storage:\nMUG-BLU (Blue mug): 24 pieces",
        (
            "*MUG-BLU (Blue mug)*: 44 pieces available, 1 more held.\n"
            "HOLD: 1 piece (quarantine: not for picking)\n"
            "   2026-11-23 08:00 TX-20 return: 1 piece CUSTOMER → HOLD, damaged, RMA-1, <@U0ANA>"
        ),
    ]


def test_what_is_to_come_is_told_with_the_orders_that_bring_it(ana, desk):
    desk.handle(edit(an_item("MUG-RED", name="Red mug", minimum=Decimal(5), maximum=Decimal(9))))
    desk.handle(propose_reorders())
    proposed = ana.types(STOCK, "/inv why MUG-RED").text
    desk.handle(approve_proposal(by="U0CLEO"))

    assert proposed == (
        "None of MUG-RED lies anywhere, so nothing holds it.\nRP-1: 9 pieces proposed"
    )
    assert ana.types(STOCK, "/inv why MUG-RED").text.splitlines()[1] == "PO-1: 9 pieces on order"
    assert ana.types(STOCK, "/stock MUG-RED").text.splitlines()[0] == (
        "*MUG-RED (Red mug)*: 0 pieces available, 9 proposed or on order (PO-1)."
        " Low: the minimum is 5."
    )


def test_a_long_history_is_cut_and_sent_as_a_file_on_request(ana, desk, workspace):
    for number in range(25):
        desk.handle(open_stock(1, "MUG-RED", at="A-01", note=f"=CMD({number})"))

    seen = ana.types(STOCK, "/inv history MUG-RED")
    assert len(seen.text.splitlines()) == 21
    ana.clicks(seen.message, "All of it as a file")

    (file,) = workspace.state()["files"]
    rows = workspace.file(file["id"]).decode("utf-8-sig").splitlines()
    assert len(rows) == 26
    assert ",'=CMD(24),import" in rows[1]


def test_help_shows_lines_that_could_be_typed(ana):
    assert ana.types(STOCK, "/inv help pick").text == (
        "`/pick 12 MUG-BLU @A-01` Take goods from a bin to packing.\n"
        "In full: `/pick 12 JAM-STR @A-03 lot:L7 order:SO-7`\n"
        "Or: `/pick SO-7` Makes the order's pick list, or shows it.\n"
        "Or: `/pick SO-7 SO-8` Makes one pick list of several orders: a wave.\n"
        "Or: `/pick PK-3` Shows a pick list.\n"
        "*lot:* the code on the label\n"
        "*sn:* of each piece, as 100-119 or A7,A9\n"
        "*order:* the customer's order\n"
        "*date:* when it happened, if not today\n"
        "*note:* anything worth remembering\n"
        "A day is written as 2027-03-01, today, yesterday, tomorrow, friday, 7d, 2w, +7d, -7d or "
        "eom; date:friday is the last one."
    )
    everything = ana.types(STOCK, "/inv help").text
    assert "`/inv move 6 MUG-BLU A-01 &gt; B-02` Move goods from one bin to another." in everything


def test_a_full_disk_is_said_and_nothing_is_posted(ana, desk):
    desk.is_available = False

    seen = ana.types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert seen.text == (
        "The journal cannot record right now. Nothing was posted; try again in a minute."
    )


def test_a_lot_may_be_chosen_by_button_where_several_lie(ana, desk):
    for lot in ("L7", "L8"):
        ana.types(STOCK, f"/receive 5 JAM-STR @A-03 lot:{lot}")

    seen = ana.types(STOCK, "/pick 2 JAM-STR @A-03")

    assert seen.text == "JAM-STR is tracked by lot: say which, as lot:L7. There: L7 or L8."
    ana.clicks(seen.message, "Pick 2 JAM-STR @A-03 lot:L8")
    assert desk.book.on_hand("JAM-STR", "A-03", "L8") == Decimal(3)


def test_more_places_than_fit_are_summed_up(ana, desk):
    for number in range(30):
        desk.handle(edit(a_location(f"Z-{number:02}", LocationKind.STORAGE)))
        desk.handle(open_stock(1, "MUG-RED", at=f"Z-{number:02}"))

    seen = ana.types(STOCK, "/stock MUG-RED")

    assert seen.text.splitlines()[-1] == "… and 5 more places."


def test_a_name_full_of_markup_is_shown_as_it_is(ana, desk):
    desk.handle(edit(an_item("BAD-1", name="<!channel> & *co*")))

    seen = ana.types(STOCK, "/stock BAD-1")

    assert seen.text == (
        "*BAD-1 (&lt;!channel&gt; &amp; *co*)*: 0 pieces available.\nNone lies anywhere."
    )
    assert seen.message.mentions == []


def test_a_question_about_one_bin_is_answered_for_that_bin(ana):
    assert ana.types(STOCK, "/stock MUG-BLU @B-01").text == (
        "*MUG-BLU (Blue mug)*: 44 pieces available.\nB-01: 20 pieces"
    )
    assert ana.types(STOCK, "/stock MUG-BLU @A-03").text.endswith("None lies at A-03.")


def test_a_bin_is_known_by_its_code_alone(ana):
    inside = "*A-01*, storage:\nMUG-BLU (Blue mug): 24 pieces"

    assert ana.types(STOCK, "/stock a-01").text == inside
    assert ana.types(STOCK, "/inv find A-01").text == inside


def test_a_question_about_nothing_is_shown_how_to_ask(ana):
    assert ana.types(STOCK, "/inv history").text == (
        "Say which item.\nWrite it as `/inv history MUG-BLU @A-01`"
    )


def test_what_is_past_its_date_is_named_so(ana, desk):
    desk.handle(open_stock(5, "JAM-STR", at="A-03", lot="L7", expires_on=date(2020, 3, 1)))

    assert ana.types(STOCK, "/stock JAM-STR").text.splitlines()[-1] == (
        "A-03 lot L7: 5 pieces, expires 2020-03-01 (past its date: not for picking)"
    )


def test_a_question_with_a_wrong_word_is_offered_again(ana):
    wrong = ana.types(STOCK, "/stock MUG-BLX")
    assert wrong.text == "There is no item “MUG-BLX”. Check the code, or add it on Items."
    assert wrong.message.buttons[0] == "Stock MUG-BLU"

    seen = ana.clicks(wrong.message, "Stock MUG-BLU")

    assert seen.text.startswith("*MUG-BLU (Blue mug)*: 44 pieces available.")
    bins = ana.types(STOCK, "/inv find @A-0l")
    assert bins.message.buttons[0] == "Find @A-01"
