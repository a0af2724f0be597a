"""oauth.v2.access: a code for the token of the app's bot."""

import base64
import binascii

from sandbox.slack.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.webhooks import SCOPE as WEBHOOK_SCOPE
from sandbox.slack.wire import JsonObject


def access(slack: Slack, call: Call) -> JsonObject:
    """oauth.v2.access: the app proves itself, and is installed again if it was not."""
    _check_client(slack, call)
    kind = call.text("grant_type", "authorization_code")
    if kind == "refresh_token":
        raise ApiError("invalid_refresh_token")
    if kind != "authorization_code":
        raise ApiError("invalid_grant_type")
    grant = slack.world.grants.taken(call.text("code"), now=slack.now())
    if grant is None:
        raise ApiError("invalid_code")
    if call.text("redirect_uri") != grant.redirect_uri:
        raise ApiError("bad_redirect_uri")
    slack.world.is_revoked = False
    team: JsonObject = {"id": TEAM_ID, "name": slack.world.directory.team_name}
    return {
        "app_id": APP_ID,
        "authed_user": {"id": grant.user},
        "scope": ",".join(grant.scopes),
        "token_type": "bot",
        "access_token": slack.credentials.bot_token,
        "bot_user_id": BOT_USER_ID,
        "team": team,
        "enterprise": None,
        "is_enterprise_install": False,
        **(_webhook(slack) if WEBHOOK_SCOPE in grant.scopes else {}),
    }


def _check_client(slack: Slack, call: Call) -> None:
    """Hold the app to its id and secret, in the arguments or in the header.

    Raises:
        ApiError: `invalid_client_id` or `bad_client_secret`.
    """
    client_id, _, secret = _basic(call.token).partition(":")
    if call.text("client_id", client_id) != slack.credentials.client_id:
        raise ApiError("invalid_client_id")
    if call.text("client_secret", secret) != slack.credentials.client_secret:
        raise ApiError("bad_client_secret")


def _basic(header: str) -> str:
    try:
        return base64.b64decode(header.removeprefix("Basic ").strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _webhook(slack: Slack) -> JsonObject:
    channel = next(one for one in slack.world.directory.channels.values() if one.is_public)
    place = f"{slack.base_url}/services/{TEAM_ID}/{BOT_ID}"
    told = {"channel": f"#{channel.name}", "channel_id": channel.id, "configuration_url": place}
    return {"incoming_webhook": told | {"url": f"{place}/{channel.id}"}}


OAUTH: Methods = {"oauth.v2.access": Method(access, tier=4, takes="none")}
