"""Two requests for the same become one, and two again."""

from dataclasses import dataclass, replace

from services.intake.acts.model import Act, Other, Outcome, Press, Tie
from services.intake.acts.ports import ActWork
from services.intake.acts.rules.together import (
    Side,
    asked_by,
    in_turn,
    open_ones,
    same_asker,
    why_not_merged,
)
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.hold import held, lock_in_turn
from services.intake.corrections.model import Outcome as Kept
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.requests.model import Closure, RequestId
from services.intake.submissions.rules.reference import read_reference
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.work import Store


@dataclass(frozen=True, slots=True)
class MergeRequests:
    """One stays with the words of both, the other is closed as its double.

    Whoever has a helper stays. The links of the one that goes open the one that stays where both
    have the same asker; somebody else who asked only reads that another request goes on.
    """

    store: Store[ActWork]
    ending: EndRequests
    corrections: CorrectRequests
    keys: PseudonymKeys

    async def merge(self, press: Press, named: Other, *, is_confirmed: bool) -> Outcome:
        """Make one of the request and the other that is named, once that was looked at.

        `is_confirmed`: somebody said that both are for the same person, though others asked.
        """
        known, reference = await self.keys.pseudonyms(), read_reference(named.reference)
        async with self.store.begin() as work:
            other_id = await work.acts.find(reference) if reference else None
            if other_id is None:
                return Outcome.NO_SUCH
            await lock_in_turn(work, press.request_id, other_id)
            stand = await held(work, press, Act.MERGED, self.ending.now())
            if isinstance(stand, Outcome):
                return stand
            own, other = await _side(work, press.request_id), await _side(work, other_id)
            is_seen = other.stand.seen == named.seen
            if refused := why_not_merged(own, other, is_confirmed=is_confirmed, is_seen=is_seen):
                return refused
            return await self._merge(work, press, in_turn(own, other), known)

    async def unmerge(self, press: Press) -> Outcome:
        """Open the one that went again, while nobody was asked for both."""
        async with self.store.begin() as work:
            tie = await work.acts.tie(press.request_id)
            await lock_in_turn(work, press.request_id, *((tie.other_id,) if tie else ()))
            stand = await held(work, press, Act.UNMERGED, self.ending.now())
            if isinstance(stand, Outcome):
                return stand
            tie = await work.acts.tie(press.request_id)
            if tie is None or tie.is_asked_since:
                return Outcome.ASKED_SINCE
            await self.ending.search_again(work, stand, press)
            await self._take_back(work, press.request_id, tie)
            await work.acts.note(press, Act.UNMERGED, other_id=tie.other_id)
        return Outcome.DONE

    async def _merge(
        self, work: ActWork, press: Press, sides: tuple[Side, Side], known: Pseudonyms
    ) -> Outcome:
        goes, stays = (side.stand.request for side in sides)
        said = {"text": (await work.requests.contact(goes.id)).text}
        kept = await self.corrections.correct_held(work, stays, said, known)
        if isinstance(kept, tuple):
            return Outcome.WORDS_TOO_LONG
        await self.ending.end(work, goes, Closure.DUPLICATE)
        if same_asker(*sides):
            await work.acts.lead(goes.id, stays.id)
        else:
            await self.ending.tell(work, goes)
        fields = ("text",) if kept is Kept.KEPT else ()
        await work.acts.note(replace(press, request_id=goes.id), Act.MERGED, fields, stays.id)
        return Outcome.DONE

    async def _take_back(self, work: ActWork, request_id: RequestId, tie: Tie) -> None:
        other = await work.requests.lock(tie.other_id)
        if other is not None and tie.with_words:
            words = (await work.requests.contact(request_id)).text
            await self.corrections.take_back_words(work, other, words)


async def _side(work: ActWork, request_id: RequestId) -> Side:
    stand = await work.acts.stand(request_id)
    assert stand is not None, "the caller holds it"  # noqa: S101  # its row is locked
    asked = await work.requests.asked(request_id)
    points = () if stand.is_erased else await work.requests.reach_points(request_id)
    linked = open_ones(await work.acts.linked(request_id))
    return Side(stand, asked.volunteer_allowed, asked_by(points), linked)
