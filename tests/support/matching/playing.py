"""The use cases over a store, with letters that can be read."""

import asyncio
import base64
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from services.matching.domain.accepting import Outcome
from services.matching.domain.model import SignUp
from services.matching.engine.rules.assigning import assign
from services.matching.engine.rules.index import Gathering
from services.matching.engine.rules.policy import Policy
from services.matching.handlers.answering import Answering
from services.matching.handlers.assigning import HELSINKI, Assigning
from services.matching.handlers.choosing import Choosing, Rules
from services.matching.handlers.enrolling import Enrolling
from services.matching.handlers.granting import Granting
from services.matching.handlers.knowing import Picture
from services.matching.handlers.needing import Needing
from services.matching.handlers.timing import Timing
from services.matching.handlers.withdrawing import Withdrawing
from services.matching.handlers.writing import Letters, Links
from services.matching.ports.proposals import DueMatches
from services.matching.ports.volunteers import DueApplicants
from services.matching.ports.work import Work
from services.matching.store.homes import place_of
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestCreated
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Urgency
from shared.loops import DueRows, StuckRowsError
from shared.messaging.outbox import Announcement
from shared.sealing.notices import Notice
from shared.work import Store
from tests.support.matching.building import NOW, PlainWording, sign_up

PUBLIC_URL = "http://localhost:8080"


ONE_AT_A_TIME = Policy(
    at_once=dict.fromkeys(Urgency, 1),
    one_more_every=dict.fromkeys(Urgency, 0),
    quiet_hours=None,
)


RULES = Rules(ONE_AT_A_TIME, assign, place_of, lambda moment: moment.astimezone(HELSINKI))


def seal_plainly(notice: Notice) -> str:
    """Stand for notify's sealed box."""
    return base64.b64encode(notice.to_json()).decode()


def open_plainly(sealed: str) -> Notice:
    """Read what was sealed plainly."""
    return Notice.from_json(base64.b64decode(sealed))


@dataclass
class Play:
    """Every use case of matching over one store."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants
    now: Callable[[], datetime] = lambda: NOW
    policy: Policy = ONE_AT_A_TIME
    chance: Chance = field(default_factory=lambda: Chance(uuid4, lambda: uuid4().hex))

    def __post_init__(self) -> None:
        """Wire as the composition root does."""
        self._alone = asyncio.Lock()
        links = Links(PUBLIC_URL)
        letters = Letters(seal_plainly, links, PlainWording(), self.now, self.chance)
        granting = Granting(letters, self.now, self.chance)
        self.needing = Needing(self.store, letters)
        self.answering = Answering(self.store, granting, Withdrawing(letters))
        self.assigning = Assigning(self.store, granting, letters, self.now, self.chance)
        rules = replace(RULES, policy=self.policy)
        picture = Picture(Gathering)
        self.choosing = Choosing(self.store, picture, letters, self.chance, rules)
        self.enrolling = Enrolling(self.store, letters, self.chance)
        timing = Timing(self.store)
        self.timers = (
            DueRows(self.due_matches.lapsed, timing.expire, "match_id"),
            DueRows(self.due_matches.weeks_over, timing.end_week, "match_id"),
            DueRows(self.due_applicants.unconfirmed, timing.forget, "volunteer_id"),
        )

    async def hear(self, event: Envelope[RequestCreated]) -> None:
        """Hear of a request, and choose."""
        await self.needing.on_requests_created([event])
        await self.settle()

    async def decline(self, token: str) -> Outcome | None:
        """Say no, and let the next be chosen."""
        outcome = await self.answering.decline(token)
        await self.settle()
        return outcome

    async def give_up(self, token: str) -> bool:
        """Give a task back, and let the next be chosen."""
        is_given = await self.assigning.give_up(token)
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
            while await self.choosing.round():
                pass

    async def enrol(self, published: Callable[[], Sequence[Announcement]], who: SignUp) -> UUID:
        """Sign up and confirm by the mailed link."""
        await self.enrolling.sign_up(who)
        await self.enrolling.confirm(last_link(letters_in(published()), "confirm_url"))
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
    """Open the letters among announcements."""
    data = [item.data for item in published if isinstance(item.data, NotificationRequested)]
    return [Letter(item.template, open_plainly(item.sealed)) for item in data]


def last_link(letters: Sequence[Letter], name: str) -> str:
    """Give the token of the newest link with this name."""
    urls = [item.notice.values[name] for item in letters if name in item.notice.values]
    return urls[-1].rpartition("/")[2]


def facts_in(published: Sequence[Announcement]) -> list[type[Event]]:
    """List the kinds of facts, without letters."""
    kinds = [type(item.data) for item in published]
    return [kind for kind in kinds if kind is not NotificationRequested]
