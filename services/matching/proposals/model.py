"""What a proposal is, what is known before it is made, and what is kept of the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import NamedTuple, NewType, TypedDict
from uuid import UUID

from services.matching.engine.model import Reason
from services.matching.engine.rules.weighing.formula import Cost
from services.matching.needs.model import Need, RequestId
from services.matching.volunteers.model import Contact, VolunteerId
from shared.contracts.ask_words import AskManner, AssignmentRefusal, OverrideReason
from shared.contracts.words import Category, Urgency, WithdrawalReason


class MatchState(StrEnum):
    """How one asking of one volunteer stands."""

    OPEN = "open"
    DECLINED = "declined"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


MatchId = NewType("MatchId", UUID)


@dataclass(frozen=True, slots=True)
class Turn:
    """A need whose turn it is to be looked at, with all that was tried so far."""

    need: Need
    waited: timedelta
    """Since matching first heard of it."""
    open_now: int = 0
    """Proposals that wait for an answer."""
    asked: frozenset[int] = frozenset()
    """Roster numbers of all who were ever asked about it."""
    declined: int = 0
    blocked: frozenset[int] = frozenset()
    """Roster numbers of those who must not meet this person."""
    usual: int | None = None
    """The roster number of who helped the time before: in the series, or in what is asked again."""
    is_reserved: bool = False
    """One is asked before all others, and their time is not over."""
    again: frozenset[int] = frozenset()
    """Of all who were asked, those who did not answer and may be asked once more."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """How a coordinator has one volunteer asked, and past which rules."""

    manner: AskManner
    overrides: frozenset[AssignmentRefusal] = frozenset()
    reason: OverrideReason | None = None
    """None where nothing is passed over."""


class Named(TypedDict):
    """The ids that every event of a match says."""

    match_id: MatchId
    request_id: RequestId
    volunteer_id: VolunteerId


@dataclass(frozen=True, slots=True)
class Match:
    """One volunteer asked for one need; `version` numbers what was said of it.

    `lapsed` says that its time is over by the network's clock.
    """

    id: MatchId
    request_id: RequestId
    volunteer_id: VolunteerId
    version: int
    state: MatchState
    expires_at: datetime
    lapsed: bool = False
    minutes: int | None = None
    why_withdrawn: WithdrawalReason | None = None
    """None also of one that was withdrawn before this was kept."""
    passed: tuple[str, ...] = ()
    """The rules that a coordinator passed over; told only of what is live."""

    @property
    def subject(self) -> str:
        """Name it as announcements do."""
        return f"match/{self.id}"

    @property
    def named(self) -> Named:
        """Give its ids as its events say them."""
        return Named(match_id=self.id, request_id=self.request_id, volunteer_id=self.volunteer_id)


class Outcome(StrEnum):
    """What the volunteer is told; only OPEN can be answered."""

    OPEN = auto()
    ACCEPTED = auto()
    DECLINED = auto()
    EXPIRED = auto()
    WITHDRAWN = auto()
    """It is over, and nothing says why."""
    FILLED = auto()
    CANCELLED = auto()
    """Who asked for help took it back."""
    GIVEN_BACK = auto()
    """The volunteer could not do it after all."""
    CORRECTED = auto()
    """Still open, but no longer what they were shown when they pressed: nothing was taken."""
    CHANGED = auto()
    """What is asked for was corrected, and is nothing for this volunteer any more."""
    COMPLETED = auto()


@dataclass(frozen=True, slots=True)
class Question:
    """What the page may show: kind and area, nothing closer."""

    outcome: Outcome
    kinds: tuple[Category, ...]
    urgency: Urgency | None
    """None for one of a later version."""
    municipality: str
    postal_code: str | None
    expires_at: datetime
    seen: int
    """Numbers what is shown, so that a yes is a yes to just that."""


@dataclass(frozen=True, slots=True)
class Considered:
    """One helper in the line, by roster number."""

    number: int
    km: float
    chance: float
    cost: Cost
    """In minutes, part by part; scarcity is what other needs would lose."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one need at one moment."""

    asked: tuple[Considered, ...] = ()
    next_best: tuple[Considered, ...] = ()
    """Who stood next in its line; another need of the batch may have taken them."""
    fitting: int = 0
    """Helpers who fit, of those looked at."""
    at_cap: int = 0
    """Of them: kept back by their week."""
    asked_enough: int = 0
    """Of them: kept back because they were asked much lately."""
    asked_before: int = 0
    declined: int = 0
    refusals: Mapping[Reason, int] = field(default_factory=dict)
    """When nobody may be asked: how many nearby were refused for which reason."""
    expected_minutes: float | None = None
    """To a yes, when nothing changes; None when nobody is asked."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposal that is to be made, if the helper still may be asked when it is stored.

    Its times begin when it is stored, by the network's clock: `slack` is how long after that the
    helper's asks may be forgotten, `forget` how long this one takes; without a slack it is
    made by hand, and what speaks against it was looked at while the helper was held. The link's
    token is kept only as a hash.
    """

    id: MatchId
    request_id: RequestId
    number: int
    attempt: int
    lifetime: timedelta
    slack: timedelta | None
    forget: timedelta
    token_hash: str


class Granted(NamedTuple):
    """A claim that was stored, and who is asked."""

    match: Match
    contact: Contact


@dataclass(frozen=True, slots=True)
class DueTurns:
    """Needs that are due, locked; `now` is the batch's one moment, by the network's clock."""

    now: datetime
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision and when it was made."""

    at: datetime
    decision: Decision
