"""Files people bring: kept whole at once, because Slack's own window does the uploading."""

import base64

from sandbox.slack.people import Person
from sandbox.slack.slack import Slack
from sandbox.slack.uploads import Upload
from sandbox.slack.wire import JsonObject


def keep_file(slack: Slack, person: Person, name: str, content: bytes) -> Upload:
    """A file of a person's, not shared anywhere yet."""
    identifiers = slack.world.identifiers
    upload = Upload(
        id=identifiers.make("F"),
        name=name,
        length=len(content),
        user=person.id,
        created=slack.now(),
        secret=identifiers.secret("upload"),
        content=content,
        is_complete=True,
    )
    slack.world.uploads.add(upload)
    return upload


def chosen_files(
    slack: Slack, person: Person, given: JsonObject | list[JsonObject]
) -> list[JsonObject]:
    """The file objects of a file field, from `{name, content}` with base64 content."""
    many = given if isinstance(given, list) else [given]
    return [
        keep_file(slack, person, one["name"], base64.b64decode(one["content"])).as_file(
            slack.base_url
        )
        for one in many
    ]
