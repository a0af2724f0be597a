"""The levers behind the stand-in: `/_sandbox/google/...`, in JSON, for tests and for the demo.

    POST   reset                                     everything as at the start
    GET    state                                     files, quotas, faults, clock
    POST   settings        {accounts_can_create}
    POST   clock           {advance_seconds, to_next_minute}   a new minute has new quotas
    POST   accounts        {email}                   -> the account's key file
    GET    requests        DELETE requests           the last 1000 requests
    GET    quotas          POST quotas               {enabled, per_user, per_project}
    GET    faults          POST faults  DELETE faults    {rules: [{kind, method, path, count, ...}]}
    POST   spreadsheets    {title, owner, share_with, id}  -> {id, url}
    GET    spreadsheets/ID                           tabs, sharing, metadata, versions
    GET    spreadsheets/ID/values/RANGE              ?render=FORMATTED_VALUE
    POST   spreadsheets/ID/share      {email, role}  role null takes the file away from them
    POST   spreadsheets/ID/acts       {person, act, ...}   see `sandbox.google.people`
    POST   spreadsheets/ID/restore    {person, version}

None of it counts towards quotas or is struck by faults.
"""

import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.fault_rule import FaultError
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, GoogleError, NotFound, PermissionDenied
from sandbox.google.faults import Fault
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.people import perform
from sandbox.google.quotas import WINDOW_SECONDS
from sandbox.google.state import BOT_EMAIL, OWNER_EMAIL, GoogleState
from sandbox.google.value_reading import Rendering, read_text
from sandbox.google.wire import Json, flag, integer
from sandbox.google.workbook import Workbook

PREFIX = "/_sandbox/google"


class Control:
    """The routes of the control API over one state."""

    def __init__(self, state: GoogleState) -> None:
        self.state = state

    def add_routes(self, app: web.Application) -> None:
        """Put the routes into an application."""
        for method, path, act in (
            ("POST", "/reset", self._reset),
            ("GET", "/state", self._state),
            ("POST", "/settings", self._settings),
            ("POST", "/clock", self._clock),
            ("POST", "/accounts", self._account),
            ("GET", "/requests", self._requests),
            ("DELETE", "/requests", self._forget_requests),
            ("GET", "/quotas", self._quotas),
            ("POST", "/quotas", self._set_quotas),
            ("GET", "/faults", self._faults),
            ("POST", "/faults", self._add_faults),
            ("DELETE", "/faults", self._clear_faults),
            ("POST", "/spreadsheets", self._add_spreadsheet),
            ("GET", "/spreadsheets/{id}", self._spreadsheet),
            ("GET", "/spreadsheets/{id}/values/{range}", self._values),
            ("POST", "/spreadsheets/{id}/share", self._share),
            ("POST", "/spreadsheets/{id}/acts", self._act),
            ("POST", "/spreadsheets/{id}/restore", self._restore),
        ):
            app.router.add_route(method, PREFIX + path, _answering(act))

    def _reset(self, _: web.Request, __: Json) -> Json:
        self.state.reset()
        return {}

    def _state(self, _: web.Request, __: Json) -> Json:
        return {
            "spreadsheets": [self._summary(each) for each in self.state.files.by_id.values()],
            "quotas": self.state.quotas.report(),
            "faults": [rule.shown() for rule in self.state.faults.rules],
            "clock_offset_seconds": self.state.clock.offset_seconds,
            "accounts": sorted(self.state.accounts.by_email),
            "accounts_can_create": self.state.accounts_can_create,
        }

    def _settings(self, _: web.Request, body: Json) -> Json:
        if "accounts_can_create" in body:
            self.state.accounts_can_create = flag(body["accounts_can_create"])
        return {"accounts_can_create": self.state.accounts_can_create}

    def _clock(self, _: web.Request, body: Json) -> Json:
        clock = self.state.clock
        clock.offset_seconds += float(body.get("advance_seconds", 0))
        if flag(body.get("to_next_minute")):
            clock.offset_seconds += WINDOW_SECONDS - clock.time() % WINDOW_SECONDS
        return {"now": self.state.clock.stamp()}

    def _account(self, request: web.Request, body: Json) -> Json:
        account = self.state.accounts.account(str(body.get("email") or BOT_EMAIL))
        return dict(account.info(f"{request.scheme}://{request.host}"))

    def _requests(self, _: web.Request, __: Json) -> Json:
        return {"requests": list(self.state.requests)}

    def _forget_requests(self, _: web.Request, __: Json) -> Json:
        self.state.requests.clear()
        return {}

    def _quotas(self, _: web.Request, __: Json) -> Json:
        return self.state.quotas.report()

    def _set_quotas(self, _: web.Request, body: Json) -> Json:
        quotas = self.state.quotas
        quotas.enabled = flag(body.get("enabled", quotas.enabled))
        quotas.per_user = integer(body, "per_user", quotas.per_user)
        quotas.per_project = integer(body, "per_project", quotas.per_project)
        return quotas.report()

    def _faults(self, _: web.Request, __: Json) -> Json:
        return {"rules": [rule.shown() for rule in self.state.faults.rules]}

    def _add_faults(self, request: web.Request, body: Json) -> Json:
        try:
            self.state.faults.rules += [Fault.told(rule) for rule in body.get("rules", [body])]
        except (FaultError, TypeError) as error:
            raise BadRequest(str(error)) from error
        return self._faults(request, {})

    def _clear_faults(self, request: web.Request, _: Json) -> Json:
        self.state.faults.rules.clear()
        return self._faults(request, {})

    def _add_spreadsheet(self, _: web.Request, body: Json) -> Json:
        made = self.state.add_spreadsheet(
            str(body.get("title") or "Untitled spreadsheet"),
            owner=str(body.get("owner") or OWNER_EMAIL),
            share_with=body.get("share_with", BOT_EMAIL),
            file_id=body.get("id"),
        )
        return {"id": made.id, "url": f"https://docs.google.com/spreadsheets/d/{made.id}/edit"}

    def _spreadsheet(self, request: web.Request, _: Json) -> Json:
        found = self._found(request)
        workbook = _workbook(found)
        return self._summary(found) | {
            "properties": workbook.properties,
            "permissions": found.permissions,
            "developer_metadata": list(workbook.developer_metadata.values()),
            "named_ranges": workbook.named_ranges,
            "versions": [
                {"version": each.number, "at": each.at, "by": each.by} for each in found.revisions
            ],
        }

    def _values(self, request: web.Request, _: Json) -> Json:
        found = self._found(request)
        how = Rendering(request.query.get("render", "FORMATTED_VALUE"))
        cells = found.values(self.state.clock.now())
        return read_text(_workbook(found), cells, request.match_info["range"], how)

    def _share(self, request: web.Request, body: Json) -> Json:
        found = self._found(request)
        email, role = str(body.get("email") or BOT_EMAIL), body.get("role", "writer")
        if role is None:
            found.permissions = [
                each for each in found.permissions if each.get("emailAddress") != email
            ]
        elif role in RANKS:
            found.share("user", role, email)
        else:
            raise BadRequest(f"No such role: {role}. There are: {', '.join(RANKS)}")
        return {"permissions": found.permissions}

    def _act(self, request: web.Request, body: Json) -> Json:
        found = self._found(request)
        person = self._editor(found, body)
        edit = Edit(_workbook(found).fork(), found.actor(person), self.state.clock.now())
        told = {name: it for name, it in body.items() if name not in ("person", "act")}
        perform(edit, str(body.get("act", "")), told)
        found.commit(edit.workbook, person, self.state.clock.stamp())
        return {"version": found.version}

    def _restore(self, request: web.Request, body: Json) -> Json:
        found = self._found(request)
        person = self._editor(found, body)
        wanted = integer(body, "version")
        for revision in found.revisions:
            if revision.number == wanted:
                found.commit(revision.workbook, person, self.state.clock.stamp())
                return {"version": found.version}
        raise BadRequest(f"No version {wanted} is kept.")

    def _editor(self, found: DriveFile, body: Json) -> str:
        person = str(body.get("person") or found.owner)
        if found.rank(person) < RANKS["writer"]:
            raise PermissionDenied
        return person

    def _found(self, request: web.Request) -> DriveFile:
        found = self.state.files.by_id.get(request.match_info["id"])
        if found is None or found.workbook is None:
            raise NotFound
        return found

    def _summary(self, found: DriveFile) -> Json:
        sheets = [] if found.workbook is None else found.workbook.sheets
        return {
            "id": found.id,
            "title": found.title,
            "owner": found.owner,
            "version": found.version,
            "modified": found.modified,
            "modified_by": found.modified_by,
            "tabs": [
                {
                    "id": sheet.id,
                    "title": sheet.title,
                    "rows": sheet.row_count,
                    "columns": sheet.column_count,
                    "filled_rows": sheet.grid.filled_rows,
                    "hidden": sheet.is_hidden,
                }
                for sheet in sheets
            ],
        }


def _workbook(found: DriveFile) -> Workbook:
    if found.workbook is None:
        raise NotFound
    return found.workbook


def _answering(act: Callable[[web.Request, Json], Json]) -> Any:  # noqa: ANN401  aiohttp's handler
    async def answer(request: web.Request) -> web.Response:
        try:
            content = await request.read()
            body = json.loads(content) if content else {}
            if not isinstance(body, dict):
                raise BadRequest("The body must be a JSON object.")
            return web.json_response(act(request, body))
        except GoogleError as error:
            return web.json_response(error.body(), status=error.code)
        except ValueError as error:
            return web.json_response(BadRequest(str(error)).body(), status=400)

    return answer
