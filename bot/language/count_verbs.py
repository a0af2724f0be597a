"""Verbs about counts, besides `/count` itself: what is open, who counts again, why it was off."""

from typing import Final

from bot.language.verb import Shape, Verb

COUNT_VERBS: Final = (
    Verb(
        "counts",
        "Which counts are open, your own first.",
        "",
        "",
        is_about_orders=True,
    ),
    Verb(
        "recount",
        "Have lines of a count counted again, by somebody or by whoever has not counted them.",
        "CC-3 line:2 for:@U0ANA",
        "CC-3 line:2",
        takes=("line", "for"),
        right="assign_recount",
        is_about_orders=True,
    ),
    Verb(
        "investigate",
        "What happened to goods in a bin since they were last counted right.",
        "CC-3 line:2",
        "CC-3 line:2",
        takes=("line", "lot"),
        shapes=(Shape("MUG-BLU @A-01", "Of any item and bin; `lot:` names one of its lots."),),
        right="look",
        is_about_orders=True,
    ),
    Verb(
        "cause",
        "Say why a line of a count was off.",
        'CC-3 line:2 misplaced note:"was in the next bay"',
        "CC-3 line:2 misplaced",
        takes=("line", "note"),
        right="set_cause",
        is_about_orders=True,
    ),
)
