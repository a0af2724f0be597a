"""Where requests wait until the committer takes up as many at a time as are likely to come."""

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class WaitingRoom(Generic[T]):
    """Many enter, one takes: in the order in which they came.

    Whoever takes is woken once, by the one who makes it enough: being woken by each would interrupt
    those who are still on their way.

    Args:
        most: how many are taken at a time.
        patience_s: how long they wait for as many as are likely to come.
    """

    def __init__(self, *, most: int, patience_s: float) -> None:
        self._most = most
        self._patience_s = patience_s
        self._waiting: deque[T] = deque()
        self._wanted = 1
        self._is_closed = False
        self._door = threading.Lock()
        self._enough = threading.Condition(self._door)

    def __len__(self) -> int:
        return len(self._waiting)

    def enter(self, one: T) -> bool:
        """Wait to be taken; return whether the room is open."""
        with self._door:
            if self._is_closed:
                return False
            self._waiting.append(one)
            if len(self._waiting) == self._wanted:
                self._enough.notify()
            return True

    def take(self, crowd: int) -> list[T]:
        """Return those who wait as soon as there are any, and a moment later while few have come.

        Args:
            crowd: how many are likely to come.

        Returns:
            At most so many as are taken at a time, none once the room is closed and empty.
        """
        with self._door:
            self._await(1, None)
            self._await(min(crowd, self._most), self._patience_s)
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), self._most))]

    def close(self) -> None:
        """Let nobody enter any more; those who wait are still taken."""
        with self._door:
            self._is_closed = True
            self._enough.notify()

    def _await(self, wanted: int, timeout_s: float | None) -> None:
        self._wanted = wanted
        self._enough.wait_for(lambda: self._is_closed or len(self._waiting) >= wanted, timeout_s)
