import threading

import pytest

from journal.waiting_room import WaitingRoom

A_LONG_TIME_S = 60


@pytest.fixture
def room() -> WaitingRoom[str]:
    return WaitingRoom(most=3, patience_s=A_LONG_TIME_S)


def test_they_are_taken_in_the_order_they_came_so_many_at_a_time(room: WaitingRoom[str]):
    for name in ("ana", "ben", "cleo", "dan"):
        room.enter(name)

    assert room.take(4) == ["ana", "ben", "cleo"]
    assert len(room) == 1
    assert room.take(1) == ["dan"]


def test_one_alone_is_taken_when_the_others_stay_away():
    room = WaitingRoom[str](most=3, patience_s=0.001)
    room.enter("ana")

    assert room.take(2) == ["ana"]


def test_the_last_of_the_crowd_ends_the_wait(room: WaitingRoom[str]):
    """The wait would last a minute; whoever makes it enough ends it."""
    taken: list[str] = []
    taker = threading.Thread(target=lambda: taken.extend(room.take(3)))
    taker.start()
    for name in ("ana", "ben", "cleo"):
        room.enter(name)
    taker.join(A_LONG_TIME_S / 2)

    assert taken == ["ana", "ben", "cleo"]


def test_a_closed_room_lets_nobody_in_and_those_who_wait_out(room: WaitingRoom[str]):
    assert room.enter("ana")
    room.close()

    assert not room.enter("ben")
    assert room.take(3) == ["ana"]
    assert room.take(3) == []


def test_closing_ends_the_wait(room: WaitingRoom[str]):
    taken: list[list[str]] = []
    taker = threading.Thread(target=lambda: taken.append(room.take(1)))
    taker.start()
    room.close()
    taker.join(A_LONG_TIME_S / 2)

    assert taken == [[]]
