"""The request that somebody acts on, held until it is done."""

from datetime import datetime

from services.intake.acts.model import REASONS, Act, Outcome, Press, Stand
from services.intake.acts.ports import ActWork
from services.intake.acts.rules.stand import why_not
from services.intake.requests.model import RequestId


async def lock_in_turn(work: ActWork, *ids: RequestId) -> None:
    """Lock all, always in the same order: of two who hold the same two one waits, not both."""
    for each in sorted({*ids}):
        await work.requests.lock(each)


async def held(work: ActWork, press: Press, act: Act, now: datetime) -> Stand | Outcome:
    """Lock the request, or say why nothing is done.

    Whoever pressed on what another changed meanwhile hears that first: also where their own press
    would do nothing any more.
    """
    await work.requests.lock(press.request_id)
    stand = await work.acts.stand(press.request_id)
    if stand is None:
        return Outcome.UNKNOWN
    if press.seen != stand.seen:
        return Outcome.CHANGED
    if press.reason not in REASONS[act]:
        return Outcome.NO_REASON
    return why_not(act, stand, now) or stand
