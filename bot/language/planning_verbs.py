"""Verbs about demand, forecasts, policies, proposals, alerts and reports."""

from typing import Final

from bot.language.verb import Shape, Verb

PLANNING_VERBS: Final = (
    Verb(
        "forecast",
        "What is expected of an item and how wrong that has been, when it is bought again, and for "
        "how long it lasts; with a chart.",
        "MUG-BLU site:North",
        "MUG-BLU",
        takes=("site",),
        right="look",
    ),
    Verb(
        "whatif",
        "What stock and service would have been with another service level, lead time or review: an "
        "item's own past, replayed as it is bought now and with your figures; with a chart.",
        "MUG-BLU service:98 lead:14 review:7",
        "MUG-BLU service:98",
        spellings=("what-if",),
        shapes=(
            Shape("MUG-BLU", "Compares four levels of service."),
            Shape(
                "MUG-BLU service:98 kind:cycle",
                "98 % of the times between two deliveries without running out; `fill`: of units.",
            ),
            Shape("MUG-BLU site:North", "At one site, in a house of several."),
        ),
        right="look",
    ),
    Verb(
        "reviews",
        "Which changed reorder points wait for a manager's look.",
        "",
        "",
        shapes=(Shape("RV-3", "Shows one of them, with its buttons."),),
        is_about_orders=True,
    ),
    Verb(
        "report",
        "How the last week went: service, stock, forecasts, what rose and fell; with charts.",
        "WR-2026-48",
        "",
        right="see_value",
    ),
)
