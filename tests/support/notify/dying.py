"""A process of notify that is killed after sending and before storing; run as a module.

Arguments: database address, channel (`letters`, `calls` or `partner_letters`), SMTP port.
"""

import asyncio
import os
import signal
import ssl
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from services.notify.deliveries.model import Outcome
from services.notify.letters.adapters.smtp import MailServer, SmtpSender
from services.notify.letters.model import Mail
from services.notify.letters.use_cases import SendLetters
from services.notify.partner_news.use_cases.tell import TellOrganisations
from services.notify.webhooks.adapters.guard import Guard, look_up
from services.notify.webhooks.adapters.webhook import HttpSender
from services.notify.webhooks.model import Call
from services.notify.webhooks.use_cases import SendNews
from shared.contracts.words import NoticeChannel
from tests.support.notify.grounds import PostgresGround, postgres_ground
from tests.support.notify.letters.rendering import renderer

LEASE = timedelta(seconds=2)


def now() -> datetime:
    """Read the real clock."""
    return datetime.now(UTC)


def smtp_sender(port: int) -> SmtpSender:
    """Send to a local server."""
    return SmtpSender(MailServer(host="127.0.0.1", port=port, sender="porukalla@example.fi"), now)


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


def be_gone(*_: object) -> str:
    """Be killed where the words of a letter are sought."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


async def die_writing(ground: PostgresGround) -> None:
    """Die in the transaction that writes to an organisation."""
    telling = TellOrganisations(
        store=ground.store,
        words=be_gone,
        page=be_gone,
        new_id=uuid4,
        now=now,
        wake=lambda: None,
    )
    await telling.write_one()


async def main(dsn: str, channel: str, smtp_port: int) -> None:
    """Take one delivery and die of it."""
    async with postgres_ground(dsn, LEASE) as ground:
        if channel == "partner_letters":
            await die_writing(ground)
        elif channel == "letters":
            mail = KilledMailSender(smtp_sender(smtp_port))
            letters = SendLetters(
                store=ground.store, renderer=renderer(), mail=mail, jitter=lambda: 0.0
            )
            await letters.send_letter((await ground.due.claim_of_kind(NoticeChannel.EMAIL, 1))[0])
        else:
            news = SendNews(ground.store, KilledWebhookSender(http_sender()), lambda: 0.0)
            await news.send_news((await ground.due.claim_calls(1))[0])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
