"""The other ends of what payloads carry: response URLs, upload URLs, private files."""

from urllib.parse import quote

from aiohttp import web

from sandbox.slack.acts.answers import answer_link
from sandbox.slack.content import ContentError
from sandbox.slack.faulty_doors import served
from sandbox.slack.slack import Slack
from sandbox.slack.triggers import PermitError
from sandbox.slack.wire import decode_object

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Login | Slack</title></head><body></body></html>"


class OutsideDoors:
    """Serves the URLs that need no token of the Web API."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take a message posted to a response URL."""
        return await served(self._slack, request, "response_url", lambda: self._responded(request))

    async def take_bytes(self, request: web.Request) -> web.StreamResponse:
        """Take a file's bytes at its upload URL: the body raw, or as a form's only file."""
        return await served(self._slack, request, "upload", lambda: self._taken(request))

    async def _responded(self, request: web.Request) -> web.StreamResponse:
        slack = self._slack
        try:
            given = decode_object(await request.text())
            link = slack.world.permits.use_link(request.match_info["token"], now=slack.now())
            answer_link(slack, link, given)
        except PermitError as error:
            return web.json_response({"ok": False, "error": error.error}, status=404)
        except ContentError as error:
            return web.json_response({"ok": False, "error": error.error}, status=400)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        return web.Response(text="ok")

    async def _taken(self, request: web.Request) -> web.StreamResponse:
        upload = self._slack.world.uploads.waiting_at(request.match_info["secret"])
        if upload is None:
            return web.Response(status=404, text="no such upload")
        if request.content_type == "multipart/form-data":
            fields = (await request.post()).values()
            parts = [field for field in fields if isinstance(field, web.FileField)]
            content = parts[0].file.read() if parts else b""
        else:
            content = await request.read()
        if len(content) != upload.length:
            return web.Response(status=400, text="length does not match")
        upload.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def log_in(self, _request: web.Request) -> web.StreamResponse:
        """Show the page to which whoever may not see a file is sent: HTML, and no error at all."""
        return web.Response(text=LOGIN_PAGE, content_type="text/html")

    async def give_file(self, request: web.Request) -> web.StreamResponse:
        """Give a file's bytes to whoever shows the bot token."""
        slack = self._slack
        upload = slack.world.uploads.find(request.match_info["file"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != slack.credentials.bot_token or not slack.rules.grants("files:read"):
            back = quote(request.path, safe="")
            return web.Response(status=302, headers={"Location": f"/?redir={back}"})
        if upload is None or upload.content is None:
            return web.Response(status=404)
        return web.Response(body=upload.content, content_type=upload.mime_type)
