"""Try the whole way of a letter, from a service's outbox to where mail is read."""

import asyncio
import time
from uuid import UUID

import httpx

from deploy.local.record import Network
from deploy.local.secrets import Secrets
from services.intake.operating import send_letter
from services.notify.operating import Fate, fate_of

PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.1

_NEVER_HEARD = "Notify never heard of it: see notify.log and intake.log."
_NOT_CAUGHT = "The mail catcher took it and does not show it: see catcher.log."
_NOT_SENT = "Notify could not hand it over; the mail server's last answer:"


class NoLetterError(Exception):
    """No letter arrives, so nobody could be told anything."""


def try_letter(
    network: Network,
    secrets: Secrets,
    *,
    to: str,
    is_caught: bool,
    patience: float = PATIENCE_SECONDS,
) -> None:
    """Write to `to`, and return when the mail server, here or elsewhere, has the letter.

    Where mail is caught here, the letter must also lie there to be read. Raises NoLetterError.
    """
    letter = asyncio.run(_hand_over(network, secrets, to, patience))
    if is_caught and not _lies_there(network, letter):
        raise NoLetterError(_NOT_CAUGHT)


async def _hand_over(network: Network, secrets: Secrets, to: str, patience: float) -> UUID:
    public_key = f"file:{secrets.public_key_file()}"
    letter = await send_letter(network.databases["intake"], public_key, to)
    fate = await _fate(network.databases["notify"], letter, patience)
    if fate is None:
        raise NoLetterError(_NEVER_HEARD)
    if fate.state != "sent":
        raise NoLetterError(_NOT_SENT, fate.response or "none")
    return letter


async def _fate(dsn: str, letter: UUID, patience: float) -> Fate | None:
    """Wait for its end; gives what is known when patience is at its end."""
    give_up = time.monotonic() + patience
    while True:
        fate = await fate_of(dsn, letter)
        if time.monotonic() > give_up or (fate is not None and fate.state != "waiting"):
            return fate
        await asyncio.sleep(_LOOK_SECONDS)


def _lies_there(network: Network, letter: UUID) -> bool:
    answer = httpx.get(f"{network.origin}/_posti.json", trust_env=False, timeout=10)
    return any(str(letter) in mail["message_id"] for mail in answer.json()["mails"])
