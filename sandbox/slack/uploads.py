"""Files: announced with a length, uploaded as bytes to a URL of their own, then shared."""

from dataclasses import dataclass, field

from sandbox.slack.people import TEAM_ID, Channel
from sandbox.slack.wire import JsonObject


@dataclass(slots=True, kw_only=True)
class Upload:
    """A file, from its announcement on."""

    id: str
    name: str
    length: int
    user: str
    created: float
    secret: str
    content: bytes | None = None
    title: str = ""
    shares: dict[str, list[JsonObject]] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)
    is_complete: bool = False
    deleted: bool = False

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2].lower() if "." in self.name else "text"

    @property
    def mime_type(self) -> str:
        return _MIME_TYPES.get(self.extension, "application/octet-stream")

    def share(self, channel: Channel, message: JsonObject) -> None:
        """Note where the file was posted."""
        marks = {"reply_users": [], "reply_users_count": 0, "reply_count": 0}
        names = {"channel_name": channel.name, "team_id": TEAM_ID, "share_user_id": self.user}
        place = {name: message[name] for name in ("ts", "thread_ts") if name in message}
        self.shares.setdefault(channel.id, []).append(marks | place | names)
        if channel.is_public:
            self.public.add(channel.id)

    def as_file(self, base_url: str) -> JsonObject:
        """The file object of files.info."""
        private = f"{base_url}/files-pri/{self.id}/{self.name}"
        return {
            "id": self.id,
            "created": int(self.created),
            "timestamp": int(self.created),
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mime_type,
            "filetype": self.extension,
            "pretty_type": self.extension.upper(),
            "user": self.user,
            "user_team": TEAM_ID,
            "editable": False,
            "is_external": False,
            "external_type": "",
            "mode": "hosted",
            "size": self.length,
            "url_private": private,
            "url_private_download": f"{private}?download=1",
            "permalink": f"{base_url}/files/{self.id}",
            "permalink_public": f"{base_url}/files-pub/{self.secret}",
            "is_public": bool(self.public),
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "file_access": "visible",
            "has_rich_preview": False,
            "is_starred": False,
            "comments_count": 0,
            "channels": [one for one in self.shares if one in self.public],
            "groups": [one for one in self._closed if not one.startswith("D")],
            "ims": [one for one in self._closed if one.startswith("D")],
            "shares": self._shares(),
        }

    @property
    def _closed(self) -> list[str]:
        return [one for one in self.shares if one not in self.public]

    def _shares(self) -> JsonObject:
        kinds = {
            "public": {one: posts for one, posts in self.shares.items() if one in self.public},
            "private": {one: self.shares[one] for one in self._closed},
        }
        return {kind: places for kind, places in kinds.items() if places}


class Uploads:
    """All files of the workspace."""

    def __init__(self) -> None:
        self.by_id: dict[str, Upload] = {}

    def add(self, upload: Upload) -> None:
        self.by_id[upload.id] = upload

    def find(self, file_id: str) -> Upload | None:
        upload = self.by_id.get(file_id)
        return None if upload is None or upload.deleted else upload

    def waiting_at(self, secret: str) -> Upload | None:
        """The announced file whose bytes this upload URL takes."""
        return next((one for one in self.by_id.values() if one.secret == secret), None)


_MIME_TYPES = {
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "heic": "image/heic",
    "webp": "image/webp",
    "gif": "image/gif",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
