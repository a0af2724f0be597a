"""Verbs about planning: by which figures items are bought."""

from typing import Final

from bot.language.verb import Shape, Verb

PLANNING_VERBS: Final = (
    Verb(
        "reviews",
        "Which changed reorder points wait for a manager's look.",
        "",
        "",
        shapes=(Shape("RV-3", "Shows one of them, with its buttons."),),
        is_about_orders=True,
    ),
)
