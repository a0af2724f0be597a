"""Verbs about proposals: what is proposed, and what is put off."""

from typing import Final

from bot.language.verb import Shape, Verb

PROPOSAL_VERBS: Final = (
    Verb(
        "proposals",
        "What is proposed to be bought or brought from another site, and waits for a decision.",
        "",
        "",
        spellings=("proposal",),
        shapes=(Shape("RP-3", "Shows one: every item with the reason, and what can be done."),),
        right="look",
        is_about_orders=True,
    ),
    Verb(
        "snooze",
        "Put a proposal off, or as an operator too an alert: it comes back on that day, with the "
        "figures of that day.",
        "RP-3 7",
        "RP-3 7",
        shapes=(
            Shape("RP-3 2026-12-01 we count first", "Until a day, and why."),
            Shape("RP-3", "For a week."),
            Shape("AL-3 7", "An alert: nothing is said of it meanwhile, unless it gets worse."),
        ),
        right="snooze_proposal",
        is_about_orders=True,
    ),
)
