"""A person's hands and eyes in the stand-in, for tests and consoles: labels, not ids.

    ana = Workspace(server.base_url).person("U0ANA")
    seen = ana.types("C0STOCK", "/receive 24 MUG-BLU @A-01")
    seen = ana.clicks(seen.message, "Undo")
    form = ana.types("C0STOCK", "/receive").view
    seen = ana.fills(form, {"Item": "MUG-BLU"}).submits()

Every act waits until the app has answered and gone quiet. All of it travels over HTTP, so the
stand-in may run in another process.
"""

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

from sandbox.slack.elements import option_label
from sandbox.slack.sights import ActError, Form, JsonObject, Said, Seen, form, said

__all__ = [
    "ActError",
    "Filling",
    "Form",
    "Person",
    "Said",
    "Screen",
    "Seen",
    "Workspace",
    "attachment",
]

WAIT_SECONDS = 30.0
_LOOK_SECONDS = 0.02

Screen = Said | Form


@dataclass(frozen=True, slots=True)
class Filling:
    """A form with a person's pen on it: fill in more, or submit."""

    person: "Person"
    form: Form
    seen: Seen

    def fills(self, values: Mapping[str, object]) -> "Filling":
        return self.person.fills(self.form, values)

    def submits(self) -> Seen:
        return self.person.submits(self.form)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace; each method is something people do."""

    workspace: "Workspace"
    id: str

    def types(self, channel: str, text: str, *, thread_ts: str | None = None) -> Seen:
        """Type a line into a channel; with a slash in front it is a command."""
        return self._acts("type", channel=channel, text=text, thread_ts=thread_ts)

    def clicks(
        self,
        screen: Screen,
        element: str,
        *,
        block_id: str | None = None,
        value: object = None,
        times: int = 1,
    ) -> Seen:
        """Press a button by its label or action_id, or choose `value` from a menu."""
        more: JsonObject = {} if value is None else {"value": value}
        place = _place(screen)
        return self._acts("click", **place, element=element, block_id=block_id, times=times, **more)

    def double_clicks(self, screen: Screen, element: str) -> Seen:
        """Press a button twice at once, as an impatient finger does."""
        return self.clicks(screen, element, times=2)

    def fills(self, form: Form, values: Mapping[str, object]) -> Filling:
        """Put values into fields, by label, action_id or block_id.

        A choice is made by its label or value, a person or channel by name, a file by
        `attachment(name, content)`; several go in a list, None empties a field.
        """
        return Filling(self, form, self._acts("fill", **_place(form), values=dict(values)))

    def submits(self, form: Form) -> Seen:
        return self._acts("submit", view_id=form.id)

    def cancels(self, form: Form, *, everything: bool = False) -> Seen:
        """Close a form, or with `everything` the whole stack by its cross."""
        return self._acts("close", view_id=form.id, all=everything)

    def options(self, screen: Screen, element: str, typed: str) -> list[str]:
        """The labels an external select offers for what was typed."""
        seen = self._acts("options", **_place(screen), element=element, value=typed)
        return [option_label(one) for one in seen.raw["options"]]

    def opens_home(self, tab: str = "home") -> Seen:
        return self._acts("home", tab=tab)

    def uploads(
        self,
        channel: str,
        name: str,
        content: bytes,
        text: str = "",
        *,
        thread_ts: str | None = None,
    ) -> Seen:
        given = attachment(name, content)
        return self._acts("upload", channel=channel, text=text, thread_ts=thread_ts, **given)

    def uses_shortcut(self, callback_id: str, message: Said | None = None) -> Seen:
        """Choose a global shortcut, or a message's own."""
        place = _place(message) if message else {}
        return self._acts("shortcut", callback_id=callback_id, **place)

    def reacts(self, message: Said, name: str) -> Seen:
        return self._acts("react", **_place(message), name=name)

    @property
    def ephemerals(self) -> list[Said]:
        """What only this person sees."""
        path = f"users/{self.id}/ephemerals"
        return [said(one) for one in self.workspace.looks(path)["messages"]]

    @property
    def views(self) -> list[Form]:
        """The open modals, the lowest first."""
        return [form(one) for one in self.workspace.looks(f"users/{self.id}/views")["views"]]

    @property
    def home(self) -> Form | None:
        home = self.workspace.looks(f"users/{self.id}/views")["home"]
        return form(home) if home else None

    def _acts(self, act: str, **given: object) -> Seen:
        present = {key: value for key, value in given.items() if value is not None}
        return Seen(self.id, self.workspace.does(f"acts/{act}", user=self.id, **present))


class Workspace:
    """The stand-in as a test holds it; close it, or use it as a context manager."""

    def __init__(self, base_url: str) -> None:
        self._base_url = f"{base_url.rstrip('/')}/_sandbox/slack"
        self._session = requests.Session()
        self._session.trust_env = False

    def person(self, user: str) -> Person:
        return Person(self, user)

    def messages(self, channel: str) -> list[Said]:
        """What everybody sees in a channel, threads included, in order."""
        everything = self.everything(channel)
        return [one for one in everything if not one.is_ephemeral and not one.is_deleted]

    def everything(self, channel: str) -> list[Said]:
        """All of a channel: ephemeral and deleted messages too."""
        return [said(one) for one in self.looks(f"channels/{channel}/messages")["messages"]]

    def calls(self, method: str | None = None) -> list[JsonObject]:
        """The Web API calls served so far."""
        query = f"?method={method}" if method else ""
        return list(self.looks(f"requests{query}")["requests"])

    def deliveries(self) -> list[JsonObject]:
        return list(self.looks("deliveries")["deliveries"])

    def file(self, file_id: str) -> bytes:
        return self._session.get(f"{self._base_url}/files/{file_id}", timeout=30).content

    def state(self) -> JsonObject:
        return self.looks("state")

    def breaks(self, kind: str, place: str, **more: object) -> None:
        """Put a fault in force, such as `breaks("ratelimited", "api:chat.postMessage")`."""
        self.does("faults", kind=kind, place=place, **more)

    def mends(self) -> None:
        """Take all faults away."""
        self._checked(self._session.delete(f"{self._base_url}/faults", timeout=30))

    def set(self, **settings: object) -> None:
        """Switch the stand-in's settings: ack_seconds, retry_scale, rate_limits and so on."""
        self.does("settings", **settings)

    def advances(self, seconds: float) -> None:
        """Let time pass at once."""
        self.does("clock", advance=seconds)

    def resets(self) -> None:
        self.does("reset")

    def wait_until(
        self, is_so: Callable[[], bool], *, seconds: float = WAIT_SECONDS, what: str = "it"
    ) -> None:
        """Look again and again until something is so.

        Raises:
            TimeoutError: if it is not so within `seconds`.
        """
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not come about within {seconds} seconds")
            time.sleep(_LOOK_SECONDS)

    def wait_for_message(
        self, channel: str, containing: str, *, seconds: float = WAIT_SECONDS
    ) -> Said:
        """The latest message everybody sees with these words in it, once it is there."""
        found: list[Said] = []

        def is_there() -> bool:
            found[:] = [one for one in self.messages(channel) if containing in one.words]
            return bool(found)

        self.wait_until(is_there, seconds=seconds, what=f"a message with {containing!r}")
        return found[-1]

    def wait_for_app(self, *, sockets: int = 1) -> None:
        """Wait until the app's sockets are connected."""
        self.wait_until(lambda: self.state()["sockets"] >= sockets, what="the app's socket")

    def looks(self, path: str) -> JsonObject:
        return self._checked(self._session.get(f"{self._base_url}/{path}", timeout=30))

    def does(self, path: str, **given: object) -> JsonObject:
        return self._checked(self._session.post(f"{self._base_url}/{path}", json=given, timeout=60))

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _checked(self, response: requests.Response) -> JsonObject:
        answer: JsonObject = response.json()
        if not response.ok:
            raise ActError(response.status_code, str(answer.get("error")))
        return answer


def attachment(name: str, content: bytes) -> JsonObject:
    """A file to put into a file field."""
    return {"name": name, "content": base64.b64encode(content).decode()}


def _place(screen: Screen) -> JsonObject:
    if isinstance(screen, Said):
        return {"channel": screen.channel, "ts": screen.ts}
    if screen.raw["type"] == "home":
        return {"home": True}
    return {"view_id": screen.id}
