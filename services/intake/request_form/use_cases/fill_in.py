"""The form being filled in: answers kept sealed under an opaque cookie, for as long as is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.intake.doors.model import ANYBODY, Challenge, Flag, Visit
from services.intake.request_form.model import (
    IDLE,
    OWN_DEVICE,
    SHOWN,
    Draft,
    DraftId,
    FormKey,
    Kept,
)
from services.intake.request_form.ports import FormWork
from services.intake.request_form.rules import FIELDS_OF, OWN, TRAP, Step, missing_on
from services.intake.request_form.use_cases.same_helper import helped_before
from services.intake.requests.rules.help import help_kinds
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.door import shut_to
from services.intake.submissions.rules.needs import chosen_in
from services.intake.submissions.rules.plea import Cleaned, clean
from services.intake.submissions.rules.reserved import why_reserved
from services.intake.submissions.use_cases.take_in import Receipt, TakeInRequests
from shared.activation.current import enter
from shared.activation.rules import admits
from shared.chance import Chance
from shared.contracts.activation_words import Door, Shut
from shared.contracts.words import HelpKind
from shared.fields.problem import Problem
from shared.sealing.tokens import token_hash
from shared.work import Store


class DraftChangedError(Exception):
    """The answers are no longer those that were shown before sending; nothing was sent."""


@dataclass(frozen=True, slots=True)
class FillInForm:
    """A method that asks for a `FormKey` answers None when that browser has no such draft alive."""

    store: Store[FormWork]
    submissions: TakeInRequests
    chance: Chance

    async def start_draft(
        self, browser: str | None, answers: Mapping[str, str] | None = None
    ) -> FormKey:
        """Start a draft, empty or with these answers, whatever else this browser has begun.

        What it sent before is shown no more: another person may sit there now. A cookie that opens
        nothing is not taken over, so nobody can plant one. Raises DoorShutError.
        """
        await self.enter()
        draft = Draft(DraftId(self.chance.new_id()), {})
        async with self.store.begin() as work:
            if browser is not None:
                await work.drafts.remove_sent(token_hash(browser))
                is_known = await work.drafts.left(token_hash(browser)) > timedelta()
                browser = browser if is_known else None
            browser = browser or self.chance.new_token()
            await work.drafts.start(draft, token_hash(browser))
            if answers:
                await work.drafts.save(replace(draft, fields=answers))
        return FormKey(draft.id, browser)

    async def enter(self) -> None:
        """Raise DoorShutError where nobody can ask by the form now."""
        await enter(self.submissions.current, Door.FORM)

    async def shut(self, draft: Draft) -> Shut | None:
        """Say why these answers could not be sent now."""
        plea = self.submissions.read_plea(draft.fields)
        standing = await self.submissions.current.standing()
        return shut_to(plea, standing) if isinstance(plea, Plea) else admits(standing, Door.FORM)

    async def unfinished(self, browser: str) -> FormKey | None:
        """Find what this browser has begun and not sent."""
        async with self.store.begin() as work:
            found = await work.drafts.unfinished(token_hash(browser))
        return FormKey(found, browser) if found else None

    async def read_draft(self, key: FormKey) -> Draft | None:
        """Read the answers so far."""
        async with self.store.begin() as work:
            return await work.drafts.read(key.draft, token_hash(key.browser))

    async def keep_answers(
        self, key: FormKey, step: Step, fields: Mapping[str, str]
    ) -> Kept | None:
        """Keep the answers of one page, or say what is wrong with them and keep nothing."""
        cleaned, browser = self._check(step, fields), token_hash(key.browser)
        typed = {name: fields.get(name, "") for name in FIELDS_OF[step]}
        async with self.store.begin() as work:
            draft = await work.drafts.read(key.draft, browser)
            if draft is None:
                return None
            missing = missing_on(step, {**draft.fields, **typed, **cleaned.fields})
            problems = (*cleaned.problems, *missing)
            if not problems and draft.answer is None:
                draft = _answered(draft, cleaned.fields, fields)
                await work.drafts.save(draft)
            return Kept(draft, problems, await work.drafts.left(browser))

    async def clear(self, key: FormKey) -> timedelta:
        """Remove the draft and what opens it; gives how long the cookie is still needed."""
        browser = token_hash(key.browser)
        async with self.store.begin() as work:
            await work.drafts.remove(key.draft, browser)
            return await work.drafts.left(browser)

    async def leave(self, browser: str) -> None:
        """Remove every draft of a browser, sent or not."""
        async with self.store.begin() as work:
            await work.drafts.remove_all(token_hash(browser))

    async def cookie_life(self, browser: str) -> timedelta:
        """Say how long a browser's cookie opens anything."""
        async with self.store.begin() as work:
            return await work.drafts.left(token_hash(browser))

    async def challenge(self, address: str) -> Challenge:
        """Give what the last page works on while it is read."""
        return await self.submissions.challenge(address)

    async def send_draft(
        self, key: FormKey, shown: str, visit: Visit = ANYBODY
    ) -> Receipt | tuple[Problem, ...] | None:
        """Make the request of the answers whose version was shown; sending twice is once.

        Request and draft are one transaction: what was not sent to the end was not sent, and a
        second press waits for the first. Raises DraftChangedError or DoorShutError.
        """
        read, browser = await self.read_draft(key), token_hash(key.browser)
        if read is None or read.answer is not None:
            return _known(read)
        belonging = await self.submissions.belonging()
        marked = replace(visit, marks=self._marks(read))
        manner = await self.submissions.manner(marked, key.sent_once)
        async with self.store.begin() as work:
            draft = await work.drafts.read(key.draft, browser)
            if draft is None or draft.answer is not None:
                return _known(draft)
            plea = self._plea_shown(draft, shown)
            if not isinstance(plea, Plea):
                return plea
            before = await helped_before(work, draft.fields, belonging.pseudonyms)
            plea = replace(plea, again_of=before)
            receipt = await self.submissions.take_in_with(
                work, plea, key.sent_once, belonging, manner
            )
            await work.drafts.save(replace(draft, fields={}, answer=receipt.answer, life=SHOWN))
        return receipt

    def help_kinds(self, fields: Mapping[str, str]) -> Sequence[HelpKind]:
        """Say which lines of help fit what was answered so far."""
        words = "\n".join(fields.get(name, "") for name in ("text", "area_note"))
        return help_kinds(chosen_in(fields), self.submissions.caution(words))

    def is_for_person(self, fields: Mapping[str, str]) -> bool:
        """Say whether only a person will read it, and no helper be asked."""
        plea = self.submissions.read_plea(fields)
        return isinstance(plea, Plea) and bool(why_reserved(plea))

    def _plea_shown(self, draft: Draft, shown: str) -> Plea | tuple[Problem, ...]:
        plea = self.submissions.read_plea(draft.fields)
        if isinstance(plea, Plea) and shown != str(draft.version):
            raise DraftChangedError
        return plea

    def _marks(self, draft: Draft) -> frozenset[Flag]:
        hasty = timedelta(seconds=self.submissions.door.limits.floods.hasty_seconds)
        odd = {Flag.HASTY: draft.age < hasty, Flag.TRAPPED: TRAP in draft.fields}
        return frozenset(flag for flag, is_so in odd.items() if is_so)

    def _check(self, step: Step, fields: Mapping[str, str]) -> Cleaned:
        cleaned = clean(fields, FIELDS_OF[step])
        postal_code = cleaned.fields.get("postal_code")
        if postal_code and self.submissions.municipality_of(postal_code) is None:
            problems = (*cleaned.problems, Problem("postal_code", "unknown"))
            return replace(cleaned, problems=problems)
        return cleaned


def _answered(draft: Draft, taken: Mapping[str, str], typed: Mapping[str, str]) -> Draft:
    trap = {TRAP: "filled"} if typed.get(TRAP) else {}
    fields = {**draft.fields, **taken, **trap}
    return replace(
        draft,
        fields=fields,
        version=draft.version + (fields != draft.fields),
        life=OWN_DEVICE if typed.get(OWN) else IDLE,
    )


def _known(draft: Draft | None) -> Receipt | None:
    """Give what was answered when it was sent before."""
    return Receipt(draft.answer, first=False) if draft and draft.answer else None
