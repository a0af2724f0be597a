"""A manager decides on what waits: once, by right, and it can be taken back."""

import pytest

from inventory.documents.review import ReviewStatus
from inventory.draft import Draft
from inventory.errors import AlreadyDecided, NotAllowed, UndoRefused, UnknownDocument
from inventory.planning.reviewing import plan_review_decision
from inventory.planning_errors import NotOnReview, ReviewOvertaken
from tests.builders import a_desk, refusal_of, undo
from tests.inventory.planning.planned import (
    a_forecast,
    acting,
    decide,
    keep,
    review,
    told,
    waiting,
)
from tests.memory_desk import START, MemoryDesk


@pytest.fixture
def asked() -> MemoryDesk:
    """A house where RV-1 asks about mugs and tees."""
    desk = a_desk()
    desk.handle(keep(a_forecast(10, 40), a_forecast(5, 20, "TEE-BLK-M")))
    desk.handle(keep(a_forecast(20, 80), a_forecast(2, 8, "TEE-BLK-M"), week=1))
    return desk


def test_what_is_accepted_acts_from_then_on(asked: MemoryDesk) -> None:
    posted = asked.handle(decide())

    assert (acting(asked), waiting(asked)) == ((20, 80), None)
    assert acting(asked, "TEE-BLK-M") == (2, 8)
    assert told(posted) == ["RV-1"]
    done = review(asked)
    assert (done.status, done.decided_by) == (ReviewStatus.DECIDED, "U0MIA")
    assert done.decided_in == posted.transaction.id
    assert done.decided_on == START.date()


def test_what_is_turned_down_leaves_the_old_ones(asked: MemoryDesk) -> None:
    asked.handle(decide(accept=False))

    assert (acting(asked), waiting(asked)) == ((10, 40), None)


def test_lines_can_be_decided_one_by_one(asked: MemoryDesk) -> None:
    asked.handle(decide("RV-1", "MUG-BLU"))
    assert review(asked).is_open
    assert waiting(asked, "TEE-BLK-M") == (2, 8)

    asked.handle(decide("RV-1", accept=False))
    assert [line.is_accepted for line in review(asked).lines] == [True, False]
    assert (acting(asked), acting(asked, "TEE-BLK-M")) == ((20, 80), (5, 20))


def test_a_second_click_decides_nothing(asked: MemoryDesk) -> None:
    first = decide()
    posted = asked.handle(first)

    assert asked.handle(first).is_repeat
    refused = refusal_of(asked, decide(accept=False))
    assert refused == AlreadyDecided(
        number="RV-1", status="decided", by="U0MIA", transaction=posted.transaction.id
    )
    assert acting(asked) == (20, 80)


def test_newer_figures_are_decided_where_they_stand(asked: MemoryDesk) -> None:
    asked.handle(keep(a_forecast(60, 200), week=2))

    refused = refusal_of(asked, decide())
    assert refused == ReviewOvertaken(number="RV-1", by="RV-2")


def test_only_managers_decide(asked: MemoryDesk) -> None:
    assert isinstance(refusal_of(asked, decide(by="U0ANA")), NotAllowed)


def test_what_is_not_there_is_named(asked: MemoryDesk) -> None:
    assert refusal_of(asked, decide("RV-7")) == UnknownDocument(number="RV-7")
    assert refusal_of(asked, decide("RV-1", "JAM-STR")) == NotOnReview(
        number="RV-1", lines=("JAM-STR",), waiting=("MUG-BLU", "TEE-BLK-M")
    )


def test_a_decision_can_be_taken_back_and_waits_again(asked: MemoryDesk) -> None:
    posted = asked.handle(decide())
    back = asked.handle(undo(posted.transaction.id, by="U0MIA"))

    assert (acting(asked), waiting(asked)) == ((10, 40), (20, 80))
    assert review(asked).is_open
    assert told(back) == ["RV-1"]

    again = asked.handle(undo(back.transaction.id, by="U0MIA"))
    assert again.transaction.undoes == back.transaction.id
    assert acting(asked) == (20, 80)


def test_it_stands_once_the_figures_have_moved_on(asked: MemoryDesk) -> None:
    posted = asked.handle(decide())
    asked.handle(keep(a_forecast(21, 82), week=2))

    refused = refusal_of(asked, undo(posted.transaction.id, by="U0MIA"))
    assert isinstance(refused, UndoRefused)
    assert (refused.problem, refused.by) == ("changed_since", "MUG-BLU")


def test_the_run_after_a_decision_starts_from_what_acts(asked: MemoryDesk) -> None:
    asked.handle(decide())
    asked.handle(keep(a_forecast(22, 88), week=2))

    assert acting(asked) == (22, 88)


def test_what_is_gone_meanwhile_is_decided_without_it(asked: MemoryDesk) -> None:
    waits = review(asked).lines[0]
    review_of_it = review(asked).model_copy(update={"number": "RV-9", "lines": (waits,)})
    asked.handle(keep(week=2, gone=("MUG-BLU",)))
    draft = Draft(asked.book, decide("RV-9"))
    draft.put(review_of_it)
    plan_review_decision(draft, decide("RV-9"))

    assert [one.type for one in draft.finish().transaction.changes] == ["review"]
