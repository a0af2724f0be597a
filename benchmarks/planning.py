"""From demand to decision on real data: every figure that planning is held to, in one command.

    python -m benchmarks.planning --data <folder>
    python -m benchmarks.planning --data <folder> --held-out    # and on sets it was not chosen by

Car parts are replenished through 24 months by nine usual policies, as the product plans, and with one
service for all, each at many settings, so that units on hand can be compared at the same achieved fill.
Beside that: the closed loop, the
forecasts, their speed, the demand of a shop's year, and the formulas against their textbooks.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks import forecasting, retail_demand
from benchmarks.car_parts import FILE as CARPARTS
from benchmarks.car_parts import car_parts
from benchmarks.forecast_accuracy import accuracy
from benchmarks.measuring import Finding, machine, table_of
from benchmarks.planning_data import RETAIL
from benchmarks.planning_held_out import FILLS, beside, curves_of, share, units
from benchmarks.planning_held_out import table as held_out_table
from benchmarks.planning_policies import BESIDE, Curve, curve_of, levels_as_planned
from benchmarks.planning_value import value_table
from inventory.forecasting.forecaster import expect
from inventory.forecasting.pooled import expect_pooled
from inventory.policies.arrays import Floats
from inventory.simulating.steering import Steered, replay_steered

LEAD_TIME: Final = 2
FIRST: Final = 27
"""24 of 51 months are played."""

ABOVE_BEST_MAX: Final = 1.03
REFERENCE: Final = {0.85: 10_840, 0.90: 15_304}
ASKED: Final = 0.95
NEAR_ASKED: Final = 0.02
WARM_UP: Final = 12
FORMULAS: Final = tuple(
    f"{top}inventory/{room}" for top in ("", "tests/") for room in ("policies", "textbook")
)


def units_on_hand(ours: list[Curve], others: list[Curve]) -> Iterator[Finding]:
    """Compare units on hand at the same achieved fill; the first of ours, the product, is judged."""
    for fill, one in product(FILLS, ours):
        at = beside(one, others, fill)
        is_judged = one is ours[0]
        is_met = at.ratio is not None and at.ratio <= ABOVE_BEST_MAX
        yield Finding(
            f"car parts: units on hand at {fill:.0%} achieved fill, {one.name}",
            units(at.ours),
            f"{units(at.best)} ({at.best_name}; reference {REFERENCE[fill]:,})",
            share(at.ratio),
            f"<= {ABOVE_BEST_MAX}" if is_judged else "",
            is_met if is_judged else None,
        )


def closed_loop(demand: Floats) -> Iterator[Finding]:
    """Ask for 95 %, with the loop and without: of every item, and of all together."""
    for is_shared in (False, True):
        yield _closed_loop(demand, is_shared=is_shared)


def _closed_loop(demand: Floats, *, is_shared: bool) -> Finding:
    steered, alone = (
        _steered(demand, is_steered=each, is_shared=is_shared) for each in (True, False)
    )
    achieved, targets = steered.outcome.fill, steered.targets
    whose = ", shared" if is_shared else ""
    return Finding(
        f"car parts: asked {ASKED:.0%} fill{whose} with the closed loop",
        f"{achieved:.2%} at {units(steered.outcome.units)} units, "
        f"aimed at {targets.min():.1%} to {targets.max():.1%}",
        f"{alone.outcome.fill:.2%} at {units(alone.outcome.units)} units without",
        "",
        "93 to 97 %",
        abs(achieved - ASKED) <= NEAR_ASKED,
    )


def _steered(demand: Floats, *, is_steered: bool, is_shared: bool) -> Steered:
    def rule(past: Floats, target: float) -> Floats:
        aimed = target if is_steered else ASKED
        return levels_as_planned(past, aimed, LEAD_TIME, is_shared=is_shared)

    return replay_steered(
        demand, rule, asked=ASKED, lead_time=LEAD_TIME, first=FIRST, warm_up=WARM_UP
    )


def pooled_forecasts(demand: Floats) -> Iterator[Finding]:
    """Tell how near forecasts come that all items teach, beside those of each item alone."""
    pooled, alone = accuracy(demand, expect_pooled), accuracy(demand, expect)
    yield Finding(
        "car parts: pooled forecasts, pinball at .95; bias",
        f"{pooled.pinball:.4f}; {pooled.bias:+.1%}",
        f"{alone.pinball:.4f}; {alone.bias:+.1%} (each item alone)",
        f"{pooled.pinball / alone.pinball:.2f}",
        f"at most {forecasting.PINBALL_MAX}; within {forecasting.BIAS_MAX:.0%}",
        pooled.pinball <= forecasting.PINBALL_MAX and abs(pooled.bias) <= forecasting.BIAS_MAX,
    )


def shop_demand(path: Path) -> Iterator[Finding]:
    """Compare a shop's net demand by week with a plain recount."""
    text, is_equal = retail_demand.run(path)
    weeks = re.search(r"([\d,]+)  weeks of codes", text)
    yield Finding(
        "online_retail: demand net of returns by week, typos without a trace",
        f"{weeks[1] if weeks else '?'} weeks of codes",
        "a plain recount",
        "",
        "EQUAL",
        is_equal,
    )


def formulas(data: Path) -> Iterator[Finding]:
    """Run the doctests of the formulas and the tests against all oracles in the folder."""
    root = Path(__file__).parent.parent
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *FORMULAS],
        cwd=root,
        env=os.environ | {"BINCARD_DATA": str(data.resolve())},
        capture_output=True,
        text=True,
        check=False,
    )
    last = (ran.stdout.strip().splitlines() or [ran.stderr])[-1]
    yield Finding(
        "oracles and doctests of the policies", last, "textbooks", "", "pass", ran.returncode == 0
    )


def curves_table(curves: list[Curve]) -> str:
    """Return what every policy needs, as a markdown table."""
    rows = [
        f"| {one.name} | {' | '.join(units(one.units_at(fill)) for fill in FILLS)} "
        f"| {one.outcomes[-1].fill:.1%} at {units(one.outcomes[-1].units)} |"
        for one in curves
    ]
    head = "| policy | " + " | ".join(f"units at {fill:.0%}" for fill in FILLS) + " | at most |"
    return "\n".join([head, "|---|---|---|---|", *rows])


def main(
    *,
    data: Annotated[
        Path | None, typer.Option(envvar="BINCARD_DATA", help="Holds carparts/, online_retail/.")
    ] = None,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Also on other sets, and what a budget buys.")
    ] = False,
) -> None:
    """Print every figure; exit code 1 unless all of them are met."""
    if data is None or not all((data / one).exists() for one in (CARPARTS, RETAIL)):
        print(
            f"Skipped: {data or 'no folder'} holds no {CARPARTS}, {RETAIL}. Name one with --data."
        )
        return
    began = time.perf_counter()
    print(machine())
    parts = car_parts(data)
    planned, others = curves_of(parts, lead_time=LEAD_TIME, first=FIRST)
    shown = (curve_of(one, parts, lead_time=LEAD_TIME, first=FIRST) for one in BESIDE)
    ours = [planned, *shown]
    findings = [
        *units_on_hand(ours, others),
        *closed_loop(parts),
        *forecasting.measure(parts),
        *pooled_forecasts(parts),
        *shop_demand(data / RETAIL),
        *formulas(data),
    ]
    print(f"\n{table_of(findings)}\n\n{curves_table([*ours, *others])}")
    if held_out:
        print()
        for line in held_out_table(data):
            print(line, flush=True)
        print(f"\n{value_table(data)}")
    is_met = all(one.is_met is not False for one in findings)
    print(f"\n{'PASS' if is_met else 'FAIL'} in {time.perf_counter() - began:.0f} s")
    raise typer.Exit(0 if is_met else 1)


if __name__ == "__main__":
    typer.run(main)
