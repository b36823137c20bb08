"""A process of notify that is killed after sending and before storing; run as a module.

Arguments: database address, channel (`letters` or `calls`), SMTP port.
"""

import asyncio
import os
import signal
import ssl
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.notify.domain.model import Call, Mail, Outcome
from services.notify.handlers.sending import Sending
from services.notify.senders.guard import Guard, look_up
from services.notify.senders.rendering import LetterRenderer
from services.notify.senders.smtp import MailServer, SmtpSender
from services.notify.senders.webhook import HttpSender
from tests.support.notify.grounds import postgres_ground

LEASE = timedelta(seconds=2)


def now() -> datetime:
    """Read the real clock."""
    return datetime.now(UTC)


def smtp_sender(port: int) -> SmtpSender:
    """Send to a local server."""
    return SmtpSender(MailServer("127.0.0.1", port, "porukalla@example.fi"), now)


def http_sender() -> HttpSender:
    """Send to this machine."""
    return HttpSender(Guard(look_up, allow_loopback=True), now, ssl.create_default_context())


@dataclass(frozen=True)
class KilledMailSender:
    """Sends for real, then dies."""

    inner: SmtpSender

    async def __call__(self, mail: Mail) -> Outcome:
        """Send and be killed."""
        await self.inner(mail)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@dataclass(frozen=True)
class KilledWebhookSender:
    """Posts for real, then dies."""

    inner: HttpSender

    async def __call__(self, call: Call) -> Outcome:
        """Post and be killed."""
        await self.inner(call)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


async def main(dsn: str, channel: str, smtp_port: int) -> None:
    """Take one delivery and die of it."""
    async with postgres_ground(dsn, LEASE) as ground:
        sending = Sending(
            ground.store,
            LetterRenderer(),
            KilledMailSender(smtp_sender(smtp_port)),
            KilledWebhookSender(http_sender()),
            lambda: 0.0,
        )
        if channel == "letters":
            await sending.send_letter((await ground.due.claim_letters(1))[0])
        else:
            await sending.send_news((await ground.due.claim_calls(1))[0])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
