"""App manifests: which are accepted, and what has to fit together inside one.

The tables follow the published JSON schema. What the schema cannot say (a command needs the `commands`
scope, an event needs its history scope, HTTP delivery needs addresses) is checked between the parts, as
the configuration pages check it; the wording of those is ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.slack.manifest_scopes import SCOPES_FOR_EVENTS
from sandbox.slack.rules import (
    Fault,
    Json,
    any_object,
    array,
    boolean,
    failed,
    integer,
    mapping,
    missing,
    one_of,
    shape,
    string,
    unique,
)


@dataclass(frozen=True)
class ManifestError:
    """One fault in a manifest, in the shape in which `apps.manifest.validate` reports it."""

    code: str
    message: str
    pointer: str
    related_component: str | None = None


def validate_manifest(manifest: Json) -> list[ManifestError]:
    """What is wrong with a manifest, as decoded from JSON or YAML; an empty list means nothing."""
    faults = list(_MANIFEST(manifest, ""))
    if not faults:
        faults = list(_between_the_parts(manifest))
    return [_reported(fault) for fault in faults]


def _reported(fault: Fault) -> ManifestError:
    parts = fault.pointer.split("/")[1:3]
    component = parts[-1] if parts else fault.field
    return ManifestError(fault.code, fault.message, fault.pointer, component)


def _address(maximum: int) -> dict[str, Json]:
    return {"maximum": maximum, "pattern": r"https?://\S+"}


_request_url = string(**_address(3500))
_scopes = array(string(50, minimum=1), 255)
_prompts = array(shape({"title": string(), "message": string()}), 4)
_parameters = shape({"properties": mapping(any_object, 50)}, {"required": array(string())})

_display_information = shape(
    {"name": string(35, minimum=1)},
    {
        "description": string(140, minimum=1),
        "long_description": string(4000, minimum=175),
        "background_color": string(7, minimum=4, pattern=r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?"),
    },
)

_slash_command = shape(
    {"command": string(32, minimum=2, pattern=r"/\S+"), "description": string(2000, minimum=1)},
    {
        "url": string(**_address(3000)),
        "usage_hint": string(1000, minimum=1),
        "should_escape": boolean,
    },
)

_shortcut = shape(
    {
        "name": string(24, minimum=1),
        "type": one_of("message", "global"),
        "callback_id": string(255, minimum=1),
        "description": string(150, minimum=1),
    }
)

_features = shape(
    {},
    {
        "app_home": shape(
            {},
            {
                "home_tab_enabled": boolean,
                "messages_tab_enabled": boolean,
                "messages_tab_read_only_enabled": boolean,
            },
        ),
        "bot_user": shape({"display_name": string(80, minimum=1)}, {"always_online": boolean}),
        "shortcuts": array(_shortcut, 10, minimum=1),
        "slash_commands": array(_slash_command, 50, minimum=1),
        "unfurl_domains": array(
            string(255, pattern=r"(?![.\-])([-a-z0-9.])+([a-z0-9])"), 5, minimum=1
        ),
        "workflow_steps": array(
            shape({"name": string(50, minimum=1), "callback_id": string(50, minimum=1)}),
            10,
            minimum=1,
        ),
        "functions": array(any_object, 50),
        "assistant_view": shape(
            {"assistant_description": string()}, {"suggested_prompts": _prompts}
        ),
        "agent_view": shape(
            {},
            {
                "agent_description": string(300),
                "suggested_prompts": _prompts,
                "actions": array(shape({"name": string(), "description": string()})),
            },
        ),
        "user_connections": any_object,
        "code_channels": shape(
            {}, {"enabled": boolean, "slash_command_url": string(**_address(3000))}
        ),
    },
)

_oauth_config = shape(
    {},
    {
        "redirect_urls": array(string(2500), 1000),
        "scopes": shape(
            {},
            {"bot": _scopes, "user": _scopes, "bot_optional": _scopes, "user_optional": _scopes},
        ),
        "token_management_enabled": boolean,
        "pkce_enabled": boolean,
    },
)

_events = array(string(50, minimum=1), 100)
_settings = shape(
    {},
    {
        "event_subscriptions": shape(
            {},
            {
                "request_url": _request_url,
                "bot_events": _events,
                "user_events": _events,
                "metadata_subscriptions": array(
                    shape({"app_id": string(), "event_type": string(50)}), 20, minimum=1
                ),
            },
        ),
        "interactivity": shape(
            {"is_enabled": boolean},
            {"request_url": _request_url, "message_menu_options_url": _request_url},
        ),
        "incoming_webhooks": shape({}, {"incoming_webhooks_enabled": boolean}),
        "allowed_ip_address_ranges": array(string(pattern=r"[\d.]+(/\d{1,2})?"), 50, minimum=1),
        "org_deploy_enabled": boolean,
        "socket_mode_enabled": boolean,
        "token_rotation_enabled": boolean,
        "is_hosted": boolean,
        "is_mcp_enabled": boolean,
        "siws_links": shape({}, {"initiate_uri": string(3500, pattern=r"https://\S+")}),
        "hermes_app_type": string(),
        "function_runtime": one_of("remote", "slack"),
    },
)

_function = shape(
    {
        "title": string(),
        "description": string(),
        "input_parameters": _parameters,
        "output_parameters": _parameters,
    }
)

_MANIFEST = shape(
    {"display_information": _display_information},
    {
        "$schema": string(),
        "_metadata": shape(
            {},
            {
                "major_version": integer(1, 2),
                "minor_version": integer(0),
                "schema_version": integer(1),
                "min_version": integer(1),
            },
        ),
        "features": _features,
        "oauth_config": _oauth_config,
        "settings": _settings,
        "functions": mapping(_function, 50),
        "workflows": any_object,
        "datastores": any_object,
        "types": mapping(any_object, 50),
        "outgoing_domains": array(string(), 10),
        "external_auth_providers": any_object,
        "app_directory": any_object,
        "mcp_servers": any_object,
    },
)


def _between_the_parts(manifest: Json) -> Iterator[Fault]:
    yield from _names_are_unique(manifest)
    yield from _scopes_are_asked_for(manifest)
    if not _at(manifest, "settings").get("socket_mode_enabled"):
        yield from _addresses_are_given(manifest)


def _names_are_unique(manifest: Json) -> Iterator[Fault]:
    features = _at(manifest, "features")
    for part, name in (("slash_commands", "command"), ("shortcuts", "callback_id")):
        seen: set[str] = set()
        for index, entry in enumerate(features.get(part, [])):
            if entry[name] in seen:
                yield unique(f"/features/{part}/{index}/{name}", name, entry[name])
            seen.add(entry[name])


def _scopes_are_asked_for(manifest: Json) -> Iterator[Fault]:
    asked = _at(manifest, "oauth_config", "scopes")
    granted = {*asked.get("bot", []), *asked.get("bot_optional", [])}
    features = _at(manifest, "features")
    if granted and "bot_user" not in features:
        yield missing("/features", "bot_user")
    for part in ("slash_commands", "shortcuts"):
        if part in features and "commands" not in granted:
            yield _needs(f"/features/{part}", part, ("commands",))
    events = _at(manifest, "settings", "event_subscriptions").get("bot_events", [])
    for index, event in enumerate(events):
        needed = SCOPES_FOR_EVENTS.get(event, ())
        if needed and not granted.intersection(needed):
            yield _needs(f"/settings/event_subscriptions/bot_events/{index}", event, needed)


def _needs(pointer: str, what: str, scopes: tuple[str, ...]) -> Fault:
    message = f"`{what}` requires the scope {' or '.join(f'`{scope}`' for scope in scopes)}"
    return failed(pointer, message, "any_of", expected=list(scopes))


def _addresses_are_given(manifest: Json) -> Iterator[Fault]:
    for index, command in enumerate(_at(manifest, "features").get("slash_commands", [])):
        if "url" not in command:
            yield missing(f"/features/slash_commands/{index}", "url")
    interactivity = _at(manifest, "settings", "interactivity")
    if interactivity.get("is_enabled") and "request_url" not in interactivity:
        yield missing("/settings/interactivity", "request_url")
    subscriptions = _at(manifest, "settings", "event_subscriptions")
    if subscriptions.get("bot_events") and "request_url" not in subscriptions:
        yield missing("/settings/event_subscriptions", "request_url")


def _at(manifest: Json, *path: str) -> dict[str, Json]:
    part = manifest
    for name in path:
        part = part.get(name, {})
    return dict(part)
