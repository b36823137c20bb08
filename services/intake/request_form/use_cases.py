"""The form being filled in: answers kept sealed for a day under an opaque cookie."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from services.intake.doors.model import ANYBODY, Challenge, Flag, Visit
from services.intake.request_form.model import Draft, DraftId
from services.intake.request_form.ports import FormWork, WithDrafts
from services.intake.request_form.rules import FIELDS_OF, TRAP, Step
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.plea import Cleaned, clean
from services.intake.submissions.rules.ways import as_said_before
from services.intake.submissions.use_cases import Receipt, TakeInRequests
from shared.chance import Chance
from shared.fields.problem import Problem
from shared.sealing.tokens import token_hash
from shared.work import Store

LIFETIME = timedelta(hours=24)
"""Of a draft, by the network's clock."""


@dataclass(frozen=True, slots=True)
class FillInForm:
    """`token` is the cookie's value; every method answers None when the draft has expired."""

    store: Store[FormWork]
    submissions: TakeInRequests
    chance: Chance

    async def start_draft(self, token: str | None) -> str:
        """Go on with a draft that was not sent yet, or start one; gives its token."""
        draft = await self.read_draft(token) if token else None
        if token is not None and draft is not None and draft.answer is None:
            return token
        fresh = self.chance.new_token()
        async with self.store.begin() as work:
            await work.drafts.start(DraftId(self.chance.new_id()), token_hash(fresh), LIFETIME)
        return fresh

    async def read_draft(self, token: str) -> Draft | None:
        """Read the answers so far."""
        async with self.store.begin() as work:
            return await work.drafts.read(token_hash(token))

    async def keep_answers(
        self, token: str, step: Step, fields: Mapping[str, str]
    ) -> tuple[Problem, ...] | None:
        """Keep the answers of one page, or say what is wrong with them and keep nothing."""
        cleaned = self._check(step, fields)
        async with self.store.begin() as work:
            draft = await work.drafts.read(token_hash(token))
            if draft is None:
                return None
            if not cleaned.problems and draft.answer is None:
                trap = {TRAP: "filled"} if fields.get(TRAP) else {}
                kept = {**draft.fields, **cleaned.fields, **trap}
                await work.drafts.save(replace(draft, fields=kept))
        return cleaned.problems

    async def challenge(self, address: str) -> Challenge:
        """Give what the last page works on while it is read."""
        return await self.submissions.challenge(address)

    async def send_draft(
        self, token: str, visit: Visit = ANYBODY
    ) -> Receipt | tuple[Problem, ...] | None:
        """Make the request; sending twice gives the same answer.

        Request and draft are one transaction: what was not sent to the end was not sent, and a
        second press waits for the first.
        """
        read = await self.read_draft(token)
        if read is None or read.answer is not None:
            return _known(read)
        key, belonging = f"draft/{token}", await self.submissions.belonging()
        manner = await self.submissions.manner(replace(visit, marks=self._marks(read)), key)
        async with self.store.begin() as work:
            draft = await work.drafts.read(token_hash(token))
            if draft is None or draft.answer is not None:
                return _known(draft)
            plea = self.submissions.read_plea(as_said_before(draft.fields))
            if not isinstance(plea, Plea):
                return plea
            receipt = await self.submissions.take_in_with(work, plea, key, belonging, manner)
            await work.drafts.save(replace(draft, fields={}, answer=receipt.answer))
        return receipt

    def _marks(self, draft: Draft) -> frozenset[Flag]:
        hasty = timedelta(seconds=self.submissions.door.limits.floods.hasty_seconds)
        odd = {
            Flag.HASTY: LIFETIME - draft.left < hasty,
            Flag.TRAPPED: TRAP in draft.fields,
        }
        return frozenset(flag for flag, is_so in odd.items() if is_so)

    def _check(self, step: Step, fields: Mapping[str, str]) -> Cleaned:
        cleaned = clean(fields, FIELDS_OF[step])
        postal_code = cleaned.fields.get("postal_code")
        if postal_code and self.submissions.municipality_of(postal_code) is None:
            problems = (*cleaned.problems, Problem("postal_code", "unknown"))
            return replace(cleaned, problems=problems)
        return cleaned


def _known(draft: Draft | None) -> Receipt | None:
    """Give what was answered when it was sent before."""
    return Receipt(draft.answer, first=False) if draft and draft.answer else None


@dataclass(frozen=True, slots=True)
class SweepDrafts:
    """Several processes may remove at once: each draft is taken by one of them."""

    store: Store[WithDrafts]

    async def remove_expired_drafts(self) -> int:
        """Remove what has expired, some drafts in a transaction; gives how many."""
        removed = 0
        while some := await self._remove_some():
            removed += some
        return removed

    async def _remove_some(self) -> int:
        async with self.store.begin() as work:
            return await work.drafts.remove_expired()
