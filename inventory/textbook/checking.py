"""What the formulas take: arguments that are positive numbers, and a share between 0 and 1."""

import math


def must_be_positive(**arguments: float) -> None:
    """Refuse arguments that a formula cannot be worked out with.

    Raises:
        ValueError: one of them is zero, below zero, infinite or no number.
    """
    for name, value in arguments.items():
        if not (value > 0.0 and math.isfinite(value)):
            raise ValueError(f"{name}: must be a positive number, not {value}")


def must_not_be_negative(**arguments: float) -> None:
    """Refuse arguments below zero.

    Raises:
        ValueError: one of them is below zero, infinite or no number.
    """
    for name, value in arguments.items():
        if not (value >= 0.0 and math.isfinite(value)):
            raise ValueError(f"{name}: must be zero or more, not {value}")


def must_be_a_share(**arguments: float) -> None:
    """Refuse what is no share that can be promised.

    Raises:
        ValueError: one of them is not above 0 and below 1.
    """
    for name, value in arguments.items():
        if not 0.0 < value < 1.0:
            raise ValueError(f"{name}: must be above 0 and below 1, not {value}")
