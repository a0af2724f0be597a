"""One posting beside one stock move of Tryton, the nearest thing to it that PyPI has.

Both keep a double entry between two locations in SQLite, and both take turns. Tryton gets an
environment of its own, made for the run; where PyPI does not answer, the comparison is left out.
Tryton sets SQLite to `synchronous = NORMAL`, which may lose the last moves when the power fails; the
journal's setting is FULL.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from benchmarks.measuring import Finding, Timed, machine, milliseconds, seconds_of, table_of
from benchmarks.warehouse import opened, receipt
from journal.opening import Journal

PACKAGES: Final = ("trytond==8.2.*", "trytond_stock==8.2.*", "proteus==8.2.*")
INSTALL_S: Final = 300
FASTER: Final = 50
A_TURN: Final = 10
WAYS: Final = {
    "client": "made and done, a transaction each",
    "server": "both in one transaction inside its server",
}
JUDGED: Final = "client"
"""As Tryton is used: a move is drafted, and done later. The other way is shown beside it."""

CHILD: Final = Path(__file__).with_name("tryton_child.py")


Call: TypeAlias = Callable[[int], object]


class NoPeerError(Exception):
    """Tryton cannot be had here; the text says why."""


def measure(rounds: int = 40) -> list[Finding]:
    """Return the findings; none, and a sentence on stderr, where Tryton cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            python = _environment(Path(folder))
        except NoPeerError as error:
            print(f"The comparison with Tryton is left out: {error}", file=sys.stderr)
            return []
        with _tryton(python, Path(folder)) as move, opened(Path(folder)) as journal:
            post = _poster(journal)
            return [_finding(way, post, partial(move, way), rounds) for way in WAYS]


def _finding(way: str, post: Call, move: Call, rounds: int) -> Finding:
    timed = _take_turns(rounds, post, move)
    faster = 1 / timed.ratio
    return Finding(
        what="one posting beside one stock move of Tryton",
        ours=milliseconds(timed.ours),
        theirs=f"{WAYS[way]}: {milliseconds(timed.theirs)}",
        ratio=f"1/{faster:.0f}",
        goal=f"{FASTER} times faster" if way == JUDGED else "",
        is_met=faster >= FASTER if way == JUDGED else None,
    )


def _take_turns(rounds: int, ours: Call, theirs: Call) -> Timed:
    """Time two calls in turns of ten: one that waits for the other each time begins with cold caches.

    The first turn of each warms up.
    """
    timed = Timed([], [])
    for number in range(-A_TURN, rounds, A_TURN):
        for call, seconds in zip((ours, theirs), timed, strict=True):
            took = [seconds_of(call, number + each) for each in range(A_TURN)]
            if number >= 0:
                seconds.extend(took)
    return timed


def _poster(journal: Journal) -> Call:
    keys = (f"r{number}" for number in count())
    return lambda _number: journal.desk.handle(receipt(next(keys)))


def _environment(folder: Path) -> Path:
    """Make an environment with Tryton in it, and return its Python.

    Raises:
        NoPeerError: it could not be installed.
    """
    place = folder / "environment"
    python = place / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--retries", "1", *PACKAGES]
    try:
        subprocess.run([sys.executable, "-m", "venv", place], check=True, capture_output=True)
        subprocess.run(install, check=True, capture_output=True, text=True, timeout=INSTALL_S)
    except subprocess.TimeoutExpired as error:
        raise NoPeerError(f"PyPI did not deliver within {INSTALL_S} s.") from error
    except subprocess.CalledProcessError as error:
        said = str(error.stderr).strip().splitlines() or ["no reason given"]
        raise NoPeerError(f"it could not be installed from PyPI ({said[-1]}).") from error
    return python


@contextmanager
def _tryton(python: Path, folder: Path) -> Iterator[Callable[[str, int], None]]:
    """Run Tryton on a database of its own; yield a call that does one move in one of the ways.

    Raises:
        NoPeerError: it was installed but does not start.
    """
    place = folder / "tryton"
    place.mkdir()
    with (
        (place / "errors.txt").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            [python, CHILD, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            bufsize=1,
        ) as process,
    ):
        to, back = process.stdin, process.stdout
        assert to is not None
        assert back is not None

        def said() -> str:
            if line := back.readline().strip():
                return line
            errors.seek(0)
            raise NoPeerError(f"it ended: {errors.read()[-500:]}")

        def move(way: str, _number: int) -> None:
            to.write(f"{way}\n")
            said()

        said()
        yield move
        to.close()


def main(rounds: Annotated[int, typer.Option(help="Postings timed on each side.")] = 40) -> None:
    """Compare a posting with Tryton's stock move."""
    print(machine())
    print(table_of(measure(rounds)))


if __name__ == "__main__":
    typer.run(main)
