"""One person in one channel: everything that is done in Slack, through the driver."""

import itertools
from collections.abc import Sequence
from pathlib import Path

from sandbox.console.board import Board
from sandbox.console.directory import Directory
from sandbox.console.meaning import Known, labels_with, meant
from sandbox.console.news import Inbox, News
from sandbox.console.screen import Screen, Target
from sandbox.console.waiting import wait_for
from sandbox.slack.driver import ActError, Form, Person, Said, Seen, Workspace

_TROUBLE = {
    "operation_timeout": "The app did not answer in time (operation_timeout).",
    "dispatch_failed": "Nobody is listening (dispatch_failed).",
}
_HOME_SECONDS = 2.0
BOT = "bincard"
MESSAGES_TAB = "messages"

_TOLD_ELSEWHERE = ("ok", "incomplete", "unknown_command")


class Talk:
    """Who is at the keyboard, where they are, and what they have before them.

    Args:
        workspace: the stand-in's workspace.
        people: ids of those one can be; the first is the one to begin with.
        channel: id of the channel to begin in.
        screen: where everything is shown.
    """

    def __init__(
        self, workspace: Workspace, people: Sequence[str], channel: str, screen: Screen
    ) -> None:
        self._workspace = workspace
        self._screen = screen
        self._directory = Directory(workspace, people)
        self._board = Board(workspace, self._directory, screen)
        self._inbox = Inbox(workspace)
        self._user = people[0]
        self._channel = channel
        self._offered: dict[int, list[str]] = {}
        for user in people:  # what was said before the console opened is no news
            self._inbox.news(user, list(self._directory.channels(user)))

    @property
    def name(self) -> str:
        """Who one is."""
        return self._directory.name_of(self._user) or self._user

    @property
    def prompt(self) -> str:
        """Who one is and where: `ana in #stock> `, or `ana, Receive stock> ` before a form."""
        form = self._form
        channel = self._directory.channels(self._user).get(self._channel)
        place = f", {form.title}" if form else f" in #{channel}"
        return f"{self._directory.short_name(self._user)}{place}> "

    def become(self, name: str) -> None:
        """Go on as another person, in the same channel."""
        people = self._directory.people
        if name not in people:
            self._screen.say(f"There is nobody called {name}; there are {', '.join(people)}.")
            return
        self._user = people[name]
        self._show_form()

    def enter(self, name: str) -> None:
        """Go to another channel, or to one's direct messages with the app."""
        if name == BOT:
            self._person.opens_home(MESSAGES_TAB)
        channels = self._channel_ids
        if name in channels:
            self._channel = channels[name]
        else:
            listed = ", ".join(f"#{one}" for one in channels)
            self._screen.say(f"There is no channel #{name} for you; there are {listed}.")

    def say(self, text: str) -> None:
        """Send a message or a slash command; nobody types past an open form."""
        if self._form:
            self._screen.say("A form is open: fill it, then submit or cancel.")
        else:
            self._after(self._person.types(self._channel, text))

    def press(self, number: int, times: int) -> None:
        """Press a button, perhaps several times at once."""
        target = self._screen.target(number)
        if target.control.is_field:
            self._screen.say(f"[{number}] is a field: fill it with  {number} = ...")
            return
        option = target.control.option
        value = None if option is None else option.get("value")
        try:
            self._click(target, value=value, times=times)
        except ActError:
            self._screen.say(f"[{number}] is gone from there: look anew with  messages")

    def fill(self, number: int, text: str) -> None:
        """Put something into a field of a form, or choose from a menu of a message."""
        target = self._screen.target(number)
        if not target.control.is_field:
            self._screen.say(f"[{number}] is a button: press it with  {number}")
            return
        value = meant(target.control.kind, text.strip(), self._known(number))
        if isinstance(target.place, Form) and _is_input(target.place, target.control.block_id):
            self._person.fills(target.place, {target.control.block_id: value})
            self._show_form()
        else:
            self._click(target, value=value)

    def search(self, number: int, text: str) -> None:
        """List what a menu offers for a text, numbered to be picked."""
        target = self._screen.target(number)
        labels = self._labels(target, text.strip())
        self._offered[number] = labels
        for place, label in enumerate(labels, 1):
            self._screen.say(f"  {place}) {label}", "control")
        self._screen.say(f"Pick with  {number} = 1" if labels else "Nothing fits.")

    def submit(self) -> None:
        """Send the form."""
        form = self._form
        if form is None:
            self._screen.say("No form is open.")
        else:
            self._after(self._person.submits(form))

    def cancel(self) -> None:
        """Close the form."""
        form = self._form
        if form is None:
            self._screen.say("No form is open;  say cancel  sends the word.")
        else:
            self._after(self._person.cancels(form))

    def home(self) -> None:
        """Open the app's Home; an app draws it a moment after it was opened."""
        before = _version(self._person.home)
        self._person.opens_home()
        wait_for(lambda: _version(self._person.home) != before, seconds=_HOME_SECONDS)
        home = self._person.home
        if home is None:
            self._screen.say("The app has no Home.")
        else:
            self._board.show_form(home)

    def upload(self, path: str) -> None:
        """Share a file from this computer."""
        file = Path(path).expanduser()
        if file.is_file():
            self._after(self._person.uploads(self._channel, file.name, file.read_bytes()))
        else:
            self._screen.say(f"There is no file {path}.")

    def save(self, name: str) -> None:
        """Keep the latest file of a name that one can see, beside what is there already."""
        said = (one for place in self._channel_ids.values() for one in self._seen_in(place))
        files = ((one.ts, file) for one in said for file in one.raw.get("files") or ())
        named = {ts: str(file["id"]) for ts, file in files if file.get("name") == name}
        if not named:
            self._screen.say(f"No file {name} was posted where you are.")
            return
        path = _free(Path.cwd() / Path(name).name)
        path.write_bytes(self._workspace.file(named[max(named, key=float)]))
        self._screen.say(f"Saved as {path}")

    def messages(self) -> None:
        """Show the channel."""
        self._board.show_channel(self._channel)

    def thread(self, number: int, text: str) -> None:
        """Show a thread, or answer in it."""
        parent = self._board.numbered(self._channel).get(number)
        if parent is None:
            self._screen.say(f"There is no message {number} in this channel.")
        elif text:
            self._after(self._person.types(self._channel, text, thread_ts=parent.ts))
        else:
            self._board.show_thread(parent)

    def use_shortcut(self, name: str, number: int) -> None:
        """Choose a shortcut of the message box, or of a message by its number."""
        message = self._board.numbered(self._channel).get(number)
        if number and message is None:
            self._screen.say(f"There is no message {number} in this channel.")
        else:
            seen = self._person.uses_shortcut(name, message)
            if seen.outcome == "unknown_shortcut":
                self._screen.say(_no_shortcut(name, number, seen.raw["known"]))
            else:
                self._after(seen)

    def show_news(self) -> bool:
        """Show what came by itself or in answer; says whether there was anything."""
        found = self._inbox.news(self._user, list(self._directory.channels(self._user)))
        news = [one for one in found if not self._is_own(one)]
        for one in news:
            self._board.show_news(one, here=self._channel)
        return bool(news)

    def _seen_in(self, channel: str) -> list[Said]:
        shown = (None, self._user)
        return [
            one for one in self._workspace.everything(channel) if one.raw["ephemeral_for"] in shown
        ]

    @property
    def _person(self) -> Person:
        return self._workspace.person(self._user)

    @property
    def _form(self) -> Form | None:
        views = self._person.views
        return views[-1] if views else None

    @property
    def _channel_ids(self) -> dict[str, str]:
        return {name: one for one, name in self._directory.channels(self._user).items()}

    def _known(self, number: int) -> Known:
        return Known(self._directory.people, self._channel_ids, self._offered.get(number, ()))

    def _click(self, target: Target, *, value: object = None, times: int = 1) -> None:
        control = target.control
        seen = self._person.clicks(
            target.place, control.action_id, block_id=control.block_id, value=value, times=times
        )
        self._after(seen)

    def _after(self, seen: Seen) -> None:
        """Show what came of an act: news, then the form that stands open."""
        self._screen.turn_page()
        self._offered.clear()
        is_told = self.show_news()
        if seen.views:
            self._show_form()
        elif seen.outcome not in _TOLD_ELSEWHERE and not is_told:
            self._screen.say(_TROUBLE.get(seen.outcome, seen.outcome), "error")

    def _show_form(self) -> None:
        form = self._form
        if form is not None:
            self._board.show_form(form)

    def _is_own(self, news: News) -> bool:
        return news.kind == "new" and news.message.author == self._user

    def _labels(self, target: Target, text: str) -> list[str]:
        control = target.control
        if "external" in control.kind:
            is_field = isinstance(target.place, Form) and _is_input(target.place, control.block_id)
            name = control.block_id if is_field else control.action_id
            return self._person.options(target.place, name, text)
        return labels_with(control.element, text)


def _no_shortcut(name: str, number: int, known: Sequence[str]) -> str:
    """Say which shortcuts there are, in the menu of the message box or in that of a message."""
    menu = f"message {number}" if number else "the message box"
    unknown = f"There is no shortcut “{name}” there. " if name else ""
    others = "" if number else " Those of a message take its number behind them."
    return f"{unknown}In the menu of {menu}: {', '.join(known) or 'none'}.{others}"


def _free(path: Path) -> Path:
    """Return a path that no file has: the given one, or the same with a number behind its name."""
    numbered = (path.with_stem(f"{path.stem} {number}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbered) if not one.exists())


def _version(home: Form | None) -> str:
    return str(home.raw["hash"]) if home else ""


def _is_input(form: Form, block_id: str) -> bool:
    return any(one["type"] == "input" and one["block_id"] == block_id for one in form.blocks)
