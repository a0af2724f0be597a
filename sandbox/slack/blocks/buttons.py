"""Buttons: pressed, and nothing more."""

from sandbox.slack.blocks.composition import action_id, confirm, plain_text, user_id, workflow
from sandbox.slack.rules import Rule, array, one_of, shape, string, url

_acts: dict[str, Rule] = {"action_id": action_id, "confirm": confirm}
_style = one_of("primary", "danger")
_feedback_button = shape(
    {"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)}
)

BUTTONS: dict[str, Rule] = {
    "button": shape(
        {"text": plain_text(75)},
        _acts
        | {
            "value": string(2000),
            "url": url(3000),
            "style": _style,
            "accessibility_label": string(75),
            "agent_prompt": string(4000, minimum=1),
            "agent_prompt_display": string(4000, minimum=1),
            "visible_to_user_ids": array(user_id, 10, minimum=1),
        },
    ),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain_text(75)},
        _acts
        | {
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": array(user_id, 10, minimum=1),
        },
    ),
    "feedback_buttons": shape(
        {"positive_button": _feedback_button, "negative_button": _feedback_button},
        {"action_id": action_id},
    ),
    "workflow_button": shape(
        {"text": plain_text(75), "workflow": workflow},
        {"action_id": action_id, "style": _style, "accessibility_label": string(75)},
    ),
}
