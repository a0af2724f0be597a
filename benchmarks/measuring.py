"""How figures are taken and shown: in one run, interleaved, as medians and ratios.

A shared machine is noisy, and its disk may be ten times faster than the next one's. So both sides
of a comparison take turns in the same seconds, and what is judged is the ratio.
"""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple


class Finding(NamedTuple):
    """One line of the table of results.

    Attributes:
        what: what was measured; `ours` and `theirs` are figures in words.
        goal: what it has to reach, in words; `is_met` says whether it does, None where there is
            no goal.
    """

    what: str
    ours: str
    theirs: str
    ratio: str
    goal: str = ""
    is_met: bool | None = None


class Timed(NamedTuple):
    """Seconds each turn took, of two sides that took turns."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratio(self) -> float:
        """How many times longer ours took, by the medians."""
        return statistics.median(self.ours) / statistics.median(self.theirs)


def take_turns(
    rounds: int, ours: Callable[[int], object], theirs: Callable[[int], object]
) -> Timed:
    """Time two calls in turn, so many rounds, after a tenth as many to warm up."""
    for number in range(-(rounds // 10), 0):
        ours(number)
        theirs(number)
    timed = Timed([], [])
    for number in range(rounds):
        timed.ours.append(seconds_of(ours, number))
        timed.theirs.append(seconds_of(theirs, number))
    return timed


def seconds_of(call: Callable[[int], object], number: int) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    call(number)
    return time.perf_counter() - start


def milliseconds(seconds: Sequence[float]) -> str:
    """Return median and 99th percentile as text.

    Examples:
        >>> milliseconds([0.001, 0.002, 0.003])
        'p50 2.00 ms, p99 3.00 ms'
    """
    worst = sorted(seconds)[min(len(seconds) - 1, len(seconds) * 99 // 100)]
    return f"p50 {statistics.median(seconds) * 1000:.2f} ms, p99 {worst * 1000:.2f} ms"


def report(measure: Callable[[], Iterable[Finding]]) -> None:
    """Print the machine, the results as a table, and how long they took."""
    print(machine())
    started = time.perf_counter()
    print(table_of(measure()))
    print(f"in {time.perf_counter() - started:.0f} s")


def table_of(findings: Iterable[Finding]) -> str:
    """Return the results as a markdown table."""
    rows = [
        f"| {one.what} | {one.ours} | {one.theirs} | {one.ratio} | {one.goal} | {_verdict(one)} |"
        for one in findings
    ]
    head = ["| what | bincard | beside it | ratio | goal | met |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def machine() -> str:
    """Describe when and where, for the head of a table."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {_memory_gib():.0f} GiB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _verdict(finding: Finding) -> str:
    if finding.is_met is None:
        return ""
    return "yes" if finding.is_met else "NO"
