"""Values about requests for tests, and what matching says of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.requests.adapters import PROMISES_FILE, read_promises
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import MatchId, Proposal, ProposalState, Said, VolunteerId
from services.intake.requests.rules.links import Links
from services.intake.requests.rules.promises import Promises
from shared.activation import FIRST_ACTIVATION
from shared.contracts import matching
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import ENVELOPES, schema_url
from shared.contracts.words import Standing, UnmatchedReason, WithdrawalReason
from shared.letters import SealedPost
from shared.sealing.tokens import token_hash
from tests.support.events import owner_of
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed

Data = TypeVar("Data", bound=Event)

SAID_OF_ONE = 4
"""Changes of a request's standing from one proposal to the next, a notice among them."""
_AFTER = {
    WithdrawalReason.VOLUNTEER_UNABLE: Standing.OPEN,
    WithdrawalReason.REQUEST_CHANGED: Standing.OPEN,
    WithdrawalReason.FILLED: Standing.ASSIGNED,
    WithdrawalReason.REQUEST_CANCELLED: Standing.CLOSED,
}


def proposal(
    state: ProposalState = ProposalState.OPEN,
    version: int = 1,
    said: Said | None = None,
    match_id: MatchId | None = None,
) -> Proposal:
    """Give a proposal."""
    identity = match_id or MatchId(uuid4())
    return Proposal(identity, VolunteerId(uuid4()), version, state, said)


def promises(now: Callable[[], datetime] = lambda: NOW) -> Promises:
    """Give what the network promises."""
    return read_promises(PROMISES_FILE, now, read_hours(HOURS_FILE))


def letters(sealed: Sealed | None = None, drawn: Drawn | None = None) -> RequestLetters:
    """Give the writer of letters."""
    chance = (drawn or Drawn()).chance()
    post = SealedPost(sealed or Sealed(), chance)
    return RequestLetters(post, Links(PUBLIC_URL), lambda: NOW, chance)


def envelope(subject: str, version: int, data: Data, request_id: UUID) -> Envelope[Data]:
    """Wrap an event as it arrives."""
    kind = ENVELOPES[data.event_type]
    wrapped: Envelope[Data] = kind(  # type: ignore[assignment]  # parametrised at run time
        id=uuid4(),
        type=data.event_type,
        source=f"porukalla/{owner_of(data.event_type)}",
        subject=subject,
        time=NOW,
        dataschema=schema_url(data.event_type),
        subjectversion=version,
        correlationid=request_id,
        activationid=FIRST_ACTIVATION.id,
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

    def proposed(self) -> Envelope[matching.MatchProposed]:
        """Someone is asked."""
        data = matching.MatchProposed(
            **self._ids,
            **self._stands(0, Standing.PROPOSED),
            expires_at=NOW + timedelta(minutes=15),
            attempt=self.attempt,
        )
        return self._say(1, data)

    def declined(self) -> Envelope[matching.MatchDeclined]:
        """They cannot."""
        return self._say(2, matching.MatchDeclined(**self._ids, **self._stands(1, Standing.OPEN)))

    def expired(self) -> Envelope[matching.MatchExpired]:
        """They did not answer."""
        return self._say(2, matching.MatchExpired(**self._ids, **self._stands(1, Standing.OPEN)))

    def matched(self) -> Envelope[matching.VolunteerMatched]:
        """They take it."""
        stands = self._stands(1, Standing.ASSIGNED)
        return self._say(2, matching.VolunteerMatched(**self._ids, **stands))

    def access(
        self, link: str = "access-token", life: timedelta = timedelta(days=1)
    ) -> Envelope[matching.MatchAccessIssued]:
        """Their one-time link."""
        data = matching.MatchAccessIssued(
            **self._ids, token_hash=token_hash(link), expires_at=NOW + life
        )
        return self._say(3, data)

    def withdrawn(
        self, reason: WithdrawalReason = WithdrawalReason.VOLUNTEER_UNABLE
    ) -> Envelope[matching.MatchWithdrawn]:
        """Take it back."""
        stands = self._stands(2, _AFTER[reason])
        return self._say(4, matching.MatchWithdrawn(**self._ids, **stands, reason=reason))

    def completed(self) -> Envelope[matching.AssignmentCompleted]:
        """Say that the help was given."""
        stands = self._stands(2, Standing.CLOSED)
        return self._say(4, matching.AssignmentCompleted(**self._ids, **stands, minutes=30))

    @property
    def _ids(self) -> dict[str, UUID]:
        return {
            "match_id": self.match_id,
            "request_id": self.request_id,
            "volunteer_id": self.volunteer_id,
        }

    def _stands(self, step: int, standing: Standing) -> dict[str, Any]:
        number = SAID_OF_ONE * self.attempt - 2 + step
        return {"standing": standing, "standing_number": number}

    def _say(self, version: int, data: Data) -> Envelope[Data]:
        return envelope(f"match/{self.match_id}", version, data, self.request_id)


def unmatched(
    request_id: UUID, asked: int = 0, version: int = 1, reason: str = UnmatchedReason.NOBODY_ABLE
) -> Envelope[matching.RequestUnmatched]:
    """Nobody is left."""
    data = matching.RequestUnmatched(
        request_id=request_id,
        reason=reason,
        considered=3,
        asked=asked,
        declined=asked,
        at_their_cap=1,
        standing=Standing.UNMATCHED,
        standing_number=SAID_OF_ONE * asked + 1,
    )
    return envelope(f"need/{request_id}", version, data, request_id)
