"""User accounts as the Web API shows them: the user object of users.info and users.list."""

from sandbox.slack.people import APP_ID, BOT_ID, TEAM_ID, Person
from sandbox.slack.wire import JsonObject

SIZES = (24, 32, 48, 72, 192, 512)


def user_object(person: Person, base_url: str) -> JsonObject:
    """A user with everything an app may read of one; `is_stranger` only where it is so."""
    shown: JsonObject = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": "9f69e7",
        "real_name": person.shown_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": person.tz_offset,
        "profile": _profile(person, base_url),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
    return shown | ({} if person.team_id == TEAM_ID else {"is_stranger": True})


def _profile(person: Person, base_url: str) -> JsonObject:
    name = person.shown_name
    first, _, last = name.partition(" ")
    profile: JsonObject = {
        "title": "",
        "phone": "",
        "skype": "",
        "real_name": name,
        "real_name_normalized": name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "status_emoji_display_info": [],
        "status_expiration": 0,
        "avatar_hash": f"g{person.id.lower()}",
        "email": person.email,
        "team": person.team_id,
    }
    pictures = {f"image_{size}": f"{base_url}/avatars/{person.id}-{size}.png" for size in SIZES}
    own = {"api_app_id": APP_ID, "bot_id": BOT_ID, "always_active": True} if person.is_bot else {}
    return profile | pictures | own
