"""Values of intake for tests, each with what is usual; a test bends what it is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar
from uuid import UUID, uuid4

from services.intake.request_form.model import DraftId
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import (
    Contact,
    Links,
    MatchId,
    Proposal,
    ProposalState,
    RequestId,
    VolunteerId,
)
from services.intake.requests.ports import Draws
from services.intake.submissions.events import created
from services.intake.submissions.model import Answer, NewRequest, Plea, Submission
from services.intake.submissions.ports import TakenIn
from services.intake.submissions.rules.reference import reference_of
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import (
    AssignmentCompleted,
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.reading import ENVELOPES, schema_url
from shared.contracts.words import (
    Category,
    Channel,
    Language,
    UnmatchedReason,
    Urgency,
    WithdrawalReason,
)
from shared.messaging.outbox import BACKBONE_ACTIVATION
from shared.sealing.notices import Notice
from shared.sealing.tokens import token_hash

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PUBLIC_URL = "http://localhost:8080"
Data = TypeVar("Data", bound=Event)

FIELDS = {
    "category": "groceries",
    "urgency": "today",
    "postal_code": "50100",
    "street": "Porrassalmenkatu 1",
    "area_note": "",
    "phone": "+358401234567",
    "language": "fi",
    "first_name": "Aino",
    "email": "aino@example.org",
    "text": "Maitoa ja leipää, kiitos.",
    "on_behalf": "no",
}
"""A form filled in."""


def municipality_of(postal_code: str) -> str | None:
    """Know Mikkeli and nothing else."""
    return "491" if postal_code == "50100" else None


def plea(email: str = "aino@example.org", category: Category = Category.GROCERIES) -> Plea:
    """Give a plea from Mikkeli."""
    return Plea(
        category=category,
        urgency=Urgency.TODAY,
        postal_code="50100",
        municipality="491",
        language=Language.FINNISH,
        channel=Channel.WEB,
        on_behalf=False,
        contact=Contact(
            phone="+358401234567",
            first_name="Aino",
            email=email,
            street="Porrassalmenkatu 1",
            text="Maitoa ja leipää, kiitos.",
        ),
    )


def new_request(link: str = "status-token", number: int | None = None) -> NewRequest:
    """Give a request about to be stored."""
    identity = RequestId(uuid4())
    drawn = identity.int % 100_000_000 if number is None else number
    return NewRequest(identity, reference_of(drawn), plea(), token_hash(link))


def answer(new: NewRequest) -> Answer:
    """Give what the one who asked is told."""
    return Answer(new.reference, f"{PUBLIC_URL}/fi/p/status-token")


def submission(key: str | None = None) -> Submission:
    """Give a submission with a key of its own."""
    text = key or str(uuid4())
    return Submission(token_hash(text), token_hash(f"print {text}"))


def taken_in(new: NewRequest, key: str | None = None) -> TakenIn:
    """Give all that is stored of a new request."""
    return TakenIn(new, submission(key), answer(new), [created(new)])


def proposal(
    state: ProposalState = ProposalState.OPEN,
    version: int = 1,
    attempt: int | None = 1,
    match_id: MatchId | None = None,
) -> Proposal:
    """Give a proposal."""
    identity = match_id or MatchId(uuid4())
    return Proposal(identity, VolunteerId(uuid4()), version, state, attempt)


def draft_id() -> DraftId:
    """Give an id nobody has."""
    return DraftId(uuid4())


@dataclass
class Drawn:
    """Draws that can be foreseen: tokens are numbered, every draw takes the next number."""

    numbers: Iterator[int] = field(default_factory=count)
    tokens: Iterator[int] = field(default_factory=lambda: count(1))

    def chance(self) -> Draws:
        """Give the port."""
        return Draws(uuid4, self.new_token, self.below)

    def new_token(self) -> str:
        """Give token-1, then token-2."""
        return f"token-{next(self.tokens)}"

    def below(self, limit: int) -> int:
        """Give the next number."""
        return next(self.numbers) % limit


@dataclass
class Sealed:
    """Stands for the sealed box: keeps what was sealed, gives its place in the list."""

    notices: list[Notice] = field(default_factory=list)

    def __call__(self, notice: Notice) -> str:
        """Keep and give a stand-in."""
        self.notices.append(notice)
        return f"sealed {len(self.notices)}"


def letters(sealed: Sealed | None = None, drawn: Drawn | None = None) -> RequestLetters:
    """Give the writer of letters."""
    return RequestLetters(
        sealed or Sealed(), Links(PUBLIC_URL), lambda: NOW, (drawn or Drawn()).chance()
    )


def envelope(subject: str, version: int, data: Data, request_id: UUID) -> Envelope[Data]:
    """Wrap an event as it arrives."""
    kind = ENVELOPES[data.event_type]
    wrapped: Envelope[Data] = kind(  # type: ignore[assignment]  # parametrised at run time
        id=uuid4(),
        type=data.event_type,
        source="porukalla/matching",
        subject=subject,
        time=NOW,
        dataschema=schema_url(data.event_type),
        subjectversion=version,
        correlationid=request_id,
        activationid=BACKBONE_ACTIVATION,
        data=data,
    )
    return wrapped


@dataclass(frozen=True)
class MatchStory:
    """What matching says about one match of one request."""

    request_id: UUID
    match_id: UUID = field(default_factory=uuid4)
    volunteer_id: UUID = field(default_factory=uuid4)
    attempt: int = 1

    def again(self) -> "MatchStory":
        """Ask the next volunteer."""
        return replace(self, match_id=uuid4(), volunteer_id=uuid4(), attempt=self.attempt + 1)

    def proposed(self) -> Envelope[MatchProposed]:
        """Someone is asked."""
        data = MatchProposed(
            **self._ids, expires_at=NOW + timedelta(minutes=15), attempt=self.attempt
        )
        return self._say(1, data)

    def declined(self) -> Envelope[MatchDeclined]:
        """They cannot."""
        return self._say(2, MatchDeclined(**self._ids))

    def expired(self) -> Envelope[MatchExpired]:
        """They did not answer."""
        return self._say(2, MatchExpired(**self._ids))

    def matched(self) -> Envelope[VolunteerMatched]:
        """They take it."""
        return self._say(2, VolunteerMatched(**self._ids))

    def access(
        self, link: str = "access-token", life: timedelta = timedelta(days=1)
    ) -> Envelope[MatchAccessIssued]:
        """Their one-time link."""
        data = MatchAccessIssued(**self._ids, token_hash=token_hash(link), expires_at=NOW + life)
        return self._say(3, data)

    def withdrawn(
        self, reason: WithdrawalReason = WithdrawalReason.VOLUNTEER_UNABLE
    ) -> Envelope[MatchWithdrawn]:
        """Take it back."""
        return self._say(4, MatchWithdrawn(**self._ids, reason=reason))

    def completed(self) -> Envelope[AssignmentCompleted]:
        """Say that the help was given."""
        return self._say(4, AssignmentCompleted(**self._ids, minutes=30))

    @property
    def _ids(self) -> dict[str, UUID]:
        return {
            "match_id": self.match_id,
            "request_id": self.request_id,
            "volunteer_id": self.volunteer_id,
        }

    def _say(self, version: int, data: Data) -> Envelope[Data]:
        return envelope(f"match/{self.match_id}", version, data, self.request_id)


def unmatched(request_id: UUID, asked: int = 0, version: int = 1) -> Envelope[RequestUnmatched]:
    """Nobody is left."""
    data = RequestUnmatched(
        request_id=request_id,
        reason=UnmatchedReason.NOBODY_ABLE,
        considered=3,
        asked=asked,
        declined=asked,
        at_their_cap=1,
    )
    return envelope(f"need/{request_id}", version, data, request_id)
