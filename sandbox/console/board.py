"""Messages and forms on the screen, with what has to be said beside them."""

from collections.abc import Sequence

from sandbox.console.directory import Directory
from sandbox.console.news import News
from sandbox.console.screen import Screen
from sandbox.slack.driver import Form, Said, Workspace
from sandbox.slack.rendering import render_message, render_view


class Board:
    """Shows things from one workspace on one screen."""

    def __init__(self, workspace: Workspace, directory: Directory, screen: Screen) -> None:
        self._workspace = workspace
        self._directory = directory
        self._screen = screen

    def show_news(self, news: News, *, here: str) -> None:
        """Show a message that came, changed or went; `here` is the channel one is in."""
        message = news.message
        if news.kind == "deleted":
            author = self._directory.name_of(message.author) or message.author
            self._screen.say(f"A message of {author} was deleted.")
            return
        is_marked = bool(message.raw.get("edited"))
        changed = ["changed"] if news.kind == "changed" and not is_marked else []
        self.show_message(message, [*self._notes(message, here), *changed])

    def show_message(self, message: Said, notes: Sequence[str] = ()) -> None:
        """Show a message; its buttons go on counting where the page stands."""
        rendering = render_message(
            message.raw,
            name_of=self._directory.name_of,
            notes=notes,
            first_number=self._screen.next_number,
        )
        self._screen.show(rendering, message)

    def show_form(self, form: Form) -> None:
        """Show a modal or a Home on a page of its own."""
        self._screen.turn_page()
        name_of = self._directory.name_of
        self._screen.show(render_view(form.raw, errors=form.errors, name_of=name_of), form)

    def show_channel(self, channel: str) -> None:
        """Show a channel, every message with the number of its thread."""
        self._screen.turn_page()
        messages = self.numbered(channel)
        if not messages:
            self._screen.say("Nothing has been said here yet.")
        for number, message in messages.items():
            self.show_message(message, [f"thread {number}"])

    def show_thread(self, parent: Said) -> None:
        """Show a message and everything said below it."""
        self._screen.turn_page()
        for message in self._workspace.messages(parent.channel):
            if parent.ts in (message.ts, message.thread_ts):
                self.show_message(message)

    def numbered(self, channel: str) -> dict[int, Said]:
        """The messages that stand in a channel itself, counted from its beginning."""
        messages = self._workspace.messages(channel)
        standing = [one for one in messages if one.thread_ts in (None, one.ts)]
        return dict(enumerate(standing, 1))

    def _notes(self, message: Said, here: str) -> list[str]:
        notes = ["only visible to you"] if message.is_ephemeral else []
        if message.channel != here:
            notes.append(f"in #{self._directory.name_of(message.channel) or message.channel}")
        if message.thread_ts not in (None, message.ts):
            numbered = self.numbered(message.channel).items()
            notes += [f"thread {one}" for one, parent in numbered if parent.ts == message.thread_ts]
        return notes
