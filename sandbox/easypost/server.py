"""The EasyPost stand-in as a whole.

https://api.easypost.com/v2/... -> <base_url>/v2/..., with `API_KEY`
labels                          -> <base_url>/files/...
"""

from aiohttp import web

from sandbox.easypost.control import Control
from sandbox.easypost.front_door import FrontDoor
from sandbox.easypost.state import EasyPostState
from sandbox.easypost.webhooks import Courier


class EasyPostStandIn:
    """The API, the label files and the webhook sender over one `state`."""

    def __init__(self) -> None:
        self.state = EasyPostState()

    def create_app(self) -> web.Application:
        """The application; run it with `sandbox.loopback.ServerThread` or any aiohttp runner."""
        courier = Courier(self.state)
        door = FrontDoor(self.state, courier)
        app = web.Application()
        Control(self.state, courier, door).add_routes(app)
        app.router.add_get("/files/{path:.*}", door.file)
        app.router.add_route("*", "/v2/{path:.*}", door.api)

        async def close(_: web.Application) -> None:
            await door.close()
            await courier.close()

        app.on_cleanup.append(close)
        return app
