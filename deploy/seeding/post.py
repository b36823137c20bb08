"""The letter boxes of everybody in the play: what notify sends is read at once."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.catcher.smtp import listening

_LINK: Final = re.compile(r"https?://[^/\s]+(/[^\s<>\"]+)")


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, and the paths that it leads to."""

    to: str
    paths: tuple[str, ...]

    def path_with(self, part: str) -> str | None:
        """Give the first path that has this part."""
        return next((each for each in self.paths if part in each), None)


# aiosmtpd looks at every member, which Python before 3.11.3 cannot do where there are slots.
@dataclass
class Post:
    """Takes every mail, and keeps none longer than until it is read."""

    count: int = 0
    _letters: list[Letter] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Note one that has come."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        paths = tuple(found.rstrip(".,)") for found in _LINK.findall(_text(content)))
        self._letters.append(Letter(envelope.rcpt_tos[0], paths))
        self.count += 1
        return "250 OK"

    def take(self) -> list[Letter]:
        """Give those not read yet, in an order that does not hang on who was quicker."""
        taken, self._letters = self._letters, []
        return sorted(taken, key=lambda each: each.to)


@asynccontextmanager
async def open_post(port: int) -> AsyncIterator[Post]:
    """Listen where notify hands its mail over."""
    post = Post()
    async with listening(post, port):
        yield post


def _text(content: bytes) -> str:
    """Give the plain words; headers are not looked at, which would take longest."""
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/plain":
            body = part.get_payload(decode=True)
            return body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
    return ""
