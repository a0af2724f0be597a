"""The normal distribution's loss, by which the textbook formulas count what is missing."""

import math
from typing import Final

from scipy.special import ndtr, ndtri

ROOT_OF_TWO_PI: Final = math.sqrt(2.0 * math.pi)
STEPS_MAX: Final = 60
NEAR: Final = 1e-13


def standard_normal_density(z: float) -> float:
    """Return phi(z), the density of the standard normal distribution.

    Examples:
        >>> round(standard_normal_density(0), 6)
        0.398942
    """
    return math.exp(-0.5 * z * z) / ROOT_OF_TWO_PI


def standard_normal_loss(z: float) -> float:
    """Return the standard normal loss L(z) = E[(Z - z)+] = phi(z) - z * (1 - Phi(z)).

    Demand N(mean, sd) leaves sd * L((S - mean) / sd) units of a stock S missing.

    Args:
        z: how many standard deviations the stock is above the mean; no unit.

    Returns:
        in standard deviations, never below zero.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. C.22; the table of
        Nahmias, Production and Operations Analysis, appendix A-4.

    Examples:
        >>> [round(standard_normal_loss(z), 6) for z in (0, 0.5, 1, 1.02, 2)]
        [0.398942, 0.197797, 0.083315, 0.08019, 0.008491]
    """
    return max(0.0, standard_normal_density(z) - z * float(ndtr(-z)))


def standard_normal_second_loss(z: float) -> float:
    """Return half the mean of the squared loss: E[((Z - z)+)^2] / 2.

    It is what L adds up to from z on: ((z^2 + 1) * (1 - Phi(z)) - z * phi(z)) / 2.

    Args:
        z: how many standard deviations the stock is above the mean; no unit.

    Returns:
        in squared standard deviations, never below zero.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. C.27.

    Examples:
        >>> standard_normal_second_loss(0), round(standard_normal_second_loss(1), 6)
        (0.25, 0.03767)
    """
    beyond = float(ndtr(-z))
    return max(0.0, ((z * z + 1.0) * beyond - z * standard_normal_density(z)) / 2.0)


def inverse_standard_normal_loss(loss: float) -> float:
    """Return the z of which L(z) is `loss`.

    Newton's method on the logarithm, which is concave, so that it cannot run away.

    Args:
        loss: in standard deviations.

    Returns:
        standard deviations above the mean; below zero where more than 0.399 may be missing.

    Raises:
        ValueError: the loss is not positive: no finite stock leaves nothing missing.

    Examples:
        >>> round(inverse_standard_normal_loss(0.08), 4)
        1.0212
    """
    if not loss > 0.0:
        raise ValueError("loss: must be positive")
    z = -loss if loss > 1.0 else -float(ndtri(min(loss, 0.5)))
    for _ in range(STEPS_MAX):
        here, beyond = standard_normal_loss(z), float(ndtr(-z))
        step = math.log(here / loss) * here / beyond if here and beyond else 0.0
        z += step
        if abs(step) < NEAR * (1.0 + abs(z)):
            break
    return z
