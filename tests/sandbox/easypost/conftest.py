"""The stand-in for EasyPost, running."""

from tests.easypost_stand_in import easypost_api, easypost_url, mailslot

__all__ = ["easypost_api", "easypost_url", "mailslot"]
