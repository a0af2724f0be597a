"""Everything one workspace remembers, in one object: forgetting is making a new one."""

from dataclasses import dataclass, field

from sandbox.slack.faults import Faults
from sandbox.slack.grants import Grants
from sandbox.slack.identifiers import Identifiers
from sandbox.slack.limits import RateLimits
from sandbox.slack.messages import Conversations
from sandbox.slack.people import Directory, default_directory
from sandbox.slack.triggers import Permits
from sandbox.slack.uploads import Uploads
from sandbox.slack.views import Views
from sandbox.slack.wire import JsonObject


@dataclass(slots=True, kw_only=True)
class RequestRecord:
    """One Web API call; status 499 stands for an answer that nobody got."""

    number: int
    method: str
    at: float
    args: JsonObject = field(default_factory=dict)
    status: int = 0
    error: str | None = None

    def as_json(self) -> JsonObject:
        return {
            "number": self.number,
            "method": self.method,
            "at": self.at,
            "args": self.args,
            "status": self.status,
            "error": self.error,
        }


@dataclass(slots=True, kw_only=True)
class Scheduled:
    """A message that waits for its time."""

    id: str
    channel: str
    post_at: int
    created_at: float
    body: JsonObject
    never_posts: bool = False


@dataclass(slots=True)
class World:
    """People, talk, views, files, faults and counters of one workspace."""

    identifiers: Identifiers = field(default_factory=Identifiers)
    directory: Directory = field(default_factory=default_directory)
    conversations: Conversations = field(default_factory=Conversations)
    faults: Faults = field(default_factory=Faults)
    limits: RateLimits = field(default_factory=RateLimits)
    uploads: Uploads = field(default_factory=Uploads)
    requests: list[RequestRecord] = field(default_factory=list)
    grants: Grants = field(default_factory=Grants)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    pins: dict[str, dict[str, int]] = field(default_factory=dict)
    bookmarks: dict[str, JsonObject] = field(default_factory=dict)
    canvases: dict[str, JsonObject] = field(default_factory=dict)
    remote_files: dict[str, JsonObject] = field(default_factory=dict)
    assistant_threads: dict[str, JsonObject] = field(default_factory=dict)
    lists: dict[str, JsonObject] = field(default_factory=dict)
    is_revoked: bool = False
    functions: dict[str, JsonObject] = field(default_factory=dict)
    permits: Permits = field(init=False)
    views: Views = field(init=False)

    def __post_init__(self) -> None:
        self.permits = Permits(self.identifiers)
        self.views = Views(self.identifiers)
