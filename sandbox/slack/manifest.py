"""App manifests: which are accepted, and what has to fit together inside one.

The tables follow the published JSON schema. What the schema cannot say (a command needs the `commands`
scope, an event needs its history scope, HTTP delivery needs addresses) is checked between the parts, as
the configuration pages check it; the wording of those is ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.slack.json_fault import Fault, Json, failed, missing, unique
from sandbox.slack.manifest_scopes import SCOPES_FOR_EVENTS
from sandbox.slack.manifest_tables import MANIFEST


@dataclass(frozen=True)
class ManifestError:
    """One fault in a manifest, in the shape in which `apps.manifest.validate` reports it."""

    code: str
    message: str
    pointer: str
    related_component: str | None = None


def validate_manifest(manifest: Json) -> list[ManifestError]:
    """What is wrong with a manifest, as decoded from JSON or YAML; an empty list means nothing."""
    faults = list(MANIFEST(manifest, ""))
    if not faults:
        faults = list(_between_the_parts(manifest))
    return [_reported(fault) for fault in faults]


def _reported(fault: Fault) -> ManifestError:
    parts = fault.pointer.split("/")[1:3]
    component = parts[-1] if parts else fault.field
    return ManifestError(fault.code, fault.message, fault.pointer, component)


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
