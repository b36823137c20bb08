"""Take requests in: once for each idempotency key, durable before anything is promised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.intake.requests.model import Links, RequestId
from services.intake.requests.ports import Draws, Letters
from services.intake.submissions.events import created
from services.intake.submissions.letters import received
from services.intake.submissions.model import Answer, NewRequest, Plea, Submission
from services.intake.submissions.ports import (
    KeyTakenError,
    PersonKeys,
    Reception,
    ReferenceTakenError,
    TakenIn,
    WithSubmissions,
)
from services.intake.submissions.rules.person import person_of
from services.intake.submissions.rules.plea import read_plea
from services.intake.submissions.rules.reference import REFERENCES, reference_of
from shared.activation.current import Current
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, address_of
from shared.sealing.tokens import token_hash
from shared.work import Store

DRAWS = 5
"""Tries for a free reference; a clash is rare, five in a row are not."""


class SubmissionConflictError(Exception):
    """The idempotency key was used for a request with other content."""


class AnswerGoneError(Exception):
    """This request was received over a day ago, or its asker was erased: the answer is gone."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told, and whether it was the first time."""

    answer: Answer
    first: bool


@dataclass(frozen=True, slots=True)
class TakeInRequests:
    """The one way in for form, API and import."""

    store: Store[WithSubmissions]
    reception: Reception
    letters: Letters
    links: Links
    municipality_of: Callable[[str], str | None]
    chance: Draws
    current: Current
    person_keys: PersonKeys

    def read_plea(self, fields: Mapping[str, str]) -> Plea | tuple[Problem, ...]:
        """Make a plea of what was typed, or say everything that is wrong with it."""
        return read_plea(fields, self.municipality_of)

    async def take_in(self, plea: Plea, key: str) -> Receipt:
        """Store the request and say so, or repeat the answer that its key got before.

        A new request belongs to the activation that is open; its events and letters say so.
        Raises SubmissionConflictError or AnswerGoneError.
        """
        submission = Submission(token_hash(key), _fingerprint(plea, key))
        for _ in range(DRAWS):
            try:
                return Receipt(await self._store(plea, submission), first=True)
            except KeyTakenError:
                return Receipt(await self._repeat(submission), first=False)
            except ReferenceTakenError:
                continue
        raise ReferenceTakenError

    async def _store(self, plea: Plea, submission: Submission) -> Answer:
        token = self.chance.new_token()
        new = NewRequest(
            id=RequestId(self.chance.new_id()),
            reference=reference_of(self.chance.below(REFERENCES)),
            plea=plea,
            activation=await self.current.activation(),
            status_hash=token_hash(token),
        )
        status_url = self.links.status_url(plea.language, token)
        answer = Answer(new.reference, status_url)
        person = await self._person(new)
        said = [created(new, person), *received(self.letters, new, status_url)]
        await self.reception.take_in(TakenIn(new, submission, answer, said))
        return answer

    async def _person(self, new: NewRequest) -> str | None:
        key = await self.person_keys.key_of(new.activation)
        return person_of(new.plea, key) if key else None

    async def _repeat(self, submission: Submission) -> Answer:
        async with self.store.begin() as work:
            stored = await work.submissions.stored_answer(submission.key_hash)
        if stored is not None and stored.fingerprint is None:
            raise AnswerGoneError
        if stored is None or stored.fingerprint != submission.fingerprint:
            raise SubmissionConflictError
        if stored.answer is None:
            raise AnswerGoneError
        return stored.answer


@dataclass(frozen=True, slots=True)
class SweepAnswers:
    """Old answers go; their keys stay, so that a repeat still makes no second request."""

    store: Store[WithSubmissions]

    async def forget_old_answers(self) -> int:
        """Remove the answers that were kept for a day; gives how many."""
        async with self.store.begin() as work:
            return await work.submissions.forget_answers()


def _fingerprint(plea: Plea, key: str) -> str:
    contact = plea.contact
    parts = (
        key,
        plea.category,
        plea.urgency,
        plea.postal_code,
        plea.language,
        plea.channel,
        str(plea.on_behalf),
        address_of(plea.reach_points, ReachKind.PHONE),
        contact.first_name,
        address_of(plea.reach_points, ReachKind.EMAIL),
        contact.street,
        contact.area_note,
        contact.text,
    )
    return token_hash("\x1f".join(parts))
