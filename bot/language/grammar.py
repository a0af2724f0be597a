"""The language of the warehouse: one table of verbs, beside the one of options.

Commands, forms, help, suggestions and the app manifest derive from these tables. A new verb is a row of
one of the tables below, and its command in `inventory/`.
"""

from typing import Final

from bot.language.alert_verbs import ALERT_VERBS
from bot.language.count_verbs import COUNT_VERBS
from bot.language.goods_verbs import GOODS_VERBS
from bot.language.option_table import OPTIONS as OPTIONS
from bot.language.option_table import SPELLINGS as SPELLINGS
from bot.language.option_table import Option as Option
from bot.language.option_table import OptionKind as OptionKind
from bot.language.order_verbs import ORDER_VERBS
from bot.language.other_verbs import OTHER_VERBS
from bot.language.planning_verbs import PLANNING_VERBS
from bot.language.proposal_verbs import PROPOSAL_VERBS
from bot.language.recall_verbs import RECALL_VERBS
from bot.language.supply_verbs import SUPPLY_VERBS
from bot.language.verb import Shape as Shape
from bot.language.verb import Verb as Verb

VERBS: Final[dict[str, Verb]] = {
    verb.name: verb
    for verb in (
        *GOODS_VERBS,
        *ORDER_VERBS,
        *SUPPLY_VERBS,
        *COUNT_VERBS,
        *RECALL_VERBS,
        *PROPOSAL_VERBS,
        *PLANNING_VERBS,
        *PROPOSAL_VERBS,
        *ALERT_VERBS,
        *OTHER_VERBS,
    )
}
"""Every verb by its name, in the order of help."""

VERB_SPELLINGS: Final[dict[str, str]] = {
    spelling: verb.name for verb in VERBS.values() for spelling in (verb.name, *verb.spellings)
}

VERB_OF_KIND: Final[dict[str, Verb]] = {verb.kind: verb for verb in VERBS.values() if verb.kind}
"""Kind of a command -> the verb that posts it."""


MENU: Final = "/inv"
"""The command that takes every verb."""

SLASH_COMMANDS: Final[tuple[str, ...]] = (
    *(f"/{verb.name}" for verb in VERBS.values() if verb.has_command),
    MENU,
)


def prefixed(command: str, prefix: str) -> str:
    """Return a command's name in a workspace where it needs a prefix.

    Examples:
        >>> prefixed("/receive", "wh"), prefixed("/receive", "")
        ('/wh-receive', '/receive')
    """
    return f"/{prefix}-{command[1:]}" if prefix else command
