"""Whom somebody means who writes a person's name."""

from typing import Final

from bot.language.usage import UnknownPerson
from inventory.book import Book
from inventory.people import Person, Role

ME: Final = frozenset({"me", "myself"})


def person_named(book: Book, text: str, asker: str) -> str:
    """Return the user id of somebody on People, by id or by name, with or without an `@`.

    Args:
        book: whose People are looked at.
        text: as written, `<@U0ANA>` and `me` among them.
        asker: who wrote it.

    Raises:
        UnknownPerson: nobody is called so, or several are.
    """
    wanted = text.strip().strip("<>").removeprefix("@").split("|")[0].strip()
    if wanted.casefold() in ME:
        return asker
    active = [one for one in book.all(Person) if one.is_active and one.role is not Role.NONE]
    for is_called in (_by_id, _by_name, _by_beginning):
        found = [one for one in active if is_called(one, wanted.casefold())]
        if len(found) == 1:
            return found[0].user
        if found:
            raise UnknownPerson(text=text, known=tuple(map(_name, found)))
    raise UnknownPerson(text=text, known=tuple(map(_name, active)))


def _name(person: Person) -> str:
    return person.name or person.user


def _by_id(person: Person, wanted: str) -> bool:
    return person.user.casefold() == wanted


def _by_name(person: Person, wanted: str) -> bool:
    return person.name.casefold() == wanted


def _by_beginning(person: Person, wanted: str) -> bool:
    return bool(wanted) and person.name.casefold().split(" ")[0] == wanted
