"""Real servers of others for what leaves the house."""

from tests.easypost_stand_in import easypost_api, easypost_url, mailslot
from tests.outside.conftest import mail_house, script_house, silent_port

__all__ = ["easypost_api", "easypost_url", "mail_house", "mailslot", "script_house", "silent_port"]
