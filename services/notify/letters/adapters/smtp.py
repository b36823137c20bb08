"""Mail by SMTP: one recipient a message, a stable Message-ID, and every failure an outcome."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from typing import Literal

import aiosmtplib
import structlog

from services.notify.deliveries.model import Accepted, Outcome, Refused, Rejected
from services.notify.letters.model import Mail
from shared.contracts.words import Language
from shared.fields.mail_address import BadAddressError, on_the_wire
from shared.languages import writing_of

TIMEOUT_SECONDS = 30.0
"""For the whole conversation; well within the lease."""
GOODBYE_SECONDS = 2.0
PERMANENT = 500

log = structlog.get_logger(__name__)

Security = Literal["opportunistic", "starttls", "tls"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The next mail server and how to talk to it."""

    host: str
    port: int
    sender: str
    security: Security = "opportunistic"
    user: str | None = None
    password: str | None = None
    timeout: float = TIMEOUT_SECONDS


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """Hands mails to one server, a connection each."""

    server: MailServer
    now: Callable[[], datetime]
    """The world's clock: mail servers compare the date with theirs."""

    async def __call__(self, mail: Mail) -> Outcome:
        """Try once.

        Only a refused recipient or content ends the delivery: a sender, login or connection that
        is refused is ours to mend, and the letter waits for that.
        """
        try:
            return await self._hand_over(mail, on_the_wire(mail.recipient))
        except BadAddressError:
            return Rejected("bad_address", "bad_address")
        except Exception as error:  # noqa: BLE001  # whatever a server answers ends decided
            return _outcome(error)

    async def _hand_over(self, mail: Mail, recipient: str) -> Outcome:
        message = compose(mail, recipient, self.server.sender, self.now())
        client = _client(self.server)
        try:
            async with asyncio.timeout(self.server.timeout):
                await client.connect()
                await client.sendmail(self.server.sender, [recipient], message)
            await _leave(client)
        finally:
            client.close()
        return Accepted("250")


def _client(server: MailServer) -> aiosmtplib.SMTP:
    start_tls = {"tls": False, "starttls": True, "opportunistic": None}[server.security]
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        local_hostname=server.sender.rpartition("@")[2],
        timeout=server.timeout,
        use_tls=server.security == "tls",
        start_tls=start_tls,
        username=server.user,
        password=server.password,
    )


async def _leave(client: aiosmtplib.SMTP) -> None:
    """Say goodbye; the mail is accepted already, so that no answer changes anything."""
    with contextlib.suppress(aiosmtplib.SMTPException, TimeoutError, OSError):
        await client.quit(timeout=GOODBYE_SECONDS)


def compose(mail: Mail, recipient: str, sender: str, now: datetime) -> bytes:
    """Write the message; the same delivery always has the same Message-ID."""
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = mail.text.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        mail.text.body, charset="utf-8", cte="quoted-printable", params={"format": "flowed"}
    )
    message["Content-Language"] = writing_of(Language(mail.language)).tag
    return message.as_bytes()


def _outcome(error: Exception) -> Outcome:
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            return _answer(error.recipients[0].code, "recipient_refused")
        case aiosmtplib.SMTPDataError():
            return _answer(error.code, "content_refused")
        case aiosmtplib.SMTPResponseException():
            return Refused(str(error.code))
    return Refused(_fault(error))


def _fault(error: Exception) -> str:
    if isinstance(error, TimeoutError | aiosmtplib.SMTPTimeoutError):
        return "timeout"
    if not isinstance(error, OSError | aiosmtplib.SMTPException):
        log.warning("mail server's answer not understood", exc_info=error)
    return "connection"


def _answer(code: int, reason: str) -> Outcome:
    return Rejected(str(code), reason) if code >= PERMANENT else Refused(str(code))
