"""usergroups.*: groups of people that can be mentioned, such as @managers."""

from sandbox.slack.people import UserGroup
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.wire import JsonObject


def list_groups(slack: Slack, call: Call) -> JsonObject:
    """usergroups.list: those switched off are left out unless asked for."""
    with_users, with_disabled = call.flag("include_users"), call.flag("include_disabled")
    groups = slack.world.directory.groups.values()
    shown = [one for one in groups if with_disabled or not one.is_disabled]
    return {"usergroups": [_shown(one, with_users=with_users) for one in shown]}


def list_members(slack: Slack, call: Call) -> JsonObject:
    """usergroups.users.list."""
    return {"users": _group(slack, call).users}


def create(slack: Slack, call: Call) -> JsonObject:
    """usergroups.create: a handle, or the name in its place, names one group."""
    name = call.needed("name")
    handle = call.text("handle") or name.lower().replace(" ", "-")
    if any(one.handle == handle for one in slack.world.directory.groups.values()):
        raise ApiError("handle_already_exists")
    group = UserGroup(id=slack.world.identifiers.make("S"), handle=handle, name=name)
    slack.world.directory.groups[group.id] = group
    return {"usergroup": _shown(group, with_users=True)}


def update(slack: Slack, call: Call) -> JsonObject:
    """usergroups.update: its name and handle."""
    group = _group(slack, call)
    group.name = call.text("name", group.name)
    group.handle = call.text("handle", group.handle)
    return {"usergroup": _shown(group, with_users=True)}


def set_members(slack: Slack, call: Call) -> JsonObject:
    """usergroups.users.update: the whole list."""
    group, users = _group(slack, call), call.listed("users")
    if not users:
        raise ApiError("no_users_provided")
    if any(user not in slack.world.directory.people for user in users):
        raise ApiError("invalid_users")
    group.users = users
    return {"usergroup": _shown(group, with_users=True)}


def switch(slack: Slack, call: Call) -> JsonObject:
    """usergroups.enable and usergroups.disable."""
    group = _group(slack, call)
    group.is_disabled = call.method == "usergroups.disable"
    return {"usergroup": _shown(group, with_users=True)}


def _group(slack: Slack, call: Call) -> UserGroup:
    group = slack.world.directory.groups.get(call.needed("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return group


def _shown(group: UserGroup, *, with_users: bool) -> JsonObject:
    shown: JsonObject = {
        "id": group.id,
        "name": group.name or group.handle,
        "handle": group.handle,
        "is_usergroup": True,
        "date_delete": int(group.is_disabled),
        "user_count": len(group.users),
    }
    return {**shown, "users": group.users} if with_users else shown


_READ = ("usergroups:read",)
_WRITE = ("usergroups:write",)

USERGROUPS: Methods = {
    "usergroups.list": Method(list_groups, tier=2, scopes=_READ),
    "usergroups.create": Method(create, tier=2, scopes=_WRITE),
    "usergroups.update": Method(update, tier=2, scopes=_WRITE),
    "usergroups.enable": Method(switch, tier=2, scopes=_WRITE),
    "usergroups.disable": Method(switch, tier=2, scopes=_WRITE),
    "usergroups.users.list": Method(list_members, tier=2, scopes=_READ),
    "usergroups.users.update": Method(set_members, tier=2, scopes=_WRITE),
}
