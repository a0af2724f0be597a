"""users.*: who people are."""

from sandbox.slack.accounts import user_object
from sandbox.slack.people import Person
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import person_of
from sandbox.slack.wire import JsonObject

LOCALE = "en-US"


def info(slack: Slack, call: Call) -> JsonObject:
    """users.info."""
    return {"user": _located(call, _shown(slack, person_of(slack, call)))}


def list_users(slack: Slack, call: Call) -> JsonObject:
    """users.list."""
    people = slack.world.directory.people.values()
    rows = [_located(call, _shown(slack, person)) for person in people]
    return {**paged(call, "members", rows), "cache_ts": int(slack.now())}


def lookup_by_email(slack: Slack, call: Call) -> JsonObject:
    """users.lookupByEmail."""
    email = call.needed("email").lower()
    found = (one for one in slack.world.directory.people.values() if one.email.lower() == email)
    person = next(found, None)
    if person is None:
        raise ApiError("users_not_found")
    return {"user": _shown(slack, person)}


def profile(slack: Slack, call: Call) -> JsonObject:
    """users.profile.get."""
    return {"profile": _shown(slack, person_of(slack, call))["profile"]}


def presence(slack: Slack, call: Call) -> JsonObject:
    """users.getPresence: everybody is always at work here."""
    person_of(slack, call)
    return {"presence": "active"}


def _located(call: Call, user: JsonObject) -> JsonObject:
    return user | {"locale": LOCALE} if call.flag("include_locale") else user


def _shown(slack: Slack, person: Person) -> JsonObject:
    user = user_object(person, slack.base_url)
    if not slack.rules.grants("users:read.email"):
        del user["profile"]["email"]
    return user


USERS: Methods = {
    "users.info": Method(info, tier=4, scopes=("users:read",)),
    "users.list": Method(list_users, tier=2, scopes=("users:read",)),
    "users.lookupByEmail": Method(lookup_by_email, tier=3, scopes=("users:read.email",)),
    "users.profile.get": Method(profile, tier=4, scopes=("users.profile:read",)),
    "users.getPresence": Method(presence, tier=3, scopes=("users:read",)),
}
