"""Add to a request or correct it, by its link."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.intake.attention.model import AttentionReason
from services.intake.corrections.events import Searched, updated
from services.intake.corrections.model import Correctable, Corrected, Outcome
from services.intake.corrections.ports import CorrectionWork
from services.intake.corrections.rules import correct, open_fields, said_names, without
from services.intake.requests.model import (
    OWN_PAGE,
    Promise,
    ReferralConsent,
    ReferralId,
    Request,
)
from services.intake.requests.rules.facts import facts_of
from services.intake.requests.rules.marks import marks_of
from services.intake.requests.rules.promises import Promises
from services.intake.requests.rules.standing import referral_of
from services.intake.requests.use_cases.links import linked, lock_linked
from services.intake.requests.use_cases.tell_helped import TellHelped
from services.intake.submissions.model import NewRequest, Plea
from services.intake.submissions.rules.calls import why_called, words_of
from services.intake.submissions.rules.reserved import may_go_to_partner, why_reserved
from shared.fields.problem import Problem
from shared.same_person import SamePerson
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.work import Store

_WORDS: Final = frozenset({"text", "area_note"})
PARTNERS: Final = "may_be_referred"
"""The field of their word that an organisation may be asked."""


@dataclass(frozen=True, slots=True)
class CorrectRequests:
    """Whoever holds the link may correct what has not ended; the helper sees it at once."""

    store: Store[CorrectionWork]
    municipality_of: Callable[[str], str | None]
    pseudonym_keys: PseudonymKeys
    caution: Callable[[str], Collection[str]]
    promises: Promises
    told: TellHelped
    same_person: SamePerson

    async def show_request(self, token: str) -> Correctable | None:
        """Give what the page may show; None for an unknown link."""
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None:
                return None
            plea = (await _read(work, request)).plea
        return Correctable(request, plea.postal_code, open_fields(plea))

    async def correct_request(
        self, token: str, typed: Mapping[str, str]
    ) -> Outcome | tuple[Problem, ...] | None:
        """Store what was typed and say which fields are new; None for an unknown link.

        Of one that is held nobody was told, so nobody is told of its correction.
        """
        pseudonyms = await self.pseudonym_keys.pseudonyms()
        async with self.store.begin() as work:
            request = await lock_linked(work, token)
            if request is None:
                return None
            return await self.correct_held(work, request, typed, pseudonyms)

    async def correct_held(
        self,
        work: CorrectionWork,
        request: Request,
        typed: Mapping[str, str],
        known: Pseudonyms,
        way: str = OWN_PAGE,
    ) -> Outcome | tuple[Problem, ...]:
        """Correct a request that the caller's transaction has locked; `way` is how it was said."""
        if request.closure is not None:
            return Outcome.OVER
        before = await _read(work, request)
        corrected = correct(before.plea, typed, self.municipality_of)
        if not isinstance(corrected, Corrected):
            return corrected
        if corrected.changed:
            await self._call(work, before, corrected)
            await self._store(work, request, before, _marked(corrected, known))
            await self._promise(work, request, corrected)
            if PARTNERS in corrected.changed:
                said = ReferralConsent(corrected.plea.may_be_referred, way)
                await work.requests.keep_consent(request.id, said)
            await self.told.tell(work, request)
        return Outcome.KEPT if corrected.changed else Outcome.NOTHING_NEW

    async def part(
        self, work: CorrectionWork, request: Request, needs: Collection[str]
    ) -> Plea | tuple[Problem, ...]:
        """Give the plea for some of the needs of a request that the caller has locked."""
        plea = (await _read(work, request)).plea
        corrected = correct(plea, {"category": " ".join(needs)}, self.municipality_of)
        return corrected.plea if isinstance(corrected, Corrected) else corrected

    async def take_back_words(self, work: CorrectionWork, request: Request, words: str) -> None:
        """Leave out what was added last, should it stand last yet; what has ended stays."""
        before = await _read(work, request)
        contact = before.plea.contact
        text = without(contact.text, words)
        if request.closure is None and text != contact.text:
            plea = replace(before.plea, contact=replace(contact, text=text))
            await self._store(work, request, before, Corrected(plea, ("text",)))

    async def _call(self, work: CorrectionWork, before: NewRequest, corrected: Corrected) -> None:
        """Have a person look where no volunteer may know of it any more, or words raise caution."""
        plea = corrected.plea
        is_said = bool(_WORDS & {*corrected.changed})
        about = self.caution(words_of(plea.contact)) if is_said else ()
        new = why_reserved(plea) - before.reserved
        for reason in sorted(why_called(plea, new, about) - {AttentionReason.TELL_HELPED}):
            await work.attention.call_person(before.id, reason)

    async def _promise(self, work: CorrectionWork, request: Request, corrected: Corrected) -> None:
        """Let them hear sooner where it is more urgent now; what was promised stays otherwise."""
        promise = await work.requests.promise(request.id)
        if "urgency" in corrected.changed and promise is not None:
            plea = corrected.plea
            sooner = self.promises.after(promise, plea.urgency, plea.reach_points)
            await work.requests.keep_promise(request.id, sooner)

    async def _store(
        self, work: CorrectionWork, request: Request, before: NewRequest, corrected: Corrected
    ) -> None:
        is_reserved = bool(why_reserved(corrected.plea))
        if request.is_held:
            await work.corrections.save(request.id, 0, corrected, is_reserved=is_reserved)
            return
        new, known = self._searched(request, corrected.plea), self._searched(request, before.plea)
        names = said_names(corrected, is_reserved=is_reserved)
        moved = replace(request, municipality=corrected.plea.municipality)
        refused = await _refused(work, request, corrected)
        said = updated(moved, names, None if new == known else new, refused)
        await work.corrections.save(request.id, said.version, corrected, is_reserved=is_reserved)
        await work.publish([said])

    def _searched(self, request: Request, plea: Plea) -> Searched:
        is_allowed = not why_reserved(plea)
        marks = self.same_person.marks(request.id, plea.reach_points) if is_allowed else ()
        facts = facts_of(
            plea, volunteer_allowed=is_allowed, may_be_referred=may_go_to_partner(plea)
        )
        return Searched(facts, marks)


async def _read(work: CorrectionWork, request: Request) -> NewRequest:
    contact = await work.requests.contact(request.id)
    points = await work.requests.reach_points(request.id)
    promised = Promise(request.created_at, request.created_at)  # nothing is promised by this
    return await work.submissions.read_new(request, contact, points, promised)


async def _refused(
    work: CorrectionWork, request: Request, corrected: Corrected
) -> ReferralId | None:
    """Give what an organisation was asked of somebody who takes back that it may be."""
    if PARTNERS not in corrected.changed or corrected.plea.may_be_referred:
        return None
    referral = referral_of(await work.requests.progress(request.id))
    return referral.referral_id if referral else None


def _marked(corrected: Corrected, pseudonyms: Pseudonyms) -> Corrected:
    return replace(corrected, marks=marks_of(corrected.points, pseudonyms.of))
