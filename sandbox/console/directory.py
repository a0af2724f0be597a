"""Who and where, by the names people use instead of ids."""

from collections.abc import Sequence

from sandbox.slack.driver import Workspace

_SLACKBOT = {"USLACKBOT": "Slackbot"}


class Directory:
    """Names of people and channels; channels are asked for anew, as apps may open some.

    Args:
        workspace: the stand-in's workspace.
        people: ids of those one can be.
    """

    def __init__(self, workspace: Workspace, people: Sequence[str]) -> None:
        self._workspace = workspace
        rows = list(workspace.state()["people"])
        self.people: dict[str, str] = {
            row["name"].lower(): row["id"] for row in rows if row["id"] in people
        }
        self._names: dict[str, str] = _SLACKBOT | {row["id"]: row["real_name"] for row in rows}

    def short_name(self, user: str) -> str:
        """What a person types to become this one."""
        return next((name for name, one in self.people.items() if one == user), user)

    def channels(self, user: str) -> dict[str, str]:
        """The channels a person is in, name by id; direct messages go by who is at the other end."""
        rows = self._workspace.state()["channels"]
        return {
            row["id"]: row["name"] or self._other_end(row["members"], user)
            for row in rows
            if user in row["members"]
        }

    def name_of(self, some_id: str) -> str | None:
        """A person's or a channel's name; None for an id nobody has."""
        named = self._names.get(some_id)
        if named is not None:
            return named
        rows = self._workspace.state()["channels"] if some_id[:1] in "CDG" else []
        return next((str(row["name"]) for row in rows if row["id"] == some_id), None)

    def _other_end(self, members: Sequence[str], user: str) -> str:
        others = [self._names.get(one, one) for one in members if one != user]
        return "-".join(others).lower()
