"""The SMTP server: takes every mail and sends none on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.catcher.behaviour import Behaviour
from deploy.local.catcher.mail import Mail, read_mail
from deploy.local.catcher.shelf import Shelf

MOST_BYTES = 1_000_000


# aiosmtpd looks at every member, which Python before 3.11.3 cannot do where there are slots.
@dataclass(frozen=True)
class Catching:
    """What aiosmtpd calls; the method names are its own."""

    shelf: Shelf[Mail]
    behaviour: Behaviour
    now: Callable[[], datetime]

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Note a recipient, or refuse it for good."""
        if await self.behaviour.mail() == "refuse_recipient":
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, or refuse it for now."""
        if await self.behaviour.mail() == "refuse":
            return "451 4.3.0 Try again later"
        self.shelf.put(
            read_mail(
                envelope.content if isinstance(envelope.content, bytes) else b"",
                sender=envelope.mail_from or "",
                recipients=tuple(envelope.rcpt_tos),
                received_at=self.now(),
            )
        )
        return "250 OK"


@asynccontextmanager
async def listening(catching: object, port: int) -> AsyncIterator[None]:
    """Listen on a loopback port, in this event loop; what catches has aiosmtpd's methods."""
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(
            catching, hostname="localhost", data_size_limit=MOST_BYTES, enable_SMTPUTF8=True
        ),
        "127.0.0.1",
        port,
    )
    async with server:
        yield
