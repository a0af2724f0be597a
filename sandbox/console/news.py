"""What is new in the channels a person can see, since they last looked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sandbox.slack.driver import Said, Workspace

NewsKind = Literal["new", "changed", "deleted"]


@dataclass(frozen=True, slots=True)
class News:
    """A message that came, changed or went."""

    kind: NewsKind
    message: Said


class Inbox:
    """Remembers which version of which message has been on the screen."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: dict[tuple[str, str], tuple[int, bool]] = {}

    def news(self, person: str, channels: Sequence[str]) -> list[News]:
        """What the person sees for the first time, oldest first; it counts as seen from now on."""
        found = [one for channel in channels for one in self._unseen(person, channel)]
        return sorted(found, key=lambda one: float(one.message.ts))

    def _unseen(self, person: str, channel: str) -> Iterator[News]:
        for message in self._workspace.everything(channel):
            if message.raw["ephemeral_for"] not in (None, person):
                continue
            name = (message.channel, message.ts)
            state = (len(message.raw["versions"]), message.is_deleted)
            before = self._seen.get(name)
            self._seen[name] = state
            if before is None and not message.is_deleted:
                yield News("new", message)
            elif before is not None and before != state:
                yield News("deleted" if message.is_deleted else "changed", message)
