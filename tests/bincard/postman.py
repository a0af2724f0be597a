"""A sender of letters that may die at any call, for tests of what becomes of a letter."""

from bincard.correspondence import Correspondence
from bincard.letter_sender import LetterSender
from inventory.ports import Medium
from outside.mail import SmtpMailer
from outside.smtp_account import SmtpAccount, Tls
from tests.memory_desk import START
from tests.outside.documents.printing import PRINTER


class DiedError(Exception):
    """The power went."""


class Fate:
    """Ends the program at the nth of all calls: before it, or right after it was done."""

    def __init__(self, at=0, *, is_after=False):
        self.left = at
        self.is_after = is_after
        self.calls = 0

    def meets(self, call, *args, **kwargs):
        self.calls += 1
        self.left -= 1
        if self.left == 0 and not self.is_after:
            raise DiedError
        answer = call(*args, **kwargs)
        if self.left == 0:
            raise DiedError
        return answer


class Mortal:
    """Something real whose named calls may be the last."""

    def __init__(self, real, fate, *names):
        self._real, self._fate, self._names = real, fate, names

    def __getattr__(self, name):
        found = getattr(self._real, name)
        if name not in self._names:
            return found
        return lambda *args, **kwargs: self._fate.meets(found, *args, **kwargs)


def a_mailer(port):
    account = SmtpAccount(
        host="127.0.0.1", port=port, sender="Stock <stock@example.com>", tls=Tls.NONE, timeout_s=20
    )
    return SmtpMailer(account, lambda: START)


def a_sender(journal, mailer, fate=None, printer=PRINTER, **options):
    fate = fate or Fate()
    return LetterSender(
        Mortal(mailer, fate, "send") if mailer else None,
        about=Correspondence(journal.contacts, printer, lambda: START),
        outbox=Mortal(journal.outbox, fate, "begin", "settle"),
        desk=Mortal(journal.desk, fate, "handle"),
        clock=lambda: START,
        **options,
    )


def waiting(journal):
    return len(journal.outbox.pending(100, Medium.MAIL))
