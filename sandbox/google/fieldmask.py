"""Field masks: which members of an answer are wanted, and which members of a target an update sets.

One grammar serves both: `a,b`, `a.b`, `a/b`, `a(b,c.d)` and `*`. A mask is kept as a tree whose
leaf means "all of it"; lists are looked through, so `sheets.properties` means each tab's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

EVERYTHING: Final = "*"
NO_FIELD_LISTED: Final = (
    "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
)

Tree: TypeAlias = dict[str, Any]
"""Names to subtrees; an empty subtree wants all below it."""

_TOKEN = re.compile(r"\s*(?P<token>[A-Za-z_@][A-Za-z0-9_\-@]*|[*(),./])\s*")


class FieldMaskError(ValueError):
    """A mask that fits nothing; `path` is the part at fault, all of it if outside the grammar."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
        )
        self.path = path


@dataclass(frozen=True, slots=True)
class FieldMask:
    """A parsed mask. Make one with `FieldMask.parse`."""

    tree: Tree

    @classmethod
    def parse(cls, text: str) -> "FieldMask":
        """The mask that `text` spells; empty text and `*` want everything.

        Raises:
            FieldMaskError: if `text` is outside the grammar.
        """
        return cls(_Reader(text).tree() if text.strip() else {})

    @property
    def wants_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.tree or EVERYTHING in self.tree

    def wants(self, path: str) -> bool:
        """Whether any part of what lies at the dotted `path` is wanted."""
        tree = self.tree
        for name in path.split("."):
            if not tree or (EVERYTHING in tree and name not in tree):
                return True
            if name not in tree:
                return False
            tree = tree[name]
        return True

    def apply(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The wanted part of a JSON answer, in new containers; members not there stay away."""
        return answer if not self.tree else _filtered_members(answer, self.tree)

    def check(self, known: Tree) -> None:
        """Hold the mask against the members that exist.

        A known member of None is a plain value with nothing below it; an empty subtree takes any
        name.

        Raises:
            FieldMaskError: naming the first path that does not exist.
        """
        _check(self.tree, known, ())

    def paths(self) -> list[tuple[str, ...]]:
        """Every leaf of the mask as its chain of names, in the order written; `*` is `("*",)`."""
        return list(_paths(self.tree, ())) or [(EVERYTHING,)]

    def updated(self, target: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
        """A copy of `target` with the masked members as in `source`, or without them if absent."""
        if self.wants_everything:
            return dict(source)
        return _updated(target, source, self.tree)


def _filtered(answer: object, tree: Tree) -> object:
    if not tree:
        return answer
    if isinstance(answer, list):
        return [_filtered(item, tree) for item in answer]
    return _filtered_members(answer, tree) if isinstance(answer, dict) else answer


def _filtered_members(answer: dict[str, Any], tree: Tree) -> dict[str, Any]:
    rest = tree.get(EVERYTHING)
    wanted = {}
    for name, content in answer.items():
        below = tree.get(name, rest)
        if below is not None:
            wanted[name] = _filtered(content, below)
    return wanted


def _updated(target: dict[str, Any], source: dict[str, Any], tree: Tree) -> dict[str, Any]:
    merged = dict(target)
    for name, below in tree.items():
        if isinstance(source.get(name), list):
            merged[name] = _filtered(source[name], below)  # a list is written as a whole
        elif below and EVERYTHING not in below:
            inner = _updated(_object(target.get(name)), _object(source.get(name)), below)
            merged[name] = inner
            if not inner:
                del merged[name]
        elif name in source:
            merged[name] = source[name]
        else:
            merged.pop(name, None)
    return merged


def _object(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _paths(tree: Tree, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, below in tree.items():
        if below:
            yield from _paths(below, (*above, name))
        else:
            yield (*above, name)


def _check(tree: Tree, known: Tree | None, above: tuple[str, ...]) -> None:
    if known == {}:
        return
    for name, below in tree.items():
        if name == EVERYTHING and known is not None:
            continue
        if known is None or name not in known:
            raise FieldMaskError(".".join((*above, name)))
        _check(below, known[name], (*above, name))


class _Reader:
    """A recursive descent over the tokens of one mask."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()
        self.position = 0

    def tree(self) -> Tree:
        tree: Tree = {}
        self._list_into(tree)
        if self.position != len(self.tokens):
            raise FieldMaskError(self.text)
        return tree

    def _tokens(self) -> list[str]:
        tokens = []
        position = 0
        while position < len(self.text):
            match = _TOKEN.match(self.text, position)
            if match is None:
                raise FieldMaskError(self.text)
            tokens.append(match["token"])
            position = match.end()
        return tokens

    def _take(self) -> str:
        if self.position == len(self.tokens):
            raise FieldMaskError(self.text)
        self.position += 1
        return self.tokens[self.position - 1]

    def _next_is(self, *tokens: str) -> bool:
        return self.position < len(self.tokens) and self.tokens[self.position] in tokens

    def _list_into(self, tree: Tree) -> None:
        self._path_into(tree)
        while self._next_is(","):
            self._take()
            self._path_into(tree)

    def _path_into(self, tree: Tree) -> None:
        name = self._take()
        if name in "(),./":
            raise FieldMaskError(self.text)
        whole = tree.get(name) == {}
        below = tree.setdefault(name, {})
        if self._next_is(".", "/"):
            self._take()
            self._path_into(below)
        elif self._next_is("("):
            self._take()
            self._list_into(below)
            if self._take() != ")":
                raise FieldMaskError(self.text)
        else:
            whole = True
        if whole:
            below.clear()
