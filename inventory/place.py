"""Where something was said: a channel and, in it, a thread."""

from inventory.record import Record


class Place(Record):
    """A conversation; `thread` is empty for the channel itself."""

    channel: str
    thread: str = ""

    @property
    def address(self) -> str:
        """What tells it from every other conversation, in one word."""
        return f"{self.channel}/{self.thread}"
