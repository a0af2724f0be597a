"""A mapping that keeps its changes to itself: what a stage of decisions is made of."""

from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class Overlay(ChainMap[K, V]):
    """Reads through to another mapping, which it never changes.

    Every decision makes dozens of look-ups, so the two that are made most look at one mapping after
    the other instead of looping over a chain.
    """

    def __init__(self, under: MutableMapping[K, V]) -> None:
        super().__init__({}, under)
        self._own, self._under = self.maps

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._under

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401  # as Mapping has it
        own = self._own
        return own[key] if key in own else self._under.get(key, default)


class Overlays(dict[T, MutableMapping[K, V]]):
    """Overlays on several mappings, each made when it is first looked at: few decisions see many."""

    def __init__(self, under: Mapping[T, MutableMapping[K, V]]) -> None:
        super().__init__()
        self._under = under

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a mapping, looked at or not."""
        return name in self._under

    def __missing__(self, name: T) -> MutableMapping[K, V]:
        overlay = self[name] = Overlay(self._under[name])
        return overlay


def changes_of(mapping: MutableMapping[K, V]) -> MutableMapping[K, V]:
    """Return what an overlay keeps to itself."""
    if not isinstance(mapping, Overlay):
        raise TypeError("no overlay")
    return mapping.maps[0]
