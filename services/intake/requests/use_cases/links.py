"""The request that a link leads to; None for a link that nobody was sent."""

from services.intake.requests.model import Request
from services.intake.requests.ports import WithRequests
from shared.sealing.tokens import token_hash


async def linked(work: WithRequests, token: str) -> Request | None:
    """Read it, without locking it."""
    return await work.requests.by_link(token_hash(token))


async def lock_linked(work: WithRequests, token: str) -> Request | None:
    """Read it as it is now, locked until the end of the transaction."""
    found = await linked(work, token)
    return await work.requests.lock(found.id) if found else None
