"""Forecasts: how near they come to real demand, and how long they take, beside a library's.

`python -m benchmarks.forecasting --data FOLDER`.
"""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer

from benchmarks.car_parts import car_parts
from benchmarks.forecast_accuracy import CLASSES, SIMPLE, Figures, accuracy, said_of_past
from benchmarks.measuring import Finding, machine, table_of, take_turns
from inventory.counting.classes import classes_by_value
from inventory.forecasting.arrays import Floats
from inventory.forecasting.backtest import by_group
from inventory.forecasting.forecaster import Forecaster, expect
from inventory.forecasting.patterns import classify
from inventory.forecasting.together import expect_together
from inventory.planning.computing import Supply, compute
from outside.statsforecast_library import LibraryMethod, is_installed
from outside.statsforecast_methods import Library

PINBALL_MAX: Final = 0.235
BIAS_MAX: Final = 0.10
SECONDS_MAX: Final = 5.0
ITEMS: Final = 10_000
MONTHS: Final = 60
ROUNDS: Final = 5
LIBRARY: Final = (
    LibraryMethod.IMAPA,
    LibraryMethod.ADIDA,
    LibraryMethod.TSB,
    LibraryMethod.SBA,
    LibraryMethod.SES,
)


def main(
    *,
    data: Annotated[Path, typer.Option(envvar="BINCARD_DATA", help="Holds carparts/.")],
) -> None:
    """Print how near forecasts come, method by method, and what is to be reached."""
    parts = car_parts(data)
    print(machine())
    print(accuracy_table(parts))
    print()
    print(group_table(parts))
    print()
    print(table_of(measure(parts)))


def measure(parts: Floats) -> Iterator[Finding]:
    """Yield what has to be reached: accuracy on the car parts, and time.

    Args:
        parts: their demand by the month, complete series.
    """
    yield from _nearness(parts)
    with one_core(), ProcessPoolExecutor(1, get_context("spawn")) as process:
        yield from process.submit(times, parts).result()


def _nearness(parts: Floats) -> Iterator[Finding]:
    ours = accuracy(parts)
    theirs = {name: accuracy(parts, one) for name, one in others().items()}
    name, best = min(theirs.items(), key=lambda pair: pair[1].pinball)
    yield Finding(
        f"car parts, sums of three months: pinball at .95 over demand ({name})",
        f"{ours.pinball:.4f}",
        f"{best.pinball:.4f}",
        f"{ours.pinball / best.pinball:.2f}",
        f"at most {PINBALL_MAX}",
        ours.pinball <= PINBALL_MAX,
    )
    yield Finding(
        f"the same: bias ({name})",
        f"{ours.bias:+.1%}",
        f"{best.bias:+.1%}",
        "",
        f"within {BIAS_MAX:.0%}",
        abs(ours.bias) <= BIAS_MAX,
    )


def times(parts: Floats) -> list[Finding]:
    """Return how long it takes, in seconds of a core; meant for a process of its own.

    Only a process that starts on one core computes with one thread.
    """
    return list(_times(parts))


def _times(parts: Floats) -> Iterator[Finding]:
    demand = enlarged(parts)
    busy = np.random.default_rng(1).negative_binomial(1.0, 0.1, (ITEMS, MONTHS)).astype(float)
    for what, rows in (("car parts", demand), ("asked for every month", busy)):
        seconds = _seconds(partial(compute, rows, Supply()))
        yield Finding(
            f"{ITEMS:,} items x {MONTHS} months, {what}: classify, forecast, test on the past, "
            "set levels; one core",
            f"{seconds:.2f} s",
            "",
            "",
            f"under {SECONDS_MAX:.0f} s",
            seconds < SECONDS_MAX,
        )
    if is_installed():
        yield _step_beside(demand)


def _step_beside(demand: Floats) -> Finding:
    asked = library_step(demand)
    timed = take_turns(
        ROUNDS, lambda _: expect_together(demand, horizon=3, season=12), lambda _: asked()
    )
    ours, theirs = (sorted(side)[ROUNDS // 2] for side in timed)
    return Finding(
        f"{ITEMS:,} items: the forecasts alone, beside statsforecast's IMAPA and TSB; one core",
        f"{ours:.3f} s",
        f"{theirs:.3f} s",
        f"{timed.ratio:.2f}",
        "at most 1",
        timed.ratio <= 1,
    )


def library_step(demand: Floats) -> Callable[[], object]:
    """Return the library's forecast of IMAPA and TSB, its table made ready beforehand."""
    from pandas import DataFrame
    from statsforecast import StatsForecast
    from statsforecast.models import IMAPA, TSB

    items, months = demand.shape
    table = DataFrame(
        {
            "unique_id": np.repeat(np.arange(items), months),
            "ds": np.tile(np.arange(months), items),
            "y": demand.ravel(),
        }
    )
    asker = StatsForecast(models=[IMAPA(), TSB(alpha_d=0.1, alpha_p=0.1)], freq=1, n_jobs=1)
    return lambda: asker.forecast(df=table, h=3)


def enlarged(parts: Floats) -> Floats:
    """Return 10,000 rows of 60 months: the parts again and again, and their first months again."""
    copies = (-(-ITEMS // len(parts)), -(-MONTHS // parts.shape[1]))
    return np.tile(parts, copies)[:ITEMS, :MONTHS].copy()


def others() -> dict[str, Forecaster]:
    """Return whom ours is compared with: what anybody could do, and the library if it is there."""
    library = {one.value: Library(one) for one in LIBRARY} if is_installed() else {}
    return {**SIMPLE, **library}


def accuracy_table(demand: Floats) -> str:
    """Return how each forecaster does on sums of three months, as a markdown table."""
    head = [
        f"| forecaster | pinball .95 | coverage | bias | {' | '.join(f'RMSSE {c}' for c in CLASSES)} |",
        f"|---|---|---|---|{'---|' * len(CLASSES)}",
    ]
    rows = [
        _row(name, accuracy(demand, one))
        for name, one in {
            "ours": expect_together,
            "ours, each item alone": expect,
            **others(),
        }.items()
    ]
    return "\n".join([*head, *rows])


def group_table(demand: Floats) -> str:
    """Return how ours does by class of demand, and by what is most asked for, as a table."""
    tested = said_of_past(demand)
    units = {str(row): Decimal(float(total)) for row, total in enumerate(demand.sum(axis=1))}
    abc = classes_by_value(units)
    groups = {
        **by_group(tested, classify(demand).demand_class),
        **by_group(tested, np.array([abc[str(row)] for row in range(len(demand))])),
    }
    head = [
        "| ours, by group | items | bias | error of a sum | coverage .95 | pinball .95 |",
        "|---|---|---|---|---|---|",
    ]
    rows = [
        f"| {name} | {one.items:,} | {one.bias:+.3f} | {one.error:.2f} | {one.coverage:.3f} "
        f"| {one.pinball:.4f} |"
        for name, one in groups.items()
    ]
    return "\n".join([*head, *rows])


def _row(name: str, found: Figures) -> str:
    errors = " | ".join(f"{found.rmsse[one]:.3f}" for one in CLASSES)
    return f"| {name} | {found.pinball:.4f} | {found.coverage:.3f} | {found.bias:+.3f} | {errors} |"


def _seconds(call: Callable[[], object]) -> float:
    """Return the least seconds of a core of three calls, so that neighbours count the least."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return min(taken)


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process, and those it starts, on one core meanwhile, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


if __name__ == "__main__":
    typer.run(main)
