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
