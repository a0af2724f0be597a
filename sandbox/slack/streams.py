"""Replies that grow while they are read: what has come so far, piece by piece, as blocks.

A stream is closed by its app, or by Slack five minutes after it was opened.
"""

from dataclasses import dataclass, field
from typing import Final

from sandbox.slack.wire import JsonObject

STREAM_SECONDS: Final = 300
MARKDOWN: Final = "markdown"
TASK: Final = "task_card"
_CHUNKS: Final[dict[str, dict[str, type]]] = {
    "markdown_text": {"text": str},
    "plan_update": {"title": str},
    "task_update": {"id": str, "title": str, "status": str},
    "blocks": {"blocks": list},
}


def is_chunk(given: JsonObject) -> bool:
    """Whether that is a piece of a kind there is, with all that its kind needs."""
    needed = _CHUNKS.get(str(given.get("type")))
    return needed is not None and all(
        isinstance(given.get(name), kind) for name, kind in needed.items()
    )


@dataclass(slots=True)
class Stream:
    """An open reply; tasks stand where they came, or in one plan at the place of the first."""

    opened_at: float
    is_plan: bool = False
    title: str = ""
    pieces: list[JsonObject] = field(default_factory=list)

    def is_open(self, now: float) -> bool:
        return now < self.opened_at + STREAM_SECONDS

    @property
    def text(self) -> str:
        return "".join(one["text"] for one in self.pieces if one["type"] == MARKDOWN)

    @property
    def blocks(self) -> list[JsonObject]:
        if not self.is_plan:
            return self.pieces
        tasks = [one for one in self.pieces if one["type"] == TASK]
        plan = {"type": "plan", "title": self.title, "tasks": tasks}
        return [
            plan if one["type"] == TASK else one
            for one in self.pieces
            if one["type"] != TASK or one is tasks[0]
        ]

    def take(self, chunk: JsonObject) -> None:
        """Let a piece join what has come so far."""
        kind = chunk["type"]
        if kind == "markdown_text":
            self._write(chunk["text"])
        elif kind == "plan_update":
            self.title = chunk["title"]
        elif kind == "task_update":
            self._report(chunk)
        else:
            self.pieces = [*self.pieces, *chunk["blocks"]]

    def _write(self, text: str) -> None:
        if self.pieces and self.pieces[-1]["type"] == MARKDOWN:
            text = self.pieces.pop()["text"] + text
        self.pieces.append({"type": MARKDOWN, "text": text})

    def _report(self, chunk: JsonObject) -> None:
        card: JsonObject = {"type": TASK, "task_id": chunk["id"]}
        card |= {name: chunk[name] for name in ("title", "status", "sources") if name in chunk}
        card |= {name: _rich(chunk[name]) for name in ("details", "output") if chunk.get(name)}
        for place, piece in enumerate(self.pieces):
            if piece.get("task_id") == chunk["id"]:
                self.pieces[place] = piece | card
                return
        self.pieces.append(card)


def _rich(text: str) -> JsonObject:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}
