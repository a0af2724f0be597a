"""Where a button was pressed, and what the person sees of its answer."""

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.keys import Body
from bot.messages.message import Message
from bot.messages.text import Block
from bot.views.stock import answer_view


class Screen:
    """Where a button was pressed: a message, or a view such as the home tab.

    Attributes:
        body: what Slack tells of the press.
        client: of Slack's Web API.
    """

    def __init__(self, body: Body, client: AsyncWebClient, respond: AsyncRespond) -> None:
        self.body = body
        self.client = client
        self._respond = respond

    async def show(self, message: Message, *, replaces: bool) -> None:
        """Put a message in the place of the one pressed, or before the person alone."""
        if not self.body.get("response_url"):
            if not replaces:
                await self.ask(answer_view("Bincard", message))
            return
        await self._respond(
            text=message.text,
            blocks=message.blocks,
            replace_original=replaces,
            response_type=None if replaces else "ephemeral",
            thread_ts=None if replaces else self._thread,
        )

    async def put(self, text: str, blocks: list[Block]) -> None:
        """Put words in the place of the message pressed."""
        await self._respond(text=text, blocks=blocks, replace_original=True)

    async def whisper(self, message: Message) -> None:
        await self.show(message, replaces=False)

    async def ask(self, view: Block) -> None:
        """Open a form before the person."""
        await self.client.views_open(trigger_id=self.body["trigger_id"], view=view)

    @property
    def _thread(self) -> str | None:
        """The thread of which the message pressed is a reply: what is said anew belongs there too."""
        container = self.body.get("container", {})
        thread: str | None = container.get("thread_ts")
        return None if thread == container.get("message_ts") else thread
