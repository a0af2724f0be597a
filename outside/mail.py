"""Mail over SMTP, by the standard library.

Everything before DATA can only be refused: until then the server has seen no letter. From DATA on
a broken line leaves the outcome unknown, and nothing here tries again: the caller decides, and a
letter sent again carries the same `Message-ID`, by which mailboxes may know it for a copy.
"""

import smtplib
import ssl
from typing import Final

from inventory.correspondence.mailing import (
    Letter,
    MailOutcome,
    MailRefusal,
    MailRefused,
    MailSent,
    MailUnknown,
)
from inventory.ports import Clock
from outside.letters import BadAddressError, Written, written
from outside.smtp_account import SmtpAccount, Tls

PERMANENT: Final = 500  # RFC 5321: 5yz will not do, 4yz may do later
TOO_LARGE: Final = 552
SAID_MAX: Final = 300


class _RefusedError(Exception):
    """The letter does not leave; carries the outcome."""

    def __init__(self, reason: MailRefusal, said: str) -> None:
        super().__init__(reason, said)
        self.outcome = MailRefused(reason=reason, said=said)


class SmtpMailer:
    """Hands letters to one mail server, each over a line of its own.

    Args:
        clock: dates the letters.
        trust: whose certificates count; None for those the system trusts.
    """

    def __init__(
        self, account: SmtpAccount, clock: Clock, trust: ssl.SSLContext | None = None
    ) -> None:
        self._account = account
        self._clock = clock
        self._trust = trust or ssl.create_default_context()

    def send(self, letter: Letter) -> MailOutcome:
        """Hand over one letter, once."""
        try:
            post = written(letter, self._account.sender, self._clock())
        except BadAddressError as error:
            return MailRefused(reason=MailRefusal.RECIPIENT, said=str(error))
        try:
            line = self._dialled()
        except _RefusedError as refused:
            return refused.outcome
        try:
            return _handed_over(line, post)
        finally:
            _hang_up(line)

    def try_account(self) -> MailRefused | None:
        """Say whether letters could be handed over, without handing one over; None for yes."""
        try:
            line = self._dialled()
        except _RefusedError as refused:
            return refused.outcome
        try:
            line.noop()
        except (OSError, smtplib.SMTPException) as error:
            return _refusal(error).outcome
        finally:
            _hang_up(line)
        return None

    def _dialled(self) -> smtplib.SMTP:
        """Return a line on which mail may be sent.

        Raises:
            _RefusedError: there is none; the socket is closed.
        """
        try:
            line = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise _refusal(error) from error
        try:
            self._introduce(line)
        except (OSError, smtplib.SMTPException) as error:
            line.close()
            raise _refusal(error) from error
        except UnicodeEncodeError:  # smtplib's logins are ASCII; the error shows the password
            line.close()
            raise _RefusedError(MailRefusal.LOGIN, "user or password beyond ASCII") from None
        return line

    def _introduce(self, line: smtplib.SMTP) -> None:
        line.ehlo_or_helo_if_needed()
        if self._account.tls is Tls.STARTTLS:
            line.starttls(context=self._trust)
        if self._account.user:
            line.login(self._account.user, self._account.password.get_secret_value())

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        if account.tls is Tls.SSL:
            return smtplib.SMTP_SSL(
                account.host, account.port, timeout=account.timeout_s, context=self._trust
            )
        return smtplib.SMTP(account.host, account.port, timeout=account.timeout_s)


def _handed_over(line: smtplib.SMTP, post: Written) -> MailOutcome:
    try:
        _addressed(line, post)
    except _RefusedError as refused:
        return refused.outcome
    except (OSError, smtplib.SMTPException) as error:
        return _refusal(error).outcome
    try:
        code, said = line.data(post.content)
    except smtplib.SMTPDataError as error:  # it does not want to see the letter
        return _answered(MailRefusal.CONTENT, error.smtp_code, _as_bytes(error.smtp_error)).outcome
    except (OSError, smtplib.SMTPException) as error:
        return MailUnknown(message_id=post.message_id, said=_words(error))
    return _judged(post, code, said)


def _judged(post: Written, code: int, said: bytes) -> MailOutcome:
    """Read the answer to a letter; one that is neither yes nor no leaves it unknown."""
    match code // 100:
        case 2:
            return MailSent(message_id=post.message_id)
        case 4 | 5:
            return _answered(MailRefusal.CONTENT, code, said).outcome
        case _:
            return MailUnknown(message_id=post.message_id, said=_said(code, said))


def _addressed(line: smtplib.SMTP, post: Written) -> None:
    """Say from whom and to whom the letter is.

    Raises:
        _RefusedError: the server takes nothing from the one, or for the other.
    """
    code, said = line.mail(post.sender, _size(line, post))
    if code // 100 != 2:
        reason = MailRefusal.CONTENT if code == TOO_LARGE else MailRefusal.SENDER
        raise _answered(reason, code, said)
    code, said = line.rcpt(post.recipient)
    if code // 100 != 2:
        raise _answered(MailRefusal.RECIPIENT, code, said)


def _size(line: smtplib.SMTP, post: Written) -> list[str]:
    """Announce the size where the server cares: too large a letter is then refused unseen."""
    return [f"size={len(post.content)}"] if line.has_extn("size") else []


def _answered(reason: MailRefusal, code: int, said: bytes) -> _RefusedError:
    return _RefusedError(reason if code >= PERMANENT else MailRefusal.LATER, _said(code, said))


def _refusal(error: Exception) -> _RefusedError:
    """Turn what went wrong before DATA into a refusal."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return _answered(MailRefusal.LOGIN, error.smtp_code, _as_bytes(error.smtp_error))
        case smtplib.SMTPResponseException():
            return _answered(MailRefusal.UNREACHABLE, error.smtp_code, _as_bytes(error.smtp_error))
        case ssl.SSLError():
            return _RefusedError(MailRefusal.NOT_PRIVATE, _words(error))
        case smtplib.SMTPNotSupportedError():  # no STARTTLS, or no login, in what it can do
            return _RefusedError(MailRefusal.NOT_PRIVATE, _words(error))
        case _:
            return _RefusedError(MailRefusal.UNREACHABLE, _words(error))


def _hang_up(line: smtplib.SMTP) -> None:
    """End the conversation; what was said before stands, however this goes."""
    try:
        line.quit()
    except (OSError, smtplib.SMTPException):
        line.close()


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"[:SAID_MAX]


def _as_bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:SAID_MAX]
