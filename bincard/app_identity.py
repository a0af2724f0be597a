"""Which Slack app we are, so that a request made for another one is turned away."""

import re
from typing import Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bincard.settings import Settings

APP_TOKEN: Final = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")
"""An app token names its app."""

log = structlog.get_logger(__name__)


def own_app_id(settings: Settings) -> str:
    """Return the app's id: as set, as the app token says, or as Slack says.

    Returns:
        An empty string where nobody tells: Slack is away, or the app may not ask (`users:read`).
    """
    if settings.slack_app_id:
        return settings.slack_app_id
    if found := APP_TOKEN.match(settings.slack_app_token.get_secret_value()):
        return found[1]
    return _as_slack_says(settings)


def _as_slack_says(settings: Settings) -> str:
    client = WebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url
    )
    try:
        bot = client.bots_info(bot=str(client.auth_test()["bot_id"]))["bot"]
    except (SlackApiError, SlackClientError, OSError) as error:
        log.warning("slack.app_unknown", reason=str(error), mend="set SLACK_APP_ID")
        return ""
    return str(bot.get("app_id", ""))
