"""The helped person hears what whoever asked for them has changed."""

from dataclasses import dataclass
from typing import Final

from services.intake.attention.model import AttentionReason
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import Request, State
from services.intake.requests.ports import RequestWork
from services.intake.requests.rules.safe_ways import has_own_way

LETTERS_AN_HOUR: Final = 5
"""About one request: whoever holds a link floods nobody's mailbox by correcting it."""
_WITH_A_PERSON: Final = frozenset({State.HELD, State.ESCALATED})


@dataclass(frozen=True, slots=True)
class TellHelped:
    """By their own channel: a letter where one is safe, else a person; never by who asked alone."""

    letters: RequestLetters

    async def tell(self, work: RequestWork, request: Request) -> None:
        """Tell them by the caller's transaction; who asks for themselves knows what they did."""
        known = await work.requests.circumstances(request.id)
        if known.relation is None or request.state in _WITH_A_PERSON:
            return
        few = await work.requests.letters_lately(request.id) < LETTERS_AN_HOUR
        said = await self.letters.to_helped(work, request) if few else ()
        await work.publish(said)
        if not said and has_own_way(await work.requests.reach_points(request.id)):
            await work.attention.call_anew(request.id, AttentionReason.TELL_HELPED)
