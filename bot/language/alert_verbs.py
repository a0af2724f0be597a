"""Verbs about alerts: what is wrong, who sees to it, and which channel hears of what."""

from typing import Final

from bot.language.verb import Shape, Verb

ALERT_VERBS: Final = (
    Verb(
        "alerts",
        "What is wrong with stock now, gravest first.",
        "low mine",
        "low",
        spellings=("alert",),
        shapes=(
            Shape("mine", "Those you take care of."),
            Shape("AL-3", "Shows one, with what can be said of it."),
        ),
        right="look",
        is_about_orders=True,
    ),
    Verb(
        "ack",
        "Take care of an alert: everybody who was told sees that it is yours.",
        "AL-3 for:@U0ANA",
        "AL-3",
        takes=("for", "note"),
        spellings=("acknowledge",),
        right="acknowledge_alert",
        is_about_orders=True,
    ),
    Verb(
        "handled",
        "Say that an alert is seen to. It ends by itself, or comes back where that took too long.",
        "AL-3 ordered by phone",
        "AL-3 ordered by phone",
        right="handle_alert",
        is_about_orders=True,
    ),
    Verb(
        "subscribe",
        "Have this channel hear of certain alerts too; alone it shows of which it does.",
        "kind:low,out category:Mugs supplier:CLAYCO site:North",
        "category:Mugs",
        takes=("kind", "category", "supplier", "site"),
        shapes=(Shape("all", "Hears of every alert."),),
        is_about_orders=True,
    ),
    Verb(
        "unsubscribe",
        "Have this channel hear of no more alerts.",
        "SB-2",
        "",
        shapes=(Shape("", "Ends all subscriptions of this channel."),),
        is_about_orders=True,
    ),
)
