"""Every field a manifest may have, after the published JSON schema."""

from sandbox.slack.rules import (
    Rule,
    any_object,
    array,
    boolean,
    integer,
    mapping,
    one_of,
    shape,
    string,
)


def _address(maximum: int) -> Rule:
    return string(maximum, pattern=r"https?://\S+")


_request_url = _address(3500)
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
        "url": _address(3000),
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
        "code_channels": shape({}, {"enabled": boolean, "slash_command_url": _address(3000)}),
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

MANIFEST = shape(
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
