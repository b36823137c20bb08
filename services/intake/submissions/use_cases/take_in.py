"""Take requests in: once for each idempotency key, durable before anything is promised."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.intake.attention.model import AttentionReason
from services.intake.doors.model import STRANGER, Challenge, Entry, Manner, Visit
from services.intake.doors.use_cases import KeepDoor
from services.intake.requests.model import Contact, RequestId, RequestLetter, State
from services.intake.requests.ports import Draws, Letters
from services.intake.requests.rules.links import Links
from services.intake.requests.rules.marks import marks_of
from services.intake.requests.rules.promises import Promises
from services.intake.submissions.events import created, escalated
from services.intake.submissions.letters import first_letters
from services.intake.submissions.model import Answer, NewRequest, Plea, StoredAnswer, Submission
from services.intake.submissions.ports import (
    KeyTakenError,
    PersonKeys,
    Reception,
    ReferenceTakenError,
    SubmissionWork,
    TakenIn,
    WithSubmissions,
)
from services.intake.submissions.rules.answers import answer_to
from services.intake.submissions.rules.calls import why_called, words_of
from services.intake.submissions.rules.content import parts_of
from services.intake.submissions.rules.door import shut_to
from services.intake.submissions.rules.keys import key_hash
from services.intake.submissions.rules.person import person_of
from services.intake.submissions.rules.plea import read_plea
from services.intake.submissions.rules.reference import REFERENCES, reference_of
from services.intake.submissions.rules.reserved import why_reserved
from services.intake.submissions.use_cases.let_in import Within, let_in
from shared.activation import Activation
from shared.activation.current import Current
from shared.activation.standing import Standing
from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.same_person import SamePerson
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
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
    is_changed: bool = False
    """What was sent now is not what was taken in the first time."""
    request_id: RequestId | None = None
    """Of what was taken in just now; of what is repeated its link leads to it."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a new request belongs to, and the keys under which it and its person are known."""

    activation: Activation
    pseudonyms: Pseudonyms
    person_key: bytes | None = field(repr=False)
    standing: Standing | None = None
    """By which doors are open; None for what was inside before, and comes in through none."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """One plea on its way in: under which key it came, how, and what it belongs to."""

    plea: Plea
    submission: Submission
    manner: Manner
    to: Belonging


@dataclass(frozen=True, slots=True)
class TakeInRequests:
    """The one way in for form, API and import."""

    store: Store[WithSubmissions]
    reception: Reception
    letters: Letters
    links: Links
    municipality_of: Callable[[str], str | None]
    caution: Callable[[str], Collection[str]]
    """What words are about that make a person look."""
    chance: Draws
    current: Current
    person_keys: PersonKeys
    pseudonym_keys: PseudonymKeys
    door: KeepDoor
    promises: Promises
    same_person: SamePerson

    def read_plea(self, fields: Mapping[str, str]) -> Plea | tuple[Problem, ...]:
        """Make a plea of what was typed, or say everything that is wrong with it."""
        return read_plea(fields, self.municipality_of)

    def hints_in(self, contact: Contact) -> frozenset[str]:
        """Say what the words are about that raise caution."""
        return frozenset(self.caution(words_of(contact)))

    async def challenge(self, address: str) -> Challenge:
        """Give work that shows that somebody means it, should many come."""
        return self.door.challenge(address, await self.pseudonym_keys.pseudonyms())

    async def manner(self, visit: Visit, key: str) -> Manner:
        """Say how somebody comes in; asked before a transaction begins."""
        pseudonyms = await self.pseudonym_keys.pseudonyms()
        return await self.door.manner(visit, token_hash(key), pseudonyms)

    async def take_in(self, plea: Plea, key: str, manner: Manner = STRANGER) -> Receipt:
        """Store the request and say so, or repeat the answer that its key got before.

        A new request belongs to the activation that is open; its events and letters say so. One
        that is held is stored, and nobody is told of it but the one who asked.
        Raises SubmissionConflictError, AnswerGoneError or DoorShutError.
        """
        belonging = await self.belonging()
        submission = submission_of(plea, key, belonging.pseudonyms)
        await self._let_in(plea, submission, belonging)
        sent = _Sent(plea, submission, manner, belonging)
        try:
            return await self._draw(sent, self.reception)
        except KeyTakenError:
            async with self.store.begin() as work:
                stored = await work.submissions.stored_answer(submission.key_hash)
        if stored is None or stored.fingerprint is None:
            raise AnswerGoneError
        if stored.fingerprint != submission.fingerprint:
            raise SubmissionConflictError
        return _repeat(stored, submission)

    async def _let_in(self, plea: Plea, submission: Submission, to: Belonging) -> None:
        if to.standing and shut_to(plea, to.standing):
            async with self.store.begin() as work:
                await let_in(work, plea, submission, to.standing)

    async def belonging(self) -> Belonging:
        """Say what a request that is taken in now belongs to."""
        activation = await self.current.activation()
        return Belonging(
            activation,
            await self.pseudonym_keys.pseudonyms(),
            await self.person_keys.key_of(activation),
            await self.current.standing(),
        )

    async def take_in_with(
        self, work: SubmissionWork, plea: Plea, key: str, to: Belonging, manner: Manner = STRANGER
    ) -> Receipt:
        """Take it in by the caller's transaction; what the key got before is given, if changed too.

        `to` is asked for before: it may need a connection of its own. Raises AnswerGoneError or
        DoorShutError.
        """
        submission = submission_of(plea, key, to.pseudonyms)
        await let_in(work, plea, submission, to.standing)
        try:
            sent = _Sent(plea, submission, manner, to)
            return await self._draw(sent, Within(work))
        except KeyTakenError:
            stored = await work.submissions.stored_answer(submission.key_hash)
        return _repeat(stored, submission)

    def _draw_word(self, language: Language) -> str:
        words = self.chance.code_words(language)
        return words[self.chance.below(len(words))]

    async def _draw(self, sent: _Sent, reception: Reception) -> Receipt:
        for _ in range(DRAWS):
            try:
                return await self._store(sent, reception)
            except ReferenceTakenError:
                continue
        raise ReferenceTakenError

    async def _store(self, sent: _Sent, reception: Reception) -> Receipt:
        plea, to = sent.plea, sent.to
        token = self.chance.new_token()
        reserved, about = why_reserved(plea), self.hints_in(plea.contact)
        request_id = RequestId(self.chance.new_id())
        new = NewRequest(
            id=request_id,
            reference=reference_of(self.chance.below(REFERENCES)),
            plea=plea,
            activation=to.activation,
            status_hash=token_hash(token),
            code_word=self._draw_word(plea.language),
            reserved=reserved,
            calls=why_called(plea, reserved, about),
            not_for=self.same_person.marks(request_id, plea.reach_points),
            promise=self.promises.first(plea.urgency, plea.reach_points),
            marks=marks_of(plea.reach_points, to.pseudonyms.of),
        )
        answer = answer_to(new, self.links.status_url(plea.language, token), about)
        person = person_of(plea, to.person_key) if to.person_key else None
        entry = self.door.entry(plea.reach_points, sent.manner, to.pseudonyms)
        own = self.chance.new_token()
        first, untold = self._first_letters(new, (token, own), entry)
        new = replace(new, calls=new.calls | untold) if untold else new
        said = [escalated(new) if new.is_escalated else created(new, person)]
        said += [self.letters.announce(letter) for letter in first]
        links = tuple(token_hash(own) for letter in first if letter.tells_helped)
        taken = TakenIn(new, sent.submission, answer, said, entry, links)
        is_said = await reception.take_in(taken)
        if new.is_escalated:
            answer = answer.told_of(State.ESCALATED)
        elif not is_said:
            answer = answer.told_of(State.HELD)
        return Receipt(answer, first=True, request_id=request_id)

    def _first_letters(
        self, new: NewRequest, tokens: tuple[str, str], entry: Entry
    ) -> tuple[Sequence[RequestLetter], frozenset[AttentionReason]]:
        """Write to those who may be written to; of who is in danger only a person tells.

        A person also tells whoever was asked for where no more letters leave.
        """
        written = () if new.is_escalated else [*first_letters(new, self.links, tokens)]
        first = [letter for letter in written if self.door.may_confirm((letter.to,), entry)]
        is_untold = any(letter.tells_helped for letter in written if letter not in first)
        return first, frozenset({AttentionReason.TELL_HELPED} if is_untold else ())


def _repeat(stored: StoredAnswer | None, submission: Submission) -> Receipt:
    if stored is None or stored.answer is None:
        raise AnswerGoneError
    is_changed = stored.fingerprint != submission.fingerprint
    return Receipt(stored.answer, first=False, is_changed=is_changed)


def submission_of(plea: Plea, key: str, pseudonyms: Pseudonyms) -> Submission:
    """Give the hashes by which a request is known again."""
    return Submission(key_hash(key, pseudonyms.of), pseudonyms.of("plea", key, *parts_of(plea)))
