"""Everything that matching stores, in memory, and the records it is made of."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID, uuid4

from services.matching.activities.model import Logged
from services.matching.invitations.model import InvitationId, Invited
from services.matching.needs.model import Need, RequestId
from services.matching.partners.model import OrganisationId, Partner, Step
from services.matching.programme.model import Planned
from services.matching.proposals.model import (
    ByHand,
    KeptDecision,
    Match,
    MatchId,
    MatchState,
)
from services.matching.purchases.model import Delivery, Purchase, PurchaseId, Stated
from services.matching.referrals.model import Choice, Referral, ReferralId
from services.matching.supply.model import Told
from services.matching.troubles.model import Decision, Kind, Trouble
from services.matching.volunteers.model import (
    Contact,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from shared.contracts.partner_words import ClearanceReason
from shared.contracts.words import ServiceLine
from tests.support.fake_store import StaffedState
from tests.support.matching.building import NOW


@dataclass
class FakeVolunteer:
    """A volunteer as they lie in the store."""

    volunteer: Volunteer
    contact: Contact
    number: int = 0
    opens: bool = True
    """Whether their contact data can be read."""
    rested_at: datetime = NOW
    asked: int = 0
    accepted: int = 0
    version: int = 1


@dataclass
class FakeMatch:
    """A match as it lies in the store."""

    match: Match
    token_hash: str
    accepted_at: datetime | None = None
    issued_at: datetime | None = None
    ended_at: datetime | None = None
    issued: int = 0
    counted: bool = True
    is_past: bool = False
    hand: ByHand | None = None


@dataclass
class FakeLink:
    """A confirmation link."""

    volunteer_id: VolunteerId
    kept_at: datetime
    expires_at: datetime
    used: bool = False


@dataclass
class FakeInvitation:
    """An invitation that was not answered."""

    id: InvitationId
    invited: Invited
    expires_at: datetime


@dataclass
class FakeSupply:
    """What was said of a town, as it lies in the store."""

    counted_at: datetime
    told: Told = field(default_factory=lambda: Told(uuid4()))
    said_at: datetime | None = None


@dataclass
class FakePlan:
    """One time of a plan, as it lies in the store."""

    planned: Planned
    key: UUID
    pressed: list[datetime] = field(default_factory=list)


@dataclass
class FakeActivity:
    """One number of an activity, as it lies in the store."""

    logged: Logged
    key: UUID
    is_newest: bool = True


@dataclass
class FakePurchase:
    """A contract as it lies in the store, with all that was ever agreed."""

    purchase: Purchase
    key: UUID
    stated: list[Stated]


@dataclass
class FakeDelivery:
    """One number of a delivery, as it lies in the store."""

    delivery: Delivery
    key: UUID
    is_newest: bool = True


@dataclass
class FakeReferral:
    """A referral as it lies in the store."""

    referral: Referral
    sent_at: datetime
    due_at: datetime | None


@dataclass
class FakeState(StaffedState):
    """Everything a transaction can change."""

    now: datetime = NOW
    volunteers: dict[VolunteerId, FakeVolunteer] = field(default_factory=dict)
    links: dict[str, FakeLink] = field(default_factory=dict)
    member_links: dict[str, FakeLink] = field(default_factory=dict)
    invitations: dict[str, FakeInvitation] = field(default_factory=dict)
    invited: set[str] = field(default_factory=set)
    """Addresses that were written to."""
    buried: dict[RequestId, int] = field(default_factory=dict)
    """The numbers of what was said of needs of which only the end was heard."""
    needs: dict[RequestId, Need | None] = field(default_factory=dict)
    look_at: dict[RequestId, datetime] = field(default_factory=dict)
    report_at: dict[RequestId, datetime] = field(default_factory=dict)
    heard_at: dict[RequestId, datetime] = field(default_factory=dict)
    silent_until: dict[RequestId, datetime] = field(default_factory=dict)
    blocks: set[tuple[RequestId, VolunteerId]] = field(default_factory=set)
    decisions: dict[RequestId, list[KeptDecision]] = field(default_factory=dict)
    matches: dict[MatchId, FakeMatch] = field(default_factory=dict)
    task_links: dict[str, MatchId] = field(default_factory=dict)
    set_aside: dict[VolunteerId, str] = field(default_factory=dict)
    """Volunteers in a person's list, with the kind of error."""
    troubles: list[Trouble] = field(default_factory=list)
    partners: dict[OrganisationId, Partner] = field(default_factory=dict)
    partner_steps: list[tuple[OrganisationId, UUID | None, Step, ClearanceReason | None]] = field(
        default_factory=list
    )
    reach_numbers: dict[OrganisationId, int] = field(default_factory=dict)
    reminded: dict[OrganisationId, dict[ServiceLine, date]] = field(default_factory=dict)
    commitments: dict[OrganisationId, int] = field(default_factory=dict)
    plans: dict[UUID, FakePlan] = field(default_factory=dict)
    activities: list[FakeActivity] = field(default_factory=list)
    purchases: dict[PurchaseId, FakePurchase] = field(default_factory=dict)
    deliveries: list[FakeDelivery] = field(default_factory=list)
    referrals: dict[ReferralId, FakeReferral] = field(default_factory=dict)
    referral_links: dict[str, tuple[ReferralId, UUID]] = field(default_factory=dict)
    referral_choices: dict[RequestId, tuple[int, Choice]] = field(default_factory=dict)
    supplies: dict[str, FakeSupply] = field(default_factory=dict)
    trouble_decisions: list[tuple[UUID, Decision, Kind, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Repository:
    """A part of the store; it keeps nothing of its own."""

    state: FakeState


class Stateful(Protocol):
    """A store whose state can be looked at."""

    state: FakeState


def asked_about(state: FakeState, request_id: RequestId) -> set[VolunteerId]:
    """Say who was ever asked about a need."""
    matches = [item.match for item in state.matches.values()]
    return {match.volunteer_id for match in matches if match.request_id == request_id}


def asked_for_good(state: FakeState, request_id: RequestId) -> set[VolunteerId]:
    """Say who is not asked about a need again: all but those who may be asked once more."""
    until = state.silent_until.get(request_id)
    return {
        item.match.volunteer_id
        for item in state.matches.values()
        if item.match.request_id == request_id
        and not (
            item.match.state is MatchState.EXPIRED
            and until is not None
            and item.ended_at is not None
            and item.ended_at <= until
        )
    }


def helpers_before(state: FakeState, need: Need) -> list[int]:
    """Give who helped in what is asked for again, or in the series: the last one last."""
    earlier = {
        each.request_id
        for each in state.needs.values()
        if each is not None
        and (each.request_id == need.again_of or each.series_id == need.series_id is not None)
    } - {need.request_id}
    helped = [
        item
        for item in state.matches.values()
        if item.match.request_id in earlier
        and item.match.state is MatchState.COMPLETED
        and not item.is_past
    ]
    helped.sort(key=lambda item: item.accepted_at or NOW)
    return [state.volunteers[item.match.volunteer_id].number for item in helped]


def load_of(state: FakeState, volunteer_id: VolunteerId) -> int:
    """Count what is in a volunteer's week."""
    own = [item for item in state.matches.values() if item.match.volunteer_id == volunteer_id]
    return sum(item.counted for item in own)


def set_aside(state: FakeState, volunteer_id: VolunteerId, kind: str) -> None:
    """Ask somebody nothing more, and tell a person."""
    item = state.volunteers[volunteer_id]
    item.volunteer = replace(item.volunteer, state=VolunteerState.SET_ASIDE)
    state.set_aside[volunteer_id] = kind
