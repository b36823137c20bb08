"""The use cases over a store, with letters that can be read."""

import asyncio
import base64
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from services.matching.composition import make_use_cases
from services.matching.engine.rules.assigning import assign
from services.matching.engine.rules.index import Gathering
from services.matching.engine.rules.policy import Policy
from services.matching.invitations.ports import DueInvitations
from services.matching.members.ports import DuePauses
from services.matching.ports import Ports
from services.matching.proposals.adapters import place_of, wall_time
from services.matching.proposals.model import Outcome
from services.matching.proposals.ports import DueMatches
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.roster_picture import Picture
from services.matching.referrals.ports import DueReferrals
from services.matching.volunteers.model import SignUp
from services.matching.volunteers.ports import DueApplicants
from services.matching.work import Work
from shared.activation.current import Current
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestCreated
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Urgency
from shared.letters import SealedNotice, SealedPost
from shared.loops import Do, Due, DueRows, StuckRowsError
from shared.loops.due_rows import Key
from shared.messaging.outbox import Announcement
from shared.sealing.notices import Notice
from shared.work import Store
from tests.support.activations import FakeCurrent
from tests.support.matching.activities.building import FUNDERS
from tests.support.matching.building import NOW
from tests.support.matching.invitations.building import inviter
from tests.support.matching.nobody import (
    NobodyAsksWhy,
    NobodyIsInvited,
    NobodyIsReferred,
    NobodyRests,
    NoCapacityLapses,
    NothingIsDue,
)
from tests.support.matching.partners.building import AGREEMENTS
from tests.support.matching.proposals.building import PlainWording
from tests.support.matching.volunteers.building import MIKKELI, sign_up
from tests.support.same_person import SAME_PERSON
from tests.support.setbacks import FakeSetbacks

TOWNS = (MIKKELI, "178")
PUBLIC_URL = "http://localhost:8080"
CONTACT_PAGE = "/{language}/contact/{token}"


ONE_AT_A_TIME = Policy(
    at_once=dict.fromkeys(Urgency, 1),
    one_more_every=dict.fromkeys(Urgency, 0),
    quiet_hours=None,
)


RULES = Rules(ONE_AT_A_TIME, assign, place_of, wall_time)


def seal_plainly(notice: Notice) -> SealedNotice:
    """Stand for notify's sealed box."""
    return SealedNotice(base64.b64encode(notice.to_json()).decode(), "b0")


def open_plainly(text: str) -> Notice:
    """Read what was sealed plainly."""
    return Notice.from_json(base64.b64decode(text))


@dataclass
class Play:
    """Every use case of matching over one store."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants
    now: Callable[[], datetime] = lambda: NOW
    policy: Policy = ONE_AT_A_TIME
    due_pauses: DuePauses = field(default_factory=NobodyRests)
    due_invitations: DueInvitations = field(default_factory=NobodyIsInvited)
    due_referrals: DueReferrals = field(default_factory=NobodyIsReferred)
    current: Current = field(default_factory=FakeCurrent)
    chance: Chance = field(default_factory=lambda: Chance(uuid4, lambda: uuid4().hex))
    setbacks: dict[str, FakeSetbacks] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Wire as the composition root does."""
        self._alone = asyncio.Lock()
        self.ports = self._ports()
        self.use, self.inviting = make_use_cases(self.ports), inviter(self.ports)
        self.timers = self._timers()

    def _ports(self) -> Ports:
        return Ports(
            store=self.store,
            due_matches=self.due_matches,
            due_applicants=self.due_applicants,
            due_pauses=self.due_pauses,
            due_invitations=self.due_invitations,
            due_needs=NothingIsDue(),
            due_towns=NothingIsDue(),
            towns=TOWNS,
            agreements=AGREEMENTS,
            due_capacities=NoCapacityLapses(),
            due_referrals=self.due_referrals,
            setbacks=self.setbacks_of,
            reasons=NobodyAsksWhy(),
            post=SealedPost(seal_plainly, self.chance),
            wording=PlainWording(),
            rules=replace(RULES, policy=self.policy),
            picture=Picture(Gathering),
            origin=PUBLIC_URL,
            contact_page=CONTACT_PAGE,
            current=self.current,
            same_person=SAME_PERSON,
            funders=FUNDERS,
            now=self.now,
            chance=self.chance,
        )

    def _timers(self) -> tuple[DueRows[Any], ...]:
        return (
            self._rows("lapsed_matches", self.due_matches.lapsed, self.use.expire.expire_proposal),
            self._rows("weeks_over", self.due_matches.weeks_over, self.use.assignments.end_week),
            self._rows(
                "unconfirmed_applicants",
                self.due_applicants.unconfirmed,
                self.use.forget.forget_applicant,
            ),
            self._rows("pauses_over", self.due_pauses.pauses_over, self.use.membership.end_pause),
            self._rows(
                "invitations_over",
                self.due_invitations.over,
                self.use.end_invitations.end_invitation,
            ),
            *self._timers_of_referrals(),
        )

    def _timers_of_referrals(self) -> tuple[DueRows[Any], ...]:
        due, follow, refer = self.due_referrals, self.use.follow_referrals, self.use.refer
        pass_on = self.use.pass_on_referrals.pass_on
        return (
            self._rows("referrals_due", due.due, follow.follow_deadline),
            self._rows("referrals_of_left", due.without_partner, follow.end_of_left),
            self._rows("referrals_to_pass_on", due.to_pass_on, pass_on),
            self._rows("needs_to_refer", due.unreferred, refer.refer_by_rule),
        )

    def setbacks_of(self, loop: str) -> FakeSetbacks:
        """Give the tries of a loop's rows."""
        return self.setbacks.setdefault(loop, FakeSetbacks())

    def _rows(self, loop: str, due: Due[Key], do: Do[Key]) -> DueRows[Key]:
        return DueRows(due, do, "row_id", self.setbacks_of(loop))

    async def hear(self, event: Envelope[RequestCreated]) -> None:
        """Hear of a request, and choose."""
        await self.use.keep_needs.react_to_requests_created([event])
        await self.settle()

    async def decline(self, token: str) -> Outcome | None:
        """Say no, and let the next be chosen."""
        outcome = await self.use.answer.decline_proposal(token)
        await self.settle()
        return outcome

    async def give_up(self, token: str) -> bool:
        """Give a task back, and let the next be chosen."""
        is_given = await self.use.assignments.give_task_back(token)
        await self.settle()
        return is_given

    async def tick(self) -> None:
        """Let time do its work, and choose; a row that fails is due again, as in a loop."""
        for work_off in self.timers:
            with contextlib.suppress(StuckRowsError):
                await work_off()
        await self.settle()

    async def settle(self) -> None:
        """Choose until nothing is due, as one process does: never twice at once."""
        async with self._alone:
            while await self.use.choose.choose_batch():
                pass

    async def enrol(self, published: Callable[[], Sequence[Announcement]], who: SignUp) -> UUID:
        """Sign up and confirm by the mailed link."""
        await self.use.sign_up.take_application(who)
        await self.use.sign_up.confirm_address(last_link(letters_in(published()), "confirm_url"))
        return published()[-1].correlation_id

    async def enrol_some(
        self, published: Callable[[], Sequence[Announcement]], number: int
    ) -> list[UUID]:
        """Put some on the roster."""
        return [await self.enrol(published, sign_up()) for _ in range(number)]


@dataclass(frozen=True)
class Letter:
    """What notify would read."""

    template: str
    notice: Notice


def letters_in(published: Sequence[Announcement]) -> list[Letter]:
    """Open the letters among announcements; what was recalled opens no more."""
    data = [item.data for item in published if isinstance(item.data, NotificationRequested)]
    return [Letter(item.template, open_plainly(item.sealed)) for item in data if item.sealed]


def last_link(letters: Sequence[Letter], name: str) -> str:
    """Give the token of the newest link with this name."""
    urls = [item.notice.values[name] for item in letters if name in item.notice.values]
    return urls[-1].rpartition("/")[2]


def facts_in(published: Sequence[Announcement]) -> list[type[Event]]:
    """List the kinds of facts, without letters."""
    kinds = [type(item.data) for item in published]
    return [kind for kind in kinds if kind is not NotificationRequested]
