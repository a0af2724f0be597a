"""Whatever people are called and write, messages stay within Slack's limits and call nobody."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.language import usage
from bot.language.grammar import VERBS
from bot.language.words import quoted
from bot.messages import help as help_pages
from bot.messages.approvals import approval
from bot.messages.message import Button, Message, say
from bot.messages.notices import worded
from bot.messages.refusals import refusal
from bot.messages.text import Bold, Code, Link, Mention, line
from bot.messages.usage import mistake
from inventory import count_errors, errors
from inventory.documents.approval import Approval, Variance
from inventory.notices import DocumentNotice
from inventory.place import Place
from sandbox.slack.blocks import validate_message
from sandbox.slack.mrkdwn import mentions
from tests.bot.conftest import a_warehouse
from tests.builders import an_item, edit, propose_reorders

ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=4000) | (
    st.text(st.sampled_from("<!channel>@U0BEN|&*_~`=\"'"), min_size=1, max_size=60)
)


def errors_of(message: Message):
    return validate_message({"text": message.text, "blocks": message.blocks})


def a_hearing(desk):
    return Hearing(Clerk(desk, desk, desk.clock))


@settings(max_examples=40, deadline=None)
@given(note=ANYTHING, item=ANYTHING)
def test_no_answer_breaks_slack_or_calls_anybody(note, item):
    desk = a_warehouse()
    hearing = a_hearing(desk)
    typed = (
        f"receive 1 MUG-BLU @A-01 note:{quoted(note)}",
        f"receive 1 {quoted(item)}",
        f"find {quoted(item)}",
        f"receive 1 MUG-BLU\n{item}",
        f"return 1 MUG-BLU condition:{quoted(item)}",
        f"order {quoted(item)} 1 MUG-BLU; 2 {quoted(note)} note:{quoted(note)}",
        f"orders {item}",
        f"track {item}",
        f"cancel SO-1 {note}",
        f"check SH-1 {item}",
        item,
    )
    for number, text in enumerate(typed):
        asker = Asker(user="U0ANA", key=f"k{number}", place=Place(channel="C0STOCK"))
        answer = hearing.hear_menu(text, asker)
        if isinstance(answer, Said):
            assert errors_of(answer.message) == []
            assert not [m for m in mentions(answer.message.text) if m.kind != "user"]
            assert len(answer.message.text) <= 4000


def test_an_endless_message_keeps_its_beginning_and_says_what_is_left_out():
    message = say(*(f"line {number} " + "x" * 200 for number in range(500)))

    assert errors_of(message) == []
    assert message.blocks[-1]["elements"][0]["elements"][-1]["text"].startswith("… and 4")
    assert message.text.endswith("…") or "more lines" in message.text


def test_every_part_of_a_line_is_shown_as_it_is():
    message = Message(
        (line("a < b ", Bold("x & y"), " ", Code("1 > 0"), " ", Mention("U0ANA")),),
        (Button("Do " + "it " * 50, "do", "v" * 2000, "primary"),),
    )

    assert message.text == "a &lt; b *x &amp; y* `1 &gt; 0` <@U0ANA>"
    assert errors_of(message) == []


def test_an_address_is_named():
    message = say(line(Link("https://example.com", "the sheet")))

    assert message.text == "<https://example.com|the sheet>"
    assert errors_of(message) == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_page_of_help_fits(verb):
    assert errors_of(help_pages.of_verb(verb)) == []


def test_proposals_of_three_hundred_lines_are_two_and_shown_a_page_at_a_time():
    desk = a_warehouse()
    for number in range(300):
        desk.handle(
            edit(an_item(f"CUP-{number:03}", minimum=Decimal(5), maximum=Decimal(9), packs=()))
        )
    told = desk.handle(propose_reorders()).transaction.notices
    messages = [worded(one, desk.book, desk) for one in told if isinstance(one, DocumentNotice)]

    assert [errors_of(message) for message in messages] == [[], []]
    assert [message.text.splitlines()[-1] for message in messages] == [
        "Page 1 of 14",
        "Page 1 of 7",
    ]


def test_an_approval_of_a_hundred_lines_fits():
    variance = Variance(
        item="MUG-BLU", location="A-01", lot="L" * 300, expected=Decimal(24), counted=Decimal(2)
    )
    document = Approval(
        number="AP-1", verb="count", variances=(variance,) * 100, requested_by="U0ANA"
    )

    message = approval(a_warehouse().book, document)

    assert errors_of(message) == []
    assert message.lines[-2] == line("… and 60 more.")


REFUSALS = [
    (
        errors.UnknownLot(item="JAM-STR", lot="L9", known=("L7", "L8")),
        "JAM-STR has no lot “L9”. Known there: L7 or L8.",
    ),
    (
        errors.LotRefused(
            problem="expired", item="JAM-STR", lot="L7", expires_on=date(2026, 11, 1)
        ),
        (
            "Lot L7 of JAM-STR is not to be used any more (expires 2026-11-01). "
            "Take another lot, or scrap it by an adjustment."
        ),
    ),
    (
        errors.LotRefused(
            problem="another_expiry", item="JAM-STR", lot="L7", expires_on=date(2027, 3, 1)
        ),
        (
            "Lot L7 of JAM-STR expires on 2027-03-01 by the book. "
            "Leave exp: out, or use another lot code."
        ),
    ),
    (
        errors.Inactive(what="item", code="MUG-OLD"),
        "MUG-OLD is out of use. Set it active on Items, or choose another.",
    ),
    (
        errors.Inactive(what="kind", code="packing"),
        "No location of the kind packing is in use: add one on Locations.",
    ),
    (
        errors.NothingMoved(item="MUG-BLU", location="A-01"),
        "MUG-BLU is at A-01 already. Name another bin.",
    ),
    (
        errors.WrongPlace(
            verb="return",
            location="A-01",
            kind="storage",
            wanted=("quarantine", "returns"),
            condition="wrong_item",
        ),
        (
            "Goods returned as wrong item cannot go to A-01 (a storage place). "
            "Name a quarantine or returns place, or none."
        ),
    ),
    (
        errors.NotPositive(verb="count", item="MUG-BLU", number=Decimal(-1)),
        "Cannot count -1 MUG-BLU: it has to be 0 or more.",
    ),
    (
        errors.NotPositive(verb="adjust", item="MUG-BLU", number=Decimal(0)),
        "An adjustment of MUG-BLU by 0 changes nothing. Say by how much: -2.",
    ),
    (
        errors.NotAllowed(
            actor="U0VIC", action="decide_proposal", needs="manager", has="none", who=()
        ),
        (
            "To decide on orders takes the role manager; you have no role. "
            "Nobody has it yet: whoever keeps the sheet can give it on People."
        ),
    ),
    (
        errors.OtherDuty(
            actor="U0ANA",
            action="ship",
            duty="shipping",
            has=("receiving", "counting"),
            who=("U0BEN",),
        ),
        "Shipping is not among your duties (receiving, counting). Ask <@U0BEN>.",
    ),
    (
        errors.OtherDuty(
            actor="U0ANA",
            action="enter_count",
            duty="counting",
            has=("receiving",),
            who=("U0BEN", "U0MIA"),
            is_named=True,
        ),
        (
            "Counting is not among the duties of <@U0ANA> (receiving). "
            "Name somebody who may: <@U0BEN>, <@U0MIA>."
        ),
    ),
    (
        errors.NotAllowed(
            actor="U0VIC",
            action="enter_count",
            needs="operator",
            has="viewer",
            who=("U0BEN",),
            is_named=True,
        ),
        (
            "To count takes the role operator; <@U0VIC> has the role viewer. "
            "Name somebody who may: <@U0BEN>."
        ),
    ),
    (
        errors.SelfApproval(actor="U0CLEO", number="AP-1", who=("U0MIA",)),
        "AP-1 is your own: somebody else decides. Ask <@U0MIA>.",
    ),
    (
        errors.UndoRefused(problem="frozen", transaction="TX-3", by="2026-10-31"),
        "Cannot take TX-3 back: the books are closed up to 2026-10-31.",
    ),
    (
        errors.UndoRefused(problem="only_counted", transaction="TX-3", by="CC-1"),
        (
            "Cannot take TX-3 back: it moved nothing, it only put down on CC-1 what was found. If that "
            "was a slip, count the same bin again; what was told to differ somebody else counts once "
            "more."
        ),
    ),
    (
        errors.UndoRefused(problem="changed_since", transaction="TX-3", by="RP-1"),
        "Cannot take TX-3 back: RP-1 has changed since.",
    ),
    (
        errors.UndoRefused(
            problem="kept", transaction="TX-3", by="SO-7", item="MUG-BLU", location="A-01"
        ),
        (
            "Cannot take TX-3 back: what it brought of MUG-BLU to A-01 is reserved for SO-7. "
            "Change or cancel that order first."
        ),
    ),
    (
        errors.DateRefused(problem="future", day=date(2027, 1, 1), limit=date(2026, 11, 23)),
        "2027-01-01 has not come yet. Say a day up to 2026-11-23.",
    ),
    (
        errors.DateRefused(problem="frozen", day=date(2026, 10, 1), limit=date(2026, 10, 31)),
        (
            "The books are closed up to 2026-10-31, and 2026-10-01 is not after it. "
            "Choose a later day, or move the freeze date on Settings."
        ),
    ),
    (
        errors.UnknownDocument(number="AP-9"),
        "There is no “AP-9”. Check the number.",
    ),
    (
        errors.MissingPart(verb="pick", part="location"),
        "Say which bin (@A-01) to pick.",
    ),
    (
        count_errors.CountedTwice(item="MUG-BLU", location="A-01"),
        "MUG-BLU at A-01 is counted twice in this block. Keep the right line.",
    ),
    (
        errors.KeyReused(key="form:V1:2", transaction="TX-9"),
        (
            "This came twice with different contents; TX-9 was posted the first time. "
            "Look at that one, then try again."
        ),
    ),
    (
        errors.NothingChanged(what="low stock"),
        "Nothing to do: low stock is so already.",
    ),
]


@pytest.mark.parametrize(("error", "text"), REFUSALS)
def test_a_refusal_says_what_happened_why_and_what_next(error, text):
    assert say(refusal(error, a_warehouse().book)).text == text


MISTAKES = [
    (usage.PartRepeated(part="lot"), "The lot stands there twice. Keep one."),
    (usage.EmptyOption(name="lot"), "Nothing follows lot:. Say what, or leave it out."),
    (usage.QuoteNotClosed(text="two boxes"), "The quote before “two boxes” is not closed."),
    (
        usage.BadNumber(text="1/3", problem="not_exact"),
        "1/3 has no exact decimals. Say it in a smaller unit.",
    ),
    (
        usage.BadNumber(text="1,5", fixes=("1.5",)),
        "1,5 is no number we know: write 1,200 or 2.5 or 1/2. Did you mean 1.5?",
    ),
    (
        usage.BadDay(text="soon"),
        (
            "“soon” is no day we know: write 2027-03-01, today, yesterday, tomorrow, friday, 7d, "
            "2w, +7d, -7d or eom."
        ),
    ),
    (
        usage.DaysDiffer(days=("2026-11-01", "2026-11-21")),
        "One posting is one day, and here are 2026-11-01 and 2026-11-21. Send them apart.",
    ),
    (
        usage.OptionNotTaken(verb="pick", name=">", takes=("lot", "note")),
        "To pick has no use for a target. It takes lot and note.",
    ),
]


@pytest.mark.parametrize(("error", "text"), MISTAKES)
def test_a_mistake_says_how_to_write_it(error, text):
    assert say(mistake(error)).text == text
