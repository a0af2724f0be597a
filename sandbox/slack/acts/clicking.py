"""Pressing buttons and choosing from menus."""

import asyncio
import copy

from sandbox.slack import payloads
from sandbox.slack.acts.interacting import Screen, interact, screen_of
from sandbox.slack.acts.seen import Glance
from sandbox.slack.delivery import Ack
from sandbox.slack.elements import Spot, find_option, find_spot, options_of
from sandbox.slack.form_values import EXTERNAL, SELECTED, filled
from sandbox.slack.people import Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.views import View
from sandbox.slack.wire import JsonObject


async def clicks(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Press a button or choose from a menu, `times` times at once (a double click is two).

    Args:
        slack: the workspace.
        person: who clicks.
        given: the screen, `element` (label, action_id or block_id), perhaps `block_id`, and
            `value` for anything that is not a button.
    """
    glance = Glance.now(slack, person)
    screen = screen_of(slack, person.id, given)
    spot = find_spot(screen.blocks, str(given["element"]), block_id=given.get("block_id"))
    chosen = choose(slack, screen, person, spot, given["value"]) if "value" in given else None
    presses = [press(slack, person, screen, spot, chosen) for _ in range(given.get("times", 1))]
    acks = await asyncio.gather(*presses)
    await slack.quiet()
    return glance.after(acks[0], acks=[ack.outcome for ack in acks])


async def press(
    slack: Slack, person: Person, screen: Screen, spot: Spot, chosen: JsonObject | None
) -> Ack:
    """Deliver one block_actions for an element."""
    action = _action(slack, spot, chosen)
    place = screen.place
    if isinstance(place, View):
        payload = payloads.view_actions(slack, person, place, [action])
    else:
        payload = payloads.message_actions(slack, person, place, [action])
    return await interact(slack, copy.deepcopy(payload))


def choose(slack: Slack, screen: Screen, person: Person, spot: Spot, given: object) -> JsonObject:
    """Put a value into an element, as choosing or typing there does."""
    if spot.element["type"] == "feedback_buttons":
        return _feedback(spot, str(given))
    chosen = filled(spot, _ids_for(slack, spot, given), options_of(spot.element))
    place = screen.place
    values = place.values
    if not isinstance(place, View):
        values = place.values.setdefault(person.id, {})
    values.setdefault(spot.block_id, {})[spot.action_id] = chosen
    return chosen


def _ids_for(slack: Slack, spot: Spot, given: object) -> object:
    """People and channels are chosen by their names; the app hears ids."""
    if isinstance(given, list):
        return [_ids_for(slack, spot, one) for one in given]
    directory, name = slack.world.directory, str(given)
    kind = spot.element["type"].removeprefix("multi_")
    found: Person | Channel | None = None
    if kind in {"users_select", "conversations_select"}:
        found = directory.person_named(name.removeprefix("@"))
    if kind in {"channels_select", "conversations_select"}:
        found = directory.channel_named(name) or found
    return given if found is None else found.id


def _feedback(spot: Spot, given: str) -> JsonObject:
    """One of the two buttons of a feedback element, by its label or value."""
    buttons = [spot.element["positive_button"], spot.element["negative_button"]]
    chosen = find_option(buttons, given)
    return {"text": chosen["text"], "value": chosen["value"]}


def _action(slack: Slack, spot: Spot, chosen: JsonObject | None) -> JsonObject:
    element = spot.element
    action = {
        "type": element["type"],
        "action_id": spot.action_id,
        "block_id": spot.block_id,
        "action_ts": f"{slack.now():.6f}",
    }
    if element["type"] == "button":
        kept = ("text", "value", "style", "url")
        return action | {key: element[key] for key in kept if key in element}
    if chosen is None and element["type"] in SELECTED:
        return action
    if element["type"] in EXTERNAL or "placeholder" in element:
        action["placeholder"] = element.get("placeholder")
    return action | (chosen or {})
