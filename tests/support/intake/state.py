"""Everything that a transaction of intake can change, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from services.intake.activation.model import Stand
from services.intake.activation.model import Step as LifeStep
from services.intake.acts.model import Done
from services.intake.acts.model import Note as ActNote
from services.intake.attention.model import Attention, AttentionId, Outcome
from services.intake.board.model import SearchReport
from services.intake.call_backs.model import CallBack, CallBackId
from services.intake.call_rounds.model import Beginning, PersonId, Result, RoundId, TakenBack
from services.intake.call_rounds.model import Entry as RoundEntry
from services.intake.call_rounds.model import Step as RoundStep
from services.intake.calls.model.call import Call, CallId
from services.intake.calls.model.call import Step as CallStep
from services.intake.concerns.model import Concern, ConcernId, Note, Words
from services.intake.contact_access.model import ContactLink
from services.intake.held_requests.model import Decision
from services.intake.imports.model import Import, ImportId, Step, Upload
from services.intake.lookups.model import AlarmId
from services.intake.missed_calls.model import MissedCall, MissedCallId, Unanswered
from services.intake.organisations.model import Applicant, Declined, Organisation, OrganisationId
from services.intake.organisations.model import Step as OrganisationStep
from services.intake.partner_requests.model import Made
from services.intake.request_form.model import Draft, DraftId
from services.intake.requests.model import (
    Assignment,
    Progress,
    Promise,
    ReferralConsent,
    Request,
    RequestId,
)
from services.intake.rights.model import Receipt, Right, RightId
from services.intake.rights.model import Secret as RightSecret
from services.intake.rights.model import Step as RightStep
from services.intake.shifts.model import Doing
from services.intake.sign_in.model import Factors, HalfOpen, Invitation
from services.intake.staff.model import Session, Staff, StaffChange, StaffId
from services.intake.submissions.model import Answer, Plea
from services.intake.supply.model import TownReport
from services.intake.timelines.model import Entry, Message
from services.intake.wishes.model import Step as WishStep
from services.intake.wishes.model import Wish
from shared.contracts.right_words import RightService
from shared.contracts.words import Helped
from shared.messaging.outbox import Announcement
from shared.reach_points import ReachPoint
from tests.support.activations import ACTIVATION, AWAKE
from tests.support.intake.building import NOW
from tests.support.work import Ledger


@dataclass
class FakeRequest:
    """A request as it lies in the store."""

    stored: Request
    plea: Plea
    flags: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)
    code_word: str = ""
    assignments: list[tuple[Assignment, bool]] = field(default_factory=list)
    helped: Helped | None = None
    corrected: tuple[str, ...] = ()
    corrected_at: datetime | None = None
    changed_at: datetime = NOW
    leads_to: RequestId | None = None
    split_off: list[RequestId] = field(default_factory=list)
    consents: list[ReferralConsent] = field(default_factory=list)


@dataclass
class FakeLink:
    """A one-time link."""

    link: ContactLink
    expires_at: datetime
    browser_hash: str | None = None


@dataclass
class FakeConcern:
    """A concern as it lies in the store."""

    concern: Concern
    sent_hash: str
    words: Words
    due_at: datetime
    lead_told_at: datetime | None = None
    closed_by: StaffId | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass
class FakeApplication:
    """An application as it lies in the store."""

    sent_hash: str
    number_hash: str
    applied_at: datetime
    applicant: Applicant | None
    declined: Declined | None = None


@dataclass
class FakeWish:
    """A wish as it lies in the store."""

    wish: Wish
    answer: str | None = None
    due_at: datetime | None = None
    """When it leaves; None once it has left."""
    more: int | None = None


@dataclass
class FakeLook:
    """A member of staff saw contact data."""

    request_id: RequestId
    staff_id: StaffId
    reason: str
    at: datetime


@dataclass
class FakeAlarm:
    """Somebody looked too often."""

    staff_id: StaffId
    raised_at: datetime
    settled_by: StaffId | None = None


@dataclass
class FakeCallerSearches:
    """What somebody looked for by likeness in a call."""

    began_at: datetime
    searches: int = 0
    shown: set[RequestId] = field(default_factory=set)


@dataclass(frozen=True)
class FakeDraft:
    """A form being filled in, and whose browser did it."""

    draft: Draft
    browser: str
    started_at: datetime
    expires_at: datetime


@dataclass
class FakeAttention:
    """Who needs a person, as it lies in the store."""

    attention: Attention
    told_at: datetime | None = None
    told_again_at: datetime | None = None
    taken_at: datetime | None = None
    settled_as: Outcome | None = None
    settled_by: UUID | None = None


@dataclass
class FakeDuty:
    """Who is on duty, as it lies in the store."""

    to: ReachPoint | None = None
    until: datetime | None = None
    wants_mornings: bool = True


@dataclass
class FakeRight:
    """A case of somebody who asks what is known of them, as it lies in the store."""

    right: Right
    token_hash: str
    asked_at: datetime
    expires_at: datetime
    mark: str | None = None
    code_hash: str | None = None
    secret: RightSecret | None = None
    answer_hash: str | None = None
    tries: int = 0
    receipts: dict[RightService, Receipt] = field(default_factory=dict)


@dataclass(frozen=True)
class FakeShift:
    """What somebody says that they do, as it lies in the store."""

    session_hash: str
    doing: Doing
    ends_at: datetime


@dataclass
class FakeCall:
    """A call as it lies in the store."""

    call: Call
    record: str = ""


@dataclass
class FakeCallBack:
    """A call-back as it lies in the store."""

    call_back: CallBack
    request_id: RequestId | None = None
    call_id: CallId | None = None
    is_closed: bool = False


@dataclass
class FakeRound:
    """A round of calls as it lies in the store."""

    begins: Beginning
    made_at: datetime
    ends_at: datetime
    closed_at: datetime | None = None
    results: dict[Result, int] = field(default_factory=dict)
    waiting: int = 0


@dataclass
class FakeRoundPerson:
    """Somebody on a round as they lie in the store."""

    round_id: RoundId
    entry: RoundEntry
    due_at: datetime
    tries: int = 0
    result: Result | None = None


@dataclass
class FakeHold:
    """Whom one of the staff holds."""

    person_id: PersonId
    staff_id: StaffId
    taken_at: datetime
    call_id: CallId | None = None


@dataclass
class FakeMissedCall:
    """A missed call as it lies in the store."""

    missed: MissedCall
    who: str
    call_id: CallId | None = None
    is_closed: bool = False


@dataclass
class FakeUnanswered:
    """One call of a line, as it is told to others."""

    call: Unanswered
    line: MissedCallId | None
    is_returned: bool = False


@dataclass
class FakeState(Ledger):
    """Everything a transaction can change."""

    now: datetime = NOW
    requests: dict[RequestId, FakeRequest] = field(default_factory=dict)
    status_links: dict[str, RequestId] = field(default_factory=dict)
    promises: dict[RequestId, Promise] = field(default_factory=dict)
    relative_links: dict[str, RequestId] = field(default_factory=dict)
    submissions: dict[str, tuple[str | None, Answer | None, datetime]] = field(default_factory=dict)
    partings: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    """Keys of rows of files."""
    imports: dict[ImportId, tuple[Import, Upload]] = field(default_factory=dict)
    import_steps: list[tuple[ImportId, StaffId, Step]] = field(default_factory=list)
    calls: dict[CallId, FakeCall] = field(default_factory=dict)
    call_backs: dict[CallBackId, FakeCallBack] = field(default_factory=dict)
    missed_calls: dict[MissedCallId, FakeMissedCall] = field(default_factory=dict)
    unanswered: list[FakeUnanswered] = field(default_factory=list)
    phone_notices: dict[str, bool] = field(default_factory=dict)
    call_steps: list[tuple[CallId, StaffId, CallStep]] = field(default_factory=list)
    call_rounds: dict[RoundId, FakeRound] = field(default_factory=dict)
    round_people: dict[PersonId, FakeRoundPerson] = field(default_factory=dict)
    round_holds: dict[str, FakeHold] = field(default_factory=dict)
    """By the mark of the number."""
    round_steps: list[tuple[RoundId, StaffId, RoundStep]] = field(default_factory=list)
    do_not_ring: set[str] = field(default_factory=set)
    taken_back: list[tuple[str, StaffId, TakenBack]] = field(default_factory=list)
    contact_links: dict[str, FakeLink] = field(default_factory=dict)
    views: list[ContactLink] = field(default_factory=list)
    looks: list[FakeLook] = field(default_factory=list)
    searches: list[tuple[StaffId, str | None, int, datetime]] = field(default_factory=list)
    alarms: dict[AlarmId, FakeAlarm] = field(default_factory=dict)
    caller_searches: dict[tuple[UUID, StaffId], FakeCallerSearches] = field(default_factory=dict)
    attentions: dict[AttentionId, FakeAttention] = field(default_factory=dict)
    duties: dict[StaffId, FakeDuty] = field(default_factory=dict)
    organisations: dict[OrganisationId, Organisation] = field(default_factory=dict)
    organisation_steps: list[
        tuple[OrganisationId, StaffId | None, OrganisationStep, Declined | None]
    ] = field(default_factory=list)
    applications: dict[OrganisationId, FakeApplication] = field(default_factory=dict)
    concerns: dict[ConcernId, FakeConcern] = field(default_factory=dict)
    concern_looks: list[tuple[ConcernId, StaffId, datetime]] = field(default_factory=list)
    drafts: dict[DraftId, FakeDraft] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    tries: dict[str, tuple[int, datetime, datetime]] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    disabled: set[StaffId] = field(default_factory=set)
    staff_changes: list[StaffChange] = field(default_factory=list)
    factors: dict[StaffId, Factors] = field(default_factory=dict)
    recovery_codes: dict[StaffId, set[str]] = field(default_factory=dict)
    half_open: dict[str, tuple[HalfOpen, datetime]] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    reports: dict[RequestId, SearchReport] = field(default_factory=dict)
    ties: dict[RequestId, tuple[RequestId, bool, Progress]] = field(default_factory=dict)
    """With which other request one became one, and who was asked for that by then."""
    acts: list[tuple[RequestId, Done]] = field(default_factory=list)
    linked: set[frozenset[RequestId]] = field(default_factory=set)
    notes: dict[int, tuple[RequestId, ActNote]] = field(default_factory=dict)
    made_for_others: dict[RequestId, tuple[Made, datetime]] = field(default_factory=dict)
    shifts: dict[StaffId, FakeShift] = field(default_factory=dict)
    rights: dict[RightId, FakeRight] = field(default_factory=dict)
    right_steps: list[tuple[RightId, RightStep]] = field(default_factory=list)
    supply: dict[str, TownReport] = field(default_factory=dict)
    wishes: list[FakeWish] = field(default_factory=list)
    wish_steps: list[tuple[Wish, WishStep, StaffId]] = field(default_factory=list)
    counts: dict[str, list[datetime]] = field(default_factory=dict)
    """When somebody was counted at the door, by their hash."""
    held_decisions: list[tuple[RequestId, StaffId, Decision]] = field(default_factory=list)
    messages: dict[UUID, tuple[RequestId, Message]] = field(default_factory=dict)
    entries: list[tuple[RequestId, Entry]] = field(default_factory=list)
    """What the real store reads off its tables."""
    villages: list[tuple[RequestId, StaffId, bool, datetime]] = field(default_factory=list)
    briefings: set[date] = field(default_factory=set)
    mornings: dict[UUID, date] = field(default_factory=dict)
    """Which day's letter an organisation was seen to."""
    capacities: dict[tuple[UUID, str], tuple[date | None, int]] = field(default_factory=dict)
    pauses: dict[UUID, tuple[bool, int]] = field(default_factory=dict)
    stands: list[Stand] = field(default_factory=lambda: [Stand(ACTIVATION, AWAKE)])
    """How each activation of the network stands; the last is open."""
    life_steps: list[LifeStep] = field(default_factory=list)
    applied: list[Announcement] = field(default_factory=list)


@dataclass(frozen=True)
class Repository:
    """A room's share of a transaction in memory."""

    state: FakeState
