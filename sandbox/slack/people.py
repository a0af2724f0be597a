"""Who and where: the people, channels and user groups of one workspace.

The app is told only ids; a person is a member of a channel or is not, and belongs to this
workspace or, in a channel shared with another company, to a stranger's.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from sandbox.slack.wire import JsonObject

TEAM_ID = "T0BINCARD"
OTHER_TEAM_ID = "T0OTHER"
APP_ID = "A0BINCARD"
BOT_USER_ID = "U0BINCARD"
BOT_ID = "B0BINCARD"


@dataclass(slots=True, kw_only=True)
class Person:
    """One user account, a bot's among them."""

    id: str
    name: str
    real_name: str = ""
    email: str = ""
    tz: str = "Europe/Berlin"
    tz_offset: int = 3600
    team_id: str = TEAM_ID
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False

    @property
    def shown_name(self) -> str:
        return self.real_name or self.name


@dataclass(slots=True, kw_only=True)
class Words:
    """The topic or the purpose of a channel, and who wrote it when."""

    value: str = ""
    creator: str = ""
    last_set: int = 0


@dataclass(slots=True, kw_only=True)
class Channel:
    """A public or private channel, a direct message or a group of them."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    is_im: bool = False
    is_mpim: bool = False
    is_ext_shared: bool = False
    is_archived: bool = False
    created: int = 1_700_000_000
    creator: str = ""
    topic: Words = field(default_factory=Words)
    purpose: Words = field(default_factory=Words)

    @property
    def kind(self) -> str:
        """Slack's `channel_type`: it decides the scope that reads it and the event it raises."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "group" if self.is_private else "channel"

    @property
    def is_public(self) -> bool:
        return self.kind == "channel"

    def as_channel(self) -> JsonObject:
        """The conversation object of conversations.info, as the bot sees it."""
        if self.is_im:
            return self._as_direct_message()
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": False,
            "is_mpim": self.is_mpim,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_general": False,
            "is_shared": self.is_ext_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": False,
            "is_member": BOT_USER_ID in self.members,
            "created": self.created,
            "creator": self.creator or (self.members[0] if self.members else BOT_USER_ID),
            "unlinked": 0,
            "context_team_id": TEAM_ID,
            "topic": asdict(self.topic),
            "purpose": asdict(self.purpose),
            "num_members": len(self.members),
        }

    def _as_direct_message(self) -> JsonObject:
        other = next((member for member in self.members if member != BOT_USER_ID), "")
        return {
            "id": self.id,
            "created": self.created,
            "is_im": True,
            "is_org_shared": False,
            "is_archived": self.is_archived,
            "user": other,
            "context_team_id": TEAM_ID,
        }


@dataclass(slots=True, kw_only=True)
class UserGroup:
    """A group of people that can be mentioned, such as @managers."""

    id: str
    handle: str
    users: list[str] = field(default_factory=list)
    name: str = ""
    is_disabled: bool = False


class Directory:
    """Everybody and every place of the workspace, by id."""

    team_name = "Bincard sandbox"
    team_domain = "bincard-sandbox"
    email_domain = "bincard.example"

    def __init__(
        self, people: Iterable[Person], channels: Iterable[Channel], *, url: str = ""
    ) -> None:
        self.people = {person.id: person for person in people}
        self.channels = {channel.id: channel for channel in channels}
        self.groups: dict[str, UserGroup] = {}
        self.url = url

    @property
    def bot(self) -> Person:
        return self.people[BOT_USER_ID]

    def channel_named(self, name: str) -> Channel | None:
        """The channel with this id, or with this name, with or without its #."""
        wanted = name.removeprefix("#")
        by_name = (channel for channel in self.channels.values() if channel.name == wanted)
        return self.channels.get(name) or next(by_name, None)

    def person_named(self, handle: str) -> Person | None:
        wanted = handle.lower()
        return next((one for one in self.people.values() if one.name.lower() == wanted), None)

    def direct_message(self, users: Iterable[str], new_id: str) -> tuple[Channel, bool]:
        """The conversation of exactly these users and the bot, and whether it is a new one."""
        members = sorted({BOT_USER_ID, *users})
        for channel in self.channels.values():
            if channel.kind in {"im", "mpim"} and sorted(channel.members) == members:
                return channel, False
        is_pair = len(members) <= 2
        channel = Channel(
            id=new_id,
            name="" if is_pair else "mpdm-" + "--".join(members).lower(),
            members=members,
            is_im=is_pair,
            is_mpim=not is_pair,
            is_private=not is_pair,
        )
        self.channels[channel.id] = channel
        return channel, True


def default_directory() -> Directory:
    """Three colleagues, an outsider, and the channels of a small warehouse."""
    team = ["U0ANA", "U0BEN", "U0CLEO", BOT_USER_ID]
    return Directory(
        people=[
            Person(id="U0ANA", name="ana", real_name="Ana", email="ana@bincard.example"),
            Person(id="U0BEN", name="ben", real_name="Ben", email="ben@bincard.example"),
            Person(
                id="U0CLEO",
                name="cleo",
                real_name="Cleo",
                email="cleo@bincard.example",
                is_admin=True,
            ),
            Person(
                id="U0OUT",
                name="olaf",
                real_name="Olaf",
                email="olaf@other.example",
                team_id=OTHER_TEAM_ID,
            ),
            Person(id=BOT_USER_ID, name="bincard", real_name="Bincard", is_bot=True),
        ],
        channels=[
            Channel(id="C0STOCK", name="stock", members=list(team)),
            Channel(id="C0MANAGERS", name="managers", members=list(team)),
            Channel(id="C0LOG", name="bincard-log", members=list(team)),
            Channel(id="C0SHARED", name="ext-shared", members=[*team, "U0OUT"], is_ext_shared=True),
        ],
    )
