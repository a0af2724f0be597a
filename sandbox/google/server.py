"""The Google stand-in as a whole: one application on one address, in place of four of Google's.

service account file -> token_uri at <base_url>/token
https://sheets.googleapis.com/v4/...       -> <base_url>/v4/...
https://www.googleapis.com/drive/v3/...    -> <base_url>/drive/v3/...
https://www.googleapis.com/upload/drive/.. -> <base_url>/upload/drive/...
https://docs.google.com/spreadsheets/d/... -> <base_url>/spreadsheets/d/.../export
"""

from aiohttp import web

from sandbox.google.control import Control
from sandbox.google.files import DriveFile
from sandbox.google.front_door import FrontDoor
from sandbox.google.state import BOT_EMAIL, OWNER_EMAIL, GoogleState

MAX_BODY_BYTES = 64 * 2**20


class GoogleStandIn:
    """Sheets v4, Drive v3 and the token endpoint over one `state`."""

    def __init__(self) -> None:
        self.state = GoogleState()

    def create_app(self) -> web.Application:
        """The application; run it with `sandbox.loopback.ServerThread` or any aiohttp runner."""
        door = FrontDoor(self.state)
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        Control(self.state).add_routes(app)
        app.router.add_post("/token", door.token)
        app.router.add_route("*", "/{path:.*}", door.api)
        return app

    def service_account_info(self, base_url: str, email: str = BOT_EMAIL) -> dict[str, str]:
        """The key file of a service account, made the first time it is asked for."""
        return self.state.accounts.account(email).info(base_url)

    def add_spreadsheet(
        self,
        title: str,
        *,
        owner: str = OWNER_EMAIL,
        share_with: str | None = BOT_EMAIL,
        file_id: str | None = None,
    ) -> DriveFile:
        """An empty spreadsheet that a person owns and has shared with one account."""
        return self.state.add_spreadsheet(
            title, owner=owner, share_with=share_with, file_id=file_id
        )
