"""The use cases over a store, with letters that can be read."""

import asyncio
import base64
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.matching.composition import Ports, make_use_cases
from services.matching.engine.rules.assigning import assign
from services.matching.engine.rules.index import Gathering
from services.matching.engine.rules.policy import Policy
from services.matching.invitations.model import InvitationId
from services.matching.invitations.ports import DueInvitations
from services.matching.members.ports import DuePauses
from services.matching.needs.model import RequestId
from services.matching.proposals.adapters import place_of, wall_time
from services.matching.proposals.model import KeptDecision, Outcome
from services.matching.proposals.ports import DueMatches
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.roster_picture import Picture
from services.matching.reasons.model import AskedByHand, Home, Progress
from services.matching.volunteers.model import SignUp, VolunteerId
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
from tests.support.matching.building import NOW
from tests.support.matching.invitations.building import inviter
from tests.support.matching.proposals.building import PlainWording
from tests.support.matching.volunteers.building import sign_up
from tests.support.same_person import SAME_PERSON
from tests.support.setbacks import FakeSetbacks

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


def open_plainly(sealed: str) -> Notice:
    """Read what was sealed plainly."""
    return Notice.from_json(base64.b64decode(sealed))


class NobodyAsksWhy:
    """Stands for the reader of reasons, which no play needs."""

    async def progress(self, request_id: RequestId) -> Progress | None:
        raise NotImplementedError

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        raise NotImplementedError

    async def homes(self, numbers: Sequence[int]) -> Mapping[int, Home]:
        raise NotImplementedError

    async def helped_before(self, request_id: RequestId) -> frozenset[int]:
        raise NotImplementedError

    async def by_hand(self, request_id: RequestId) -> Sequence[AskedByHand]:
        raise NotImplementedError


class NobodyRests:
    """Stands for the list of pauses that are over, which most plays do not need."""

    async def pauses_over(self, limit: int) -> Sequence[VolunteerId]:
        del limit
        return ()


class NobodyIsInvited:
    """Stands for the list of invitations that are over."""

    async def over(self, limit: int) -> Sequence[InvitationId]:
        del limit
        return ()


class NothingIsDue:
    """Stands for the lists of the loops, which no play needs: it chooses for all at once."""

    async def looks(self, limit: int) -> Sequence[RequestId]:
        raise NotImplementedError

    async def reports(self, limit: int) -> Sequence[RequestId]:
        raise NotImplementedError

    async def towns(self, limit: int) -> Sequence[str]:
        raise NotImplementedError

    async def late(self, patience: Mapping[Urgency, timedelta], limit: int) -> Sequence[RequestId]:
        raise NotImplementedError


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
    current: Current = field(default_factory=FakeCurrent)
    chance: Chance = field(default_factory=lambda: Chance(uuid4, lambda: uuid4().hex))
    setbacks: dict[str, FakeSetbacks] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Wire as the composition root does."""
        self._alone = asyncio.Lock()
        ports = self._ports()
        self.use, self.inviting = make_use_cases(ports), inviter(ports)
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
