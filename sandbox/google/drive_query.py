"""The `q` of files.list: `mimeType = 'x' and (name contains 'bin' or 'ID' in parents)`.

The terms that make sense for spreadsheets are understood; an unknown one is refused as Google
refuses it. gspread writes `parents in "ID"`, the wrong way round, and Google takes it.
"""

import re
from collections.abc import Callable
from typing import Final

from sandbox.google.errors import DriveError
from sandbox.google.files import DriveFile

Predicate = Callable[[DriveFile], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<sign><=|>=|!=|=|<|>|\(|\))|(?P<word>[\w.]+))"""
)
_COMPARISONS: Final[dict[str, Callable[[str, str], bool]]] = {
    "=": lambda have, want: have == want,
    "!=": lambda have, want: have != want,
    "<": lambda have, want: have < want,
    "<=": lambda have, want: have <= want,
    ">": lambda have, want: have > want,
    ">=": lambda have, want: have >= want,
    "contains": lambda have, want: want.lower() in have.lower(),
}


def parse_query(text: str, email: str) -> Predicate:
    """A test for files.

    Args:
        text: the query; an empty one accepts every file.
        email: who asks, for `'me' in owners`.

    Raises:
        DriveError: 400 if the query does not parse.
    """
    if not text.strip():
        return lambda _: True
    return _Reader(text, email).query()


def _members(found: DriveFile, name: str) -> list[str]:
    if name == "parents":
        return found.parents
    roles = {"owners": ("owner",), "writers": ("owner", "writer"), "readers": None}[name]
    return [
        str(each.get("emailAddress"))
        for each in found.permissions
        if roles is None or each["role"] in roles
    ]


_TEXTS: Final[dict[str, Callable[[DriveFile], str]]] = {
    "name": lambda found: found.title,
    "title": lambda found: found.title,
    "fullText": lambda found: found.title,
    "mimeType": lambda found: found.mime_type,
    "modifiedTime": lambda found: found.modified.removesuffix("Z"),
    "createdTime": lambda found: found.created.removesuffix("Z"),
    "trashed": lambda found: str(found.trashed).lower(),
    "starred": lambda _: "false",
}
_LISTS: Final = ("parents", "owners", "writers", "readers")


class _Reader:
    """A recursive descent over one query; `or` binds weaker than `and`."""

    def __init__(self, text: str, email: str) -> None:
        self.text = text
        self.email = email
        self.tokens = self._tokens()

    def query(self) -> Predicate:
        test = self._either()
        if self.tokens:
            raise self._invalid()
        return test

    def _tokens(self) -> list[str]:
        tokens = []
        position = 0
        text = self.text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise self._invalid()
            tokens.append(match[0].strip())
            position = match.end()
        return tokens

    def _either(self) -> Predicate:
        tests = [self._both()]
        while self._accept("or"):
            tests.append(self._both())
        return lambda found: any(test(found) for test in tests)

    def _both(self) -> Predicate:
        tests = [self._one()]
        while self._accept("and"):
            tests.append(self._one())
        return lambda found: all(test(found) for test in tests)

    def _one(self) -> Predicate:
        if self._accept("not"):
            test = self._one()
            return lambda found: not test(found)
        if self._accept("("):
            test = self._either()
            if not self._accept(")"):
                raise self._invalid()
            return test
        return self._term()

    def _term(self) -> Predicate:
        first = self._take()
        if first[0] in "'\"":
            self._expect("in")
            return self._membership(self._take(), _unquoted(first))
        if first == "sharedWithMe":
            self._accept("=")
            self._accept("true")
            return lambda found: found.owner != self.email
        sign = self._take()
        if sign == "in" and first in _LISTS:
            return self._membership(first, _unquoted(self._take()))
        if first not in _TEXTS or sign not in _COMPARISONS:
            raise self._invalid()
        read, compare, wanted = _TEXTS[first], _COMPARISONS[sign], _unquoted(self._take())
        if first.endswith("Time"):
            wanted = wanted.removesuffix("Z")
        return lambda found: compare(read(found), wanted)

    def _membership(self, name: str, wanted: str) -> Predicate:
        if name not in _LISTS:
            raise self._invalid()
        member = self.email if wanted == "me" else wanted
        return lambda found: member in _members(found, name)

    def _take(self) -> str:
        if not self.tokens:
            raise self._invalid()
        return self.tokens.pop(0)

    def _accept(self, token: str) -> bool:
        if self.tokens and self.tokens[0].lower() == token.lower():
            self.tokens.pop(0)
            return True
        return False

    def _expect(self, token: str) -> None:
        if not self._accept(token):
            raise self._invalid()

    def _invalid(self) -> DriveError:
        return DriveError(400, "invalid", "Invalid Value", location="q")


def _unquoted(token: str) -> str:
    if token[0] not in "'\"":
        return token.lower()
    return re.sub(r"\\(.)", r"\1", token[1:-1])
