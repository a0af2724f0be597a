"""Files that somebody asked for: given in direct messages, to the asker alone."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.answers import Handout
from bot.messages.message import say


async def hand_out(client: AsyncWebClient, user: str, file: Handout) -> None:
    """Upload a file into the direct messages with a person.

    Raises:
        SlackApiError, SlackClientError, OSError: it may not have arrived.
    """
    opened = await client.conversations_open(users=user)
    await client.files_upload_v2(
        channel=opened["channel"]["id"],
        filename=file.name.replace("/", "-"),
        content=file.content,
        initial_comment=say(file.comment).text,
    )
