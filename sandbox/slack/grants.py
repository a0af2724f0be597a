"""What people have allowed an app by OAuth, until the app comes for it with a code."""

from dataclasses import dataclass, field

CODE_SECONDS = 600


@dataclass(slots=True, kw_only=True)
class Grant:
    """What a person has allowed; its code is good once, and for ten minutes."""

    user: str
    scopes: list[str]
    redirect_uri: str
    at: float


@dataclass(slots=True)
class Grants:
    """The codes that are out, and whether people refuse."""

    by_code: dict[str, Grant] = field(default_factory=dict)
    refused: bool = False

    def taken(self, code: str, *, now: float) -> Grant | None:
        """The grant of a code, which is thereby used up."""
        grant = self.by_code.pop(code, None)
        return None if grant is None or now > grant.at + CODE_SECONDS else grant
