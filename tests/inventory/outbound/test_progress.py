"""Progress of deliveries: events that come late or twice never move a shipment backwards."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from inventory.documents.progress import (
    Progress,
    ProgressEvent,
    ProgressKind,
    advance,
)
from inventory.outbound.watching import Judgement, judge_shipment
from inventory.rules import Rules

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday
K = ProgressKind


def an_event(kind: str, hours: float = 0, **facts: str) -> ProgressEvent:
    return ProgressEvent(kind=K(kind), at=START + timedelta(hours=hours), **facts)


def after(*events: ProgressEvent) -> Progress:
    progress = advance(None, events[0])
    for event in events[1:]:
        progress = advance(progress, event)
    return progress


def the_way(*kinds: str) -> Progress:
    return after(*(an_event(kind, hours) for hours, kind in enumerate(kinds)))


@pytest.mark.parametrize(
    ("kinds", "stands_at"),
    [
        (("label_created",), "label_created"),
        (("label_created", "handed_over", "in_transit"), "in_transit"),
        (("in_transit", "out_for_delivery", "delivered"), "delivered"),
        (("out_for_delivery", "failed_attempt"), "failed_attempt"),
        (("out_for_delivery", "failed_attempt", "in_transit"), "failed_attempt"),
        (("failed_attempt", "out_for_delivery"), "out_for_delivery"),
        (("failed_attempt", "out_for_delivery", "delivered"), "delivered"),
        (("in_transit", "lost"), "lost"),
        (("lost", "in_transit"), "lost"),
        (("lost", "out_for_delivery"), "out_for_delivery"),
        (("lost", "delivered"), "delivered"),
        (("delivered", "out_for_delivery"), "delivered"),
        (("delivered", "lost"), "delivered"),
        (("failed_attempt", "returned"), "returned"),
        (("delivered", "returned"), "returned"),
        (("returned", "delivered"), "returned"),
        (("label_created", "delivered"), "delivered"),
    ],
)
def test_a_shipment_stands_at_the_furthest_it_has_come(kinds, stands_at):
    assert the_way(*kinds).kind == stands_at


def test_an_attempt_that_is_told_late_does_not_undo_the_next_one():
    progress = after(an_event("out_for_delivery", 24), an_event("failed_attempt", 5))
    assert progress.kind is K.OUT_FOR_DELIVERY


def test_what_is_told_twice_changes_nothing():
    progress = the_way("handed_over", "in_transit")
    assert advance(progress, an_event("in_transit", 1)) is progress
    assert advance(progress, an_event("label_created", -3)) is progress


def test_an_old_stage_with_a_new_time_is_a_sign_of_life_and_no_step_back():
    progress = advance(the_way("in_transit", "failed_attempt"), an_event("in_transit", 30))
    assert (progress.kind, progress.event.at) == (K.FAILED_ATTEMPT, START + timedelta(hours=1))
    assert progress.heard_at == START + timedelta(hours=30)


def test_of_two_events_at_one_moment_the_graver_counts():
    for order in (("out_for_delivery", "failed_attempt"), ("failed_attempt", "out_for_delivery")):
        assert after(*map(an_event, order)).kind is K.FAILED_ATTEMPT


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValidationError):
        ProgressEvent(kind=K.DELIVERED, at=START.replace(tzinfo=None))


EVENTS = st.builds(
    an_event,
    st.sampled_from(list(ProgressKind)),
    st.integers(0, 6),
    note=st.sampled_from(["", "OK", "Tür zu"]),
)
STORIES = st.lists(EVENTS, min_size=1, max_size=12)


@given(STORIES, st.randoms())
def test_the_order_of_arrival_and_repetitions_make_no_difference(story, random):
    again = [*story, *random.choices(story, k=3)]
    random.shuffle(again)
    assert after(*again) == after(*story)


@given(STORIES)
def test_no_event_moves_a_shipment_backwards(story):
    steps = [after(*story[: length + 1]) for length in range(len(story))]
    for before, then in pairwise(steps):
        assert then.kind.stage >= before.kind.stage
        assert then.heard_at >= before.heard_at


# Late and stuck.

WEDNESDAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 30)


PATIENT = Rules(stuck_days=3)


def judged(*kinds: str, days: float = 0, rules: Rules = PATIENT, **facts) -> Judgement:
    now = START + timedelta(days=days)
    return judge_shipment(the_way(*kinds), now=now, rules=rules, **facts)


@pytest.mark.parametrize(("days", "late_days"), [(0, 0), (2, 0), (3, 1), (5, 3)])
def test_a_shipment_is_late_from_the_day_after_the_promised_one(days, late_days):
    assert judged("in_transit", days=days, promised_on=FRIDAY).late_days == late_days


def test_one_that_has_arrived_is_judged_by_the_day_it_came():
    in_time = judged("in_transit", "delivered", days=30, promised_on=WEDNESDAY)
    assert in_time == Judgement(kind=K.DELIVERED, promised_on=WEDNESDAY)
    late = after(an_event("delivered", 48))
    now = START + timedelta(days=30)
    judgement = judge_shipment(late, now=now, rules=PATIENT, promised_on=WEDNESDAY)
    assert (judgement.late_days, judgement.is_late, judgement.needs_somebody) == (2, True, False)


def test_one_that_came_back_or_was_promised_for_no_day_is_not_late():
    assert not judged("returned", days=9, promised_on=WEDNESDAY).is_late
    assert not judged("in_transit", days=9).is_late


@pytest.mark.parametrize(
    ("days", "silent_days", "is_stuck"),
    [(1, 1, False), (2, 2, False), (4, 2, False), (5, 3, True), (6, 4, True)],
)
def test_a_shipment_is_stuck_after_three_working_days_of_silence(days, silent_days, is_stuck):
    judgement = judged("in_transit", days=days)
    assert (judgement.silent_days, judgement.is_stuck) == (silent_days, is_stuck)


def test_holidays_are_no_silence_and_the_patience_can_be_set():
    closed, hasty = Rules(stuck_days=3, holidays=frozenset({MONDAY})), Rules(stuck_days=1)
    assert not judged("in_transit", days=5, rules=closed).is_stuck
    assert judged("in_transit", days=1, rules=hasty).is_stuck
    assert not judged("delivered", days=90, rules=hasty).is_stuck


def test_a_label_that_nobody_handed_over_is_stuck_in_our_own_house():
    judgement = judged("label_created", days=5)
    assert (judgement.kind, judgement.is_stuck) == (K.LABEL_CREATED, True)


def test_what_has_arrived_is_waited_for_no_longer():
    assert judged("delivered", days=90) == Judgement(kind=K.DELIVERED)


@pytest.mark.parametrize(
    ("kind", "days", "asks"),
    [
        ("in_transit", 1, False),
        ("in_transit", 3, True),
        ("failed_attempt", 0, True),
        ("lost", 0, True),
        ("returned", 9, False),
    ],
)
def test_what_is_late_stuck_lost_or_refused_needs_somebody(kind, days, asks):
    assert judged(kind, days=days, promised_on=FRIDAY).needs_somebody == asks


def test_days_are_the_warehouses_own():
    delivered = after(an_event("delivered", 14.5))  # 23:30 in London, 08:30 the next day in Tokyo
    for zone, late_days in (("Europe/London", 0), ("Asia/Tokyo", 1)):
        rules = Rules(time_zone=zone)
        now = START + timedelta(days=2)
        judgement = judge_shipment(delivered, now=now, rules=rules, promised_on=WEDNESDAY)
        assert judgement.late_days == late_days
