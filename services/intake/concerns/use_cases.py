"""Say that something was wrong; see to it as the safeguarding lead or deputy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.intake.concerns.letters import ConcernLetters
from services.intake.concerns.model import Concern, ConcernId, Opened, Origin, Outcome
from services.intake.concerns.ports import ConcernWork, UnreadWork, WithConcerns
from services.intake.concerns.rules import DEPUTY_AFTER, LETTERS_AN_HOUR, read_words
from services.intake.requests.rules.same_helper import parting_of
from services.intake.staff.model import StaffId
from services.intake.submissions.rules.reference import read_reference
from shared.activation.current import Current
from shared.chance import Chance
from shared.fields.problem import Problem
from shared.loops import Loop, Pauses
from shared.sealing.pseudonyms import PseudonymKeys
from shared.sealing.tokens import token_hash
from shared.work import Store

LISTED = 200
EACH_MINUTE = Pauses(usual=timedelta(minutes=1), after_failure=timedelta(seconds=10))


@dataclass(frozen=True, slots=True)
class CameFrom:
    """By which page somebody comes, and the token of its link."""

    origin: Origin = Origin.OPEN
    token: str = ""


@dataclass(frozen=True, slots=True)
class SendConcern:
    """Anybody may; whoever comes from a request's page or card need not say which it is."""

    store: Store[ConcernWork]
    letters: ConcernLetters
    chance: Chance
    current: Current
    keys: PseudonymKeys

    def new_form(self) -> str:
        """Draw what a form is known by, so that pressing twice is pressing once."""
        return self.chance.new_token()

    async def reference_of(self, came_from: CameFrom) -> str:
        """Give the reference of the request that the link is about; empty for an unknown link."""
        async with self.store.begin() as work:
            return await _reference(work, came_from)

    async def send(
        self, typed: Mapping[str, str], form: str, came_from: CameFrom
    ) -> tuple[Problem, ...]:
        """Keep it and tell the lead, all of it or nothing; or say what is to be mended.

        Whichever request it names, its helper is not asked first when the same is asked for again.
        """
        words = read_words(typed)
        if isinstance(words, tuple):
            return words
        activation = await self.current.activation()
        concern_id = ConcernId(self.chance.new_id())
        pseudonyms = await self.keys.pseudonyms()
        async with self.store.begin() as work:
            if reference := await _reference(work, came_from):
                words = replace(words, reference=reference, origin=came_from.origin)
            if named := read_reference(words.reference):
                await work.partings.note(pseudonyms.of(*parting_of(named)))
            sent_hash = token_hash(form or self.chance.new_token())
            is_first = await work.concerns.keep(concern_id, sent_hash, words, DEPUTY_AFTER)
            if not is_first or await work.concerns.told_lately() >= LETTERS_AN_HOUR:
                return ()
            said = self.letters.received(concern_id, activation)
            if said:
                await work.publish(said)
                await work.concerns.note_told(concern_id)
        return ()


@dataclass(frozen=True, slots=True)
class PassOnUnread:
    """What nobody has read for four hours goes to the deputy: one letter, however many wait."""

    store: Store[UnreadWork]
    letters: ConcernLetters
    current: Current

    async def pass_on_unread(self) -> int:
        """Tell the deputy of what is due; several processes may, and one of them does."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            unread = await work.concerns.take_unread()
            if unread:
                await work.publish(self.letters.unread(unread[0], activation))
        return len(unread)

    def loop(self) -> Loop:
        """Look each minute."""

        async def look() -> None:
            await self.pass_on_unread()

        return Loop("unread_concerns", look, EACH_MINUTE)


@dataclass(frozen=True, slots=True)
class SeeToConcerns:
    """For the safeguarding lead and deputy; the database opens a concern to nobody else."""

    store: Store[WithConcerns]

    async def waiting(self) -> Sequence[Concern]:
        """List them without a word of what is written there."""
        async with self.store.begin() as work:
            return await work.concerns.waiting(LISTED)

    async def open(self, concern_id: ConcernId, reader: StaffId) -> Opened | None:
        """Open one; who and when is on record before anything is shown."""
        async with self.store.begin() as work:
            return await work.concerns.open(concern_id, reader)

    async def keep(
        self, concern_id: ConcernId, by: StaffId, note: str, outcome: Outcome | None
    ) -> None:
        """Keep a note, and close it when something became of it."""
        async with self.store.begin() as work:
            if note:
                await work.concerns.note(concern_id, by, note)
            if outcome is not None:
                await work.concerns.close(concern_id, by, outcome)


async def _reference(work: ConcernWork, came_from: CameFrom) -> str:
    hashed, request = token_hash(came_from.token), None
    if came_from.origin is Origin.ASKER:
        request = await work.requests.by_link(hashed)
    elif came_from.origin is Origin.HELPER:
        link = await work.contacts.link(hashed, "")
        request = await work.requests.lock(link.request_id) if link else None
    return request.reference if request else ""
