"""Every function there is, by name."""

from typing import Final

from sandbox.google.formulas import (
    arithmetic,
    arrays,
    counting,
    dates,
    logic,
    lookups,
    network,
    texts,
)
from sandbox.google.formulas.calling import Function

CATALOGUE: Final[dict[str, Function]] = {
    function.name: function
    for module in (arithmetic, arrays, counting, dates, logic, lookups, network, texts)
    for function in module.FUNCTIONS
}
