"""Functions that would fetch something: there is no network here, so none of them loads."""

from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.results import Failure, Result
from sandbox.google.values import ErrorType


def _unreachable(call: Call) -> Result:
    raise Failure(ErrorType.N_A, f"Could not fetch url: {call.text(0)}")


def _unanswered(call: Call) -> Result:
    raise Failure(ErrorType.N_A, f"{call.name} needs a network, which this stand-in has not.")


FUNCTIONS: Final = (
    Function("IMPORTXML", 2, 3, _unreachable),
    Function("IMPORTHTML", 2, 4, _unreachable),
    Function("IMPORTDATA", 1, 3, _unreachable),
    Function("IMPORTFEED", 1, 4, _unreachable),
    Function("IMPORTRANGE", 2, 2, _unreachable),
    Function("IMAGE", 1, 4, lambda _: None),
    Function("GOOGLEFINANCE", 1, 5, _unanswered),
    Function("GOOGLETRANSLATE", 1, 3, _unanswered),
    Function("DETECTLANGUAGE", 1, 1, _unanswered),
)
