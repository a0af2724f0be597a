"""What the Slack surface has to be told when it is put together."""

from dataclasses import dataclass, field
from typing import Final

SLACK: Final = "https://slack.com/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class BotOptions:
    """Facts about the workspace and the installation.

    Attributes:
        api_url: where the Web API answers.
        app_id: refuse whatever is meant for another app; empty where it is not known.
        prefix: of every command, where other apps claim the same names (`wh`: `/wh-receive`).
        sheet_url: the workbook, linked on the home tab; may be empty.
        late_after_s: a command that takes longer is acknowledged first and answered later.
    """

    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = SLACK
    app_id: str = ""
    prefix: str = ""
    sheet_url: str = ""
    late_after_s: float = 2.0
