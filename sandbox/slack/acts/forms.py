"""Filling in forms, sending them, closing them, asking for options."""

from sandbox.slack import payloads
from sandbox.slack.acts.clicking import choose, press
from sandbox.slack.acts.files import chosen_files
from sandbox.slack.acts.interacting import Screen, interact, screen_of
from sandbox.slack.acts.seen import Glance
from sandbox.slack.blocks import validate_view
from sandbox.slack.delivery import Ack
from sandbox.slack.elements import Spot, find_option, find_spot
from sandbox.slack.form_values import EXTERNAL, SELECTED, window_errors
from sandbox.slack.people import Person
from sandbox.slack.slack import Slack
from sandbox.slack.views import View, ViewError
from sandbox.slack.wire import JsonObject

TROUBLE = "We had some trouble connecting. Try again?"


async def fills(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Put `values` ({label, action_id or block_id: value}) into a form's fields."""
    glance = Glance.now(slack, person)
    screen = screen_of(slack, person.id, given)
    for wanted, value in given.get("values", {}).items():
        await _fill(slack, person, screen_of(slack, person.id, given), wanted, value)
    if isinstance(screen.place, View):
        screen.place.errors = {}
    await slack.quiet()
    return glance.after()


async def submits(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Press a modal's submit button."""
    glance = Glance.now(slack, person)
    view = _open_view(slack, person, given)
    view.errors = window_errors(view.blocks, view.values)
    if view.errors:
        return glance.after(outcome="incomplete")
    ack = await interact(slack, payloads.view_submission(slack, person, view))
    outcome = _after_submission(slack, person, view, ack)
    await slack.quiet()
    return glance.after(ack, outcome=outcome, reply=ack.body)


async def closes(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Cancel the topmost modal, or with `all` press the cross that closes the whole stack."""
    glance = Glance.now(slack, person)
    view = _open_view(slack, person, given)
    stack = slack.world.views.stack(person.id)
    is_cleared = bool(given.get("all"))
    told = stack[0] if is_cleared else view
    if is_cleared or view.body.get("clear_on_close"):
        slack.world.views.clear(person.id)
    else:
        slack.world.views.close(person.id)
    ack = None
    if told.body.get("notify_on_close"):
        payload = payloads.view_closed(slack, person, told, is_cleared=is_cleared)
        ack = await interact(slack, payload)
        await slack.quiet()
    return glance.after(ack)


async def asks_options(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Type into an external select; the options the app offers come back."""
    glance = Glance.now(slack, person)
    screen = screen_of(slack, person.id, given)
    spot = find_spot(screen.blocks, str(given["element"]), block_id=given.get("block_id"))
    typed = str(given.get("value", ""))
    if len(typed) < spot.element.get("min_query_length", 3):
        return glance.after(outcome="query_too_short", options=[], option_groups=[])
    ack = await _suggested(slack, person, screen, spot, typed)
    return glance.after(
        ack,
        options=_offered(ack),
        option_groups=ack.body.get("option_groups", []),
    )


async def _fill(slack: Slack, person: Person, screen: Screen, wanted: str, value: object) -> None:
    spot = find_spot(screen.blocks, wanted)
    if spot.element["type"] in EXTERNAL:
        value = await _external_choice(slack, person, screen, spot, value)
    elif spot.element["type"] == "file_input" and isinstance(value, dict | list):
        value = chosen_files(slack, person, value)
    chosen = choose(slack, screen, person, spot, value)
    if not spot.is_input or _dispatches(spot):
        await press(slack, person, screen, spot, chosen)


async def _external_choice(
    slack: Slack, person: Person, screen: Screen, spot: Spot, value: object
) -> object:
    """What a person means by a text typed into an external select: the option it finds."""
    if value is None or isinstance(value, dict):
        return value
    many = value if isinstance(value, list) else [value]
    chosen = []
    for typed in many:
        ack = await _suggested(slack, person, screen, spot, str(typed))
        chosen.append(find_option(_offered(ack), str(typed)))
    return {SELECTED[spot.element["type"]]: chosen if isinstance(value, list) else chosen[0]}


def _dispatches(spot: Spot) -> bool:
    return bool(spot.block.get("dispatch_action"))


async def _suggested(slack: Slack, person: Person, screen: Screen, spot: Spot, typed: str) -> Ack:
    payload = payloads.block_suggestion(slack, person, screen.place, spot, typed)
    return await interact(slack, payload)


def _offered(ack: Ack) -> list[JsonObject]:
    groups = ack.body.get("option_groups", [])
    return [*ack.body.get("options", []), *(one for group in groups for one in group["options"])]


def _open_view(slack: Slack, person: Person, given: JsonObject) -> View:
    stack = slack.world.views.stack(person.id)
    top = {"view_id": stack[-1].id} if stack and not given.get("view_id") else given
    place = screen_of(slack, person.id, top).place
    if not isinstance(place, View):
        raise TypeError("only a form can be sent or closed")
    return place


def _after_submission(slack: Slack, person: Person, view: View, ack: Ack) -> str:
    """Do what the ack of a submission says; returns how it went."""
    if not ack.ok:
        view.errors = {"": TROUBLE}
        return ack.outcome
    action = ack.body.get("response_action")
    if not ack.body:
        slack.world.views.close(person.id)
        return "ok"
    try:
        return _respond(slack, person, view, str(action), ack.body)
    except ViewError as error:
        view.errors = {"": TROUBLE}
        return error.error


def _respond(slack: Slack, person: Person, view: View, action: str, body: JsonObject) -> str:
    views, now = slack.world.views, slack.now()
    if action == "clear":
        views.clear(person.id)
    elif action == "errors":
        view.errors = _field_errors(view, body.get("errors"))
    elif action in {"update", "push"} and not validate_view(body.get("view")):
        if action == "update":
            views.update(view, body["view"], now=now)
        else:
            views.push(person.id, body["view"], now=now)
    else:
        raise ViewError("invalid_response_action")
    return "ok"


def _field_errors(view: View, errors: object) -> dict[str, str]:
    """The errors by block_id; one for a block that is no input breaks the form."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise ViewError("invalid_response_action")
    return {str(block_id): str(text) for block_id, text in errors.items()}
