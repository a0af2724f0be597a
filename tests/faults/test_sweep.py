"""Every operation outside the house fails once, in every way, and the story ends as it should.

A story is what people want done; they say it again where they are told that it was not done, and
look first where nobody could tell. Whatever failed on the way, book, sheet and Slack end exactly as
in the story in which nothing failed.
"""

import random
from collections.abc import Callable, Sequence

import pytest

from bot.answering.answers import Said
from bot.answering.deciding import decide_approval
from bot.messages.unavailable import NOT_RECORDED
from inventory.book import Book
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.item import Item
from inventory.quantity import ZERO
from tests.faults.failing import Failure, counted, failing
from tests.faults.house import PUT_OFF, SCALE, SEED, House, Town, picture_of

TRIES = 5
A_STORY = 40
"""Failures tried of a story, at scale 1."""

Ask = Callable[[House], Said]
IsDone = Callable[[Book], bool]
Story = Callable[[House], None]


def done(house: House, ask: Ask, is_done: IsDone) -> None:
    """Have somebody ask until it is done, believing what they are told."""
    for _ in range(TRIES):
        try:
            said = ask(house)
        except PUT_OFF:  # they are told that something went wrong, and to look
            said = None
        known = is_done(look(house))
        if said is not None and said.message.text == NOT_RECORDED:
            assert not known, "told that nothing was posted, and it was"
        elif said is not None and not said.is_refusal:
            assert known, f"told that it was done, and it was not: {said.message.text}"
        if known:
            return
    raise AssertionError("it is never done")


def look(house: House) -> Book:
    """Return the book as somebody sees it who asks again where there is no answer."""
    for _ in range(TRIES):
        try:
            return house.journal.desk.catch_up()
        except PUT_OFF:
            continue
    raise AssertionError("nobody answers")


def on_hand(location: str, quantity: int) -> IsDone:
    return lambda book: book.on_hand("MUG-BLU", location) == quantity


def receive(house: House) -> None:
    done(house, lambda h: h.asks("receive", "24 MUG-BLU @A-01"), on_hand("A-01", 42))


def pick(house: House) -> None:
    done(house, lambda h: h.asks("pick", "1 case MUG-BLU @A-01"), on_hand("A-01", 6))


def ship(house: House) -> None:
    done(house, lambda h: h.asks("ship", "6 MUG-BLU to:Nora tracking:1Z9"), on_hand("PACK", 0))


def give_back(house: House) -> None:
    done(house, lambda h: h.asks("return", "3 MUG-BLU condition:new"), on_hand("RET", 3))


def undo(house: House) -> None:
    done(house, lambda h: h.clerk.undo("TX-17", h.asker("U0ANA")), on_hand("A-01", 24))


def count(house: House) -> None:
    """Two mugs are found where eighteen should be; Cleo approves once the message is there."""

    def is_asked(book: Book) -> bool:
        return bool(list(book.all(Approval)))

    def is_approved(book: Book) -> bool:
        return [a.status for a in book.all(Approval)] == [ApprovalStatus.APPROVED]

    done(house, lambda h: h.asks("count", "2 MUG-BLU @A-01"), is_asked)
    house.work_once()
    cleo = house.asker("U0CLEO")
    done(house, lambda h: decide_approval(h.clerk, "AP-1", cleo, is_approved=True), is_approved)


def edit(house: House) -> None:
    """A manager renames the mug and raises its minimum; somebody works on it."""
    row = next(n for n, cells in enumerate(house.tab("Items"), 1) if cells[:1] == ["MUG-BLU"])
    house.types(f"Items!B{row}", ["Mug, blue"])
    house.settle()
    receive(house)


STORIES: Sequence[Story] = (receive, pick, ship, count, give_back, undo, edit)


def live(house: House, story: Story) -> None:
    story(house)
    house.settle_doubts()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_whatever_fails_the_story_ends_as_if_nothing_had(town: Town, story: Story) -> None:
    with town.house() as house, counted(house) as count_of:
        live(house, story)
    with town.house() as house:
        live(house, story)
        wanted = picture_of(house)
    for failure in chosen(count_of.failures, story):
        with town.house() as house:
            with failing(house, failure):
                live(house, story)
            assert picture_of(house) == wanted, f"seed {SEED}, {story.__name__}, {failure}"
            assert house.differences() == [], f"seed {SEED}, {story.__name__}, {failure}"


def chosen(failures: Sequence[Failure], story: Story) -> Sequence[Failure]:
    """Return as many of them as there is time for; at scale 10 it is all of them."""
    most = int(A_STORY * SCALE)
    if len(failures) <= most:
        return failures
    return random.Random(f"{SEED} {story.__name__}").sample(failures, most)


def test_the_edit_of_the_sweep_takes_effect(town: Town) -> None:
    with town.house() as house:
        edit(house)
        house.settle()
        item = house.journal.desk.book.item("MUG-BLU")
        assert isinstance(item, Item)
        assert item.name == "Mug, blue"
        assert house.journal.desk.book.on_hand("MUG-BLU", "HOLD") == ZERO
