"""Who am I, and how do I connect: auth.*, apps.*, api.test, team.info, bots.info."""

from dataclasses import asdict
from urllib.parse import urlsplit

from sandbox.slack.blocks import validate_blocks, validate_message, validate_view
from sandbox.slack.manifest import validate_manifest
from sandbox.slack.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_profile
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.wire import JsonObject

ICONS = (34, 44, 68, 88, 102, 132)
BOT_ICONS = (36, 48, 72)


def auth_test(slack: Slack, _call: Call) -> JsonObject:
    """auth.test."""
    directory = slack.world.directory
    return {
        "url": f"{slack.base_url}/",
        "team": directory.team_name,
        "user": directory.bot.name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def revoke(slack: Slack, call: Call) -> JsonObject:
    """auth.revoke: the app is gone from the workspace, and is told so; `test` only asks."""
    is_test = call.flag("test")
    if not is_test:
        slack.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER_ID]}})
        slack.events.emit({"type": "app_uninstalled"})
        slack.world.is_revoked = True
    return {"revoked": not is_test}


def api_test(_slack: Slack, call: Call) -> JsonObject:
    """api.test: gives back what it was given."""
    if call.args.get("error"):
        raise ApiError(call.text("error"), args=call.args)
    return {"args": call.args}


def connections_open(slack: Slack, _call: Call) -> JsonObject:
    """apps.connections.open: the URL of a new socket."""
    if slack.rules.uses_sockets is False:
        raise ApiError("not_enabled")
    ticket = slack.world.identifiers.secret("ticket")
    slack.sockets.admit(ticket)
    host = urlsplit(slack.base_url).netloc
    return {"url": f"ws://{host}/link/?ticket={ticket}&app_id={APP_ID}"}


def validate(_slack: Slack, call: Call) -> JsonObject:
    """blocks.validate: needs no token, and exactly one of blocks, message or view."""
    given = [name for name in ("blocks", "message", "view") if call.args.get(name) is not None]
    if len(given) != 1:
        raise invalid_arguments("[ERROR] must provide exactly one of blocks, message or view")
    name = given[0]
    value = call.args[name]
    if name == "blocks":
        errors = validate_blocks(value, "message")
    else:
        errors = validate_message(value) if name == "message" else validate_view(value)
    if errors:
        raise ApiError(f"invalid_{name}", errors=[one.to_json() for one in errors])
    return {}


def validate_app_manifest(_slack: Slack, call: Call) -> JsonObject:
    """apps.manifest.validate."""
    errors = validate_manifest(call.item("manifest"))
    if errors:
        raise ApiError("invalid_manifest", errors=[asdict(one) for one in errors])
    return {"errors": []}


def team_info(slack: Slack, _call: Call) -> JsonObject:
    """team.info."""
    directory = slack.world.directory
    return {
        "team": {
            "id": TEAM_ID,
            "name": directory.team_name,
            "domain": directory.team_domain,
            "url": f"{slack.base_url}/",
            "email_domain": directory.email_domain,
            "avatar_base_url": f"{slack.base_url}/avatars/",
            "is_verified": False,
            "icon": {"image_default": True}
            | {f"image_{size}": f"{slack.base_url}/avatars/{TEAM_ID}-{size}.png" for size in ICONS},
        }
    }


def bots_info(slack: Slack, call: Call) -> JsonObject:
    """bots.info: of this app's bot only."""
    if call.text("bot", BOT_ID) != BOT_ID:
        raise ApiError("bot_not_found")
    icons = {f"image_{size}": f"{slack.base_url}/avatars/{BOT_ID}-{size}.png" for size in BOT_ICONS}
    return {"bot": bot_profile(slack) | {"icons": icons}}


AUTH: Methods = {
    "api.test": Method(api_test, tier=4, takes="none"),
    "auth.test": Method(auth_test, tier=0),
    "auth.revoke": Method(revoke, tier=3),
    "apps.connections.open": Method(
        connections_open, tier=3, scopes=("connections:write",), takes="app"
    ),
    "apps.manifest.validate": Method(validate_app_manifest, tier=3, takes="none"),
    "blocks.validate": Method(validate, tier=0, takes="none"),
    "team.info": Method(team_info, tier=3, scopes=("team:read",)),
    "bots.info": Method(bots_info, tier=3, scopes=("users:read",)),
}
