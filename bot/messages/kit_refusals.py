"""Why a kit cannot be built or taken apart: every component that is in the way, and what to do next."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.messages.figures import ARROW, amount, number, place_and_lot
from bot.messages.text import Line, clipped, line
from inventory import kit_errors as errors
from inventory.book import Book

COMPONENTS_TOLD: Final = 8
LOTS_TOLD: Final = 8


def not_a_kit(error: errors.NotAKit, _book: Book) -> Line:
    """Word an item that is made of nothing, or of itself."""
    if error.circle:
        way = f" {ARROW} ".join(clipped(sku, 40) for sku in error.circle)
        return line(f"{error.item} would be made of itself: {way}. Mend Made of on Items.")
    return line(
        f"{error.item} is no kit: nothing says what it is made of. "
        "Fill in Made of on Items, as in MUG-BLU=2; CANDLE-PLR=1."
    )


def components_unusable(error: errors.ComponentsUnusable, _book: Book) -> Line:
    """Word components that are not there, or out of use."""
    said = []
    if error.unknown:
        said.append(f"there is no item {_named(error.unknown)}")
    if error.inactive:
        be = "is" if len(error.inactive) == 1 else "are"
        said.append(f"{_named(error.inactive)} {be} out of use")
    why = " and ".join(said)
    return line(f"{error.item} cannot be built: {why}. Mend Made of on Items, or add them there.")


def components_short(error: errors.ComponentsShort, _book: Book) -> Line:
    """Word all components of which there is not enough, where they lie and who has them."""
    told = [_short(one, error.source) for one in error.short[:COMPONENTS_TOLD]]
    more = len(error.short) - COMPONENTS_TOLD
    told += [f"and {more} more components"] if more > 0 else []
    steps = [f"build {number(error.most)}"] if error.most > 0 else []
    if error.source:
        steps.append("leave from: out, so that all bins count")
    steps.append("receive what is missing")
    step = ", or ".join(steps)
    asked = f"{number(error.wanted)} {error.item}"
    where = f" from {clipped(error.source, 60)}" if error.source else ""
    return line(
        f"Cannot build {asked}{where}: {'; '.join(told)}. {step[0].upper()}{step[1:]}.",
    )


def kit_outlives(error: errors.KitOutlives, _book: Book) -> Line:
    """Word a kit that would expire after what it is made of."""
    return line(
        f"Lot {clipped(error.lot, 60)} of {error.item} would expire on {error.expires_on}, and its "
        f"{error.component} on {error.latest_on}. Leave exp: out, or name another lot."
    )


def component_lot_needed(error: errors.ComponentLotNeeded, _book: Book) -> Line:
    """Word lots that come out of a kit and that nobody can tell but who holds them."""
    asked = "; ".join(_which(sku, lots) for sku, lots in error.components[:COMPONENTS_TOLD])
    example = "; ".join(
        f"{sku}={lots[0] if lots else 'L7'}" for sku, lots in error.components[:COMPONENTS_TOLD]
    )
    written = f'"{example}"' if " " in example else example
    return line(f"Say which lots come out of {error.item}: {asked}. Write it as parts:{written}")


def _short(one: errors.ShortComponent, source: str) -> str:
    facts = [f"{place_and_lot(place, lot)} {number(there)}" for place, lot, there in one.lies]
    facts += [f"{number(held)} kept for {order}" for order, held in one.holders[:3]]
    lies = ", ".join(facts) or "none lies anywhere"
    free = f"{number(one.free)} free{' there' if source else ''}"
    return f"{amount(one.wanted, one.unit)} of {one.item} needed, {free} ({lies})"


def _which(sku: str, lots: Sequence[str]) -> str:
    known = ", ".join(clipped(lot, 40) for lot in lots[:LOTS_TOLD])
    more = ", …" if len(lots) > LOTS_TOLD else ""
    return f"{sku} ({known}{more})" if known else sku


def _named(skus: Sequence[str]) -> str:
    return ", ".join(f"“{clipped(sku, 60)}”" for sku in skus[:COMPONENTS_TOLD])


KIT_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    not_a_kit,
    components_unusable,
    components_short,
    kit_outlives,
    component_lot_needed,
)
"""One function an error about kits of `inventory/inbound_errors.py`."""
