"""Subscriptions: which channel hears of which alerts, asked for in Slack; the tab shows them too."""

from collections.abc import Iterable, Iterator

from inventory.draft import Draft
from inventory.errors import NothingChanged, UnknownDocument
from inventory.inbound_errors import UnknownSupplier
from inventory.item import Item
from inventory.planning_commands import Subscribe, Unsubscribe
from inventory.planning_errors import NothingSubscribed, UnknownCategory, UnknownSite
from inventory.sites import sites_of
from inventory.stock_policy import Subscription


def plan_subscribe(draft: Draft, command: Subscribe) -> None:
    """Have a channel hear of certain alerts; codes and names are spelled as their tabs have them.

    Raises:
        UnknownCategory, UnknownSite, UnknownSupplier: it would hear of nothing.
        NothingChanged: it hears of these already.
    """
    wanted = Subscription(
        code="",
        channel=command.channel,
        category=_category(draft, command.category),
        supplier=_supplier(draft, command.supplier),
        site=_site(draft, command.site),
        kinds=tuple(dict.fromkeys(command.kinds)),
    )
    same = next((one for one in draft.book.all(Subscription) if _wants_same(one, wanted)), None)
    if same is None:
        draft.put(wanted.model_copy(update={"code": _next_code(draft)}))
    elif same.is_active:
        raise NothingChanged(what=same.code)
    else:
        draft.put(same.model_copy(update={"is_active": True}))


def plan_unsubscribe(draft: Draft, command: Unsubscribe) -> None:
    """Have a channel hear nothing more; what was told stays and says how it stands.

    Raises:
        UnknownDocument: there is no such subscription.
        NothingSubscribed: nobody hears of anything by it.
    """
    if command.code and _named(draft, command.code) is None:
        raise UnknownDocument(number=command.code)
    for one in tuple(_meant(draft, command)):
        draft.put(one.model_copy(update={"is_active": False}))
    if draft.is_empty:
        raise NothingSubscribed(code=command.code)


def _meant(draft: Draft, command: Unsubscribe) -> Iterator[Subscription]:
    for one in draft.book.all(Subscription):
        is_named = one.code.casefold() == command.code.strip().casefold()
        if one.is_active and (is_named if command.code else one.channel == command.channel):
            yield one


def _named(draft: Draft, code: str) -> Subscription | None:
    wanted = code.strip().casefold()
    found = (one for one in draft.book.all(Subscription) if one.code.casefold() == wanted)
    return next(found, None)


def _wants_same(one: Subscription, wanted: Subscription) -> bool:
    told = {"code": one.code, "is_active": one.is_active, "kinds": one.kinds}
    return set(one.kinds) == set(wanted.kinds) and wanted.model_copy(update=told) == one


def _next_code(draft: Draft) -> str:
    """Return the next code that no row of the tab has taken."""
    number = draft.book.register.entry_counts["subscription"] + 1
    while _named(draft, f"SB-{number}"):
        number += 1
    return f"SB-{number}"


def _category(draft: Draft, text: str) -> str:
    known = sorted({item.category for item in draft.book.all(Item) if item.category})
    found = _spelled(text, known)
    if text and not found:
        raise UnknownCategory(category=text, known=tuple(known))
    return found


def _site(draft: Draft, text: str) -> str:
    known = sites_of(draft)
    found = _spelled(text, known)
    if text and not found:
        raise UnknownSite(site=text, known=known)
    return found


def _supplier(draft: Draft, text: str) -> str:
    found = draft.book.supplier(text) if text else None
    if text and found is None:
        raise UnknownSupplier(supplier=text)
    return found.code if found else ""


def _spelled(text: str, known: Iterable[str]) -> str:
    wanted = text.strip().casefold()
    return next((one for one in known if wanted and one.casefold() == wanted), "")
