"""A mapping that keeps its changes to itself: what a stage of decisions is made of."""

from collections import ChainMap
from collections.abc import ItemsView, Mapping, MutableMapping, ValuesView
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

    def items(self) -> ItemsView[K, V]:
        return self._merged().items()

    def values(self) -> ValuesView[V]:
        return self._merged().values()

    def still(self) -> MutableMapping[K, V]:
        """Return what it says by now, for good if what is below stands still."""
        if not self._own:
            return self._under
        other = Overlay(self._under)
        other._own.update(self._own)
        return other

    def _merged(self) -> Mapping[K, V]:
        """Return both in one: whoever goes through all of it would ask for each by itself."""
        return {**self._under, **self._own} if self._own else self._under


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

    def still(self) -> dict[T, MutableMapping[K, V]]:
        """Return what all of them say by now."""
        below = self._under.still() if isinstance(self._under, Overlays) else self._under
        return {**below, **{name: still(overlay) for name, overlay in self.items()}}


def changes_of(mapping: MutableMapping[K, V]) -> MutableMapping[K, V]:
    """Return what an overlay keeps to itself."""
    if not isinstance(mapping, Overlay):
        raise TypeError("no overlay")
    return mapping.maps[0]


def still(mapping: MutableMapping[K, V]) -> MutableMapping[K, V]:
    """Return what a mapping says by now, to be read only; what lies below an overlay is shared."""
    return mapping.still() if isinstance(mapping, Overlay) else dict(mapping)


def all_still(
    mappings: Mapping[T, MutableMapping[K, V]],
) -> dict[T, MutableMapping[K, V]]:
    """Return what several mappings say by now."""
    if isinstance(mappings, Overlays):
        return mappings.still()
    return {name: still(mapping) for name, mapping in mappings.items()}
