"""views.*: opening, stacking and changing forms, and the App Home."""

import re
from collections.abc import Callable

from sandbox.slack.blocks import validate_view
from sandbox.slack.content import pointed
from sandbox.slack.slack import Slack
from sandbox.slack.triggers import PermitError, Trigger
from sandbox.slack.views import View, ViewError
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.web_api.places import person_of
from sandbox.slack.wire import JsonObject

_TRIGGER = re.compile(r"\d+\.\d+\.\w+")


def open_view(slack: Slack, call: Call) -> JsonObject:
    """views.open: spends a trigger."""
    body = _body(call, "modal")
    trigger = _trigger(slack, call)
    return _shown(lambda: slack.world.views.open(trigger.user, body, now=slack.now()))


def push_view(slack: Slack, call: Call) -> JsonObject:
    """views.push: spends a trigger; three deep at most."""
    body = _body(call, "modal")
    trigger = _trigger(slack, call)
    return _shown(lambda: slack.world.views.push(trigger.user, body, now=slack.now()))


def update_view(slack: Slack, call: Call) -> JsonObject:
    """views.update: by id or external_id, refused under an old hash."""
    body = _body(call)
    if "view_id" in call.args and "external_id" in call.args:
        raise invalid_arguments("[ERROR] Cannot provide both `view_id` and `external_id`")
    views = slack.world.views
    view = views.find(view_id=call.text("view_id"), external_id=call.text("external_id"))
    if view is None or not view.is_open:
        raise ApiError("not_found")
    _check_hash(view, call)

    def updated() -> View:
        views.update(view, body, now=slack.now())
        return view

    return _shown(updated)


def publish_view(slack: Slack, call: Call) -> JsonObject:
    """views.publish: sets a person's App Home."""
    if not slack.rules.has_home_tab:
        raise ApiError("not_enabled")
    person = person_of(slack, call, "user_id")
    body = _body(call, "home")
    home = slack.world.views.homes.get(person.id)
    if home is not None:
        _check_hash(home, call)
    return _shown(lambda: slack.world.views.publish(person.id, body, now=slack.now()))


def _body(call: Call, kind: str | None = None) -> JsonObject:
    body = call.item("view")
    if kind is not None and body.get("type", kind) != kind:
        raise invalid_arguments("[ERROR] must be a valid enum value [json-pointer:/view/type]")
    errors = validate_view(body)
    if errors:
        raise invalid_arguments(*(pointed(one, "/view") for one in errors))
    return body


def _trigger(slack: Slack, call: Call) -> Trigger:
    trigger_id = call.needed("trigger_id")
    if not _TRIGGER.fullmatch(trigger_id):
        raise invalid_arguments("[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]")
    try:
        return slack.world.permits.spend_trigger(trigger_id, now=slack.now())
    except PermitError as error:
        raise ApiError(error.error) from error


def _check_hash(view: View, call: Call) -> None:
    given = call.text("hash")
    if given and given != view.hash:
        raise ApiError("hash_conflict")


def _shown(make: Callable[[], View]) -> JsonObject:
    try:
        return {"view": make().as_view()}
    except ViewError as error:
        raise ApiError(error.error) from error


VIEWS: Methods = {
    "views.open": Method(open_view, tier=4),
    "views.push": Method(push_view, tier=4),
    "views.update": Method(update_view, tier=4),
    "views.publish": Method(publish_view, tier=4),
}
