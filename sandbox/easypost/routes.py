"""Which call does what: the paths of the API, as far as they are stood in for."""

import re
from collections.abc import Callable
from typing import Final

from sandbox.easypost.errors import Json, NotFound
from sandbox.easypost.shipments import (
    buy_shipment,
    create_shipment,
    rerate_shipment,
    retrieve_shipment,
)
from sandbox.easypost.state import EasyPostState
from sandbox.easypost.trackers import create_tracker, retrieve_tracker
from sandbox.easypost.webhooks import create_webhook, delete_webhook

Act = Callable[[EasyPostState, str, Json, str], Json]
"""State, id from the path, body, base URL -> answer."""


def _event(state: EasyPostState, event_id: str, _: Json, __: str) -> Json:
    if event_id not in state.events:
        raise NotFound
    return state.events[event_id]


ROUTES: Final[tuple[tuple[str, str, int, Act], ...]] = (
    ("POST", r"/shipments", 201, lambda s, _, body, __: create_shipment(s, body)),
    ("GET", r"/shipments/(\w+)", 200, lambda s, named, _, __: retrieve_shipment(s, named)),
    ("POST", r"/shipments/(\w+)/buy", 200, buy_shipment),
    ("POST", r"/shipments/(\w+)/rerate", 200, lambda s, named, _, __: rerate_shipment(s, named)),
    ("POST", r"/trackers", 201, lambda s, _, body, __: create_tracker(s, body)),
    ("GET", r"/trackers/(\w+)", 200, lambda s, named, _, __: retrieve_tracker(s, named)),
    ("POST", r"/webhooks", 201, lambda s, _, body, __: create_webhook(s, body)),
    ("GET", r"/webhooks", 200, lambda s, _, __, ___: {"webhooks": list(s.webhooks.values())}),
    ("DELETE", r"/webhooks/(\w+)", 200, lambda s, named, _, __: delete_webhook(s, named)),
    ("GET", r"/events/(\w+)", 200, _event),
)


def perform(
    state: EasyPostState, method: str, path: str, body: Json, base_url: str
) -> tuple[int, Json]:
    """Do one call and return its status and answer.

    Raises:
        EasyPostError: it is refused; nothing was done.
    """
    for known, pattern, status, act in ROUTES:
        found = re.fullmatch(pattern, path)
        if known == method and found:
            return status, act(state, found[1] if found.re.groups else "", body, base_url)
    raise NotFound
