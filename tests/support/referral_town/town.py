"""Intake, matching, notify and reporting over real databases in one process; the broker is a loop.

What one says is heard by whoever binds it, at least once; what is due is done. Every service may
die of each of its transactions (`Fate`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

from services.intake.adapters import CHANCE
from services.intake.organisations.store import PostgresOrganisationNames
from services.intake.queues import REFERRALS
from services.intake.referrals.letters import ReferralLetters
from services.intake.referrals.use_cases.follow import FollowReferrals
from services.intake.staff.model import StaffId
from services.matching.app import compose
from services.notify.deliveries.model import Accepted, Claim, Outcome
from services.notify.letters.use_cases import SendLetters, TakeInLetters
from services.notify.partner_news.use_cases.take_in import TakeInNews
from services.notify.partner_news.use_cases.tell import TellOrganisations
from services.notify.webhooks.model import Call
from services.notify.webhooks.use_cases import SendNews
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.queues import QUEUES as OF_REPORTING
from services.reporting.work import store_over
from shared.contracts.envelope import Envelope
from shared.contracts.partner_news import PARTNER_TYPES
from shared.contracts.wire import read
from shared.contracts.words import NoticeChannel
from shared.letters import SealedPost
from shared.web.catalogues import KIT, read_catalogues
from tests.support.intake.building import PUBLIC_URL
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.matching.playing import Play, open_plainly, seal_plainly
from tests.support.notify.letters.fakes import FakeMailSender
from tests.support.notify.letters.rendering import renderer
from tests.support.notify.webhooks.building import LINKS
from tests.support.referral_town.grounds import Grounds
from tests.support.referral_town.mortal import Fate, MortalStore

Handler = Callable[[Envelope[Any]], Awaitable[None]]
SAYING: Final = ("intake", "matching", "notify")
NOBODY: Final = StaffId(UUID(int=0))
_AT_TWO: Final = """
SELECT request_id FROM referrals WHERE state IN ('sent', 'asked_back', 'accepted', 'in_progress')
GROUP BY request_id HAVING count(*) > 1
"""


def now() -> datetime:
    """Read the real clock: letters end by it."""
    return datetime.now(UTC)


class ReferralTown:
    """The network, what it mailed and what it posted."""

    def __init__(self, grounds: Grounds, fate: Fate) -> None:
        self.grounds, self.fate = grounds, fate
        self.mails, self.posted = FakeMailSender(), list[Call]()
        self._heard = dict.fromkeys(SAYING, 0)
        self._begin_intake(SealedPost(seal_plainly, CHANCE))
        self._begin_notify()
        matching = grounds.matching
        self.play = Play(
            MortalStore(matching.store, fate),
            matching.due_matches,
            matching.due_applicants,
            now=now,
            due_referrals=matching.due_referrals,
        )
        self._handlers = {
            "intake": self._of_intake(),
            "matching": self._of_matching(),
            "notify": self._of_notify(),
            "reporting": self._of_reporting(),
        }

    def _begin_intake(self, post: SealedPost) -> None:
        store = MortalStore(self.grounds.intake.store, self.fate)
        world = replace(self.grounds.intake, store=store)  # type: ignore[arg-type]
        self.intake = PostgresScene(world, NOBODY, post, now)
        self._follow = FollowReferrals(
            store,
            self.intake.settle,
            ReferralLetters(
                post,
                now,
                read_catalogues(["intake", KIT]),
                lambda language, token: f"{PUBLIC_URL}/{language}/ohjaus/{token}",
                lambda language, one: f"{PUBLIC_URL}/{language}/kumppani/{one}/ohjaukset",
            ),
            self.intake.writer,
            PostgresOrganisationNames(world.pool),
            CHANCE,
        )

    def _begin_notify(self) -> None:
        store = MortalStore(self.grounds.notify.store, self.fate)
        self._letters = SendLetters(
            store=store, renderer=renderer(), mail=self.mails, jitter=lambda: 0.0
        )
        self._news = SendNews(store, self._post, lambda: 0.0)
        self._take_letter = TakeInLetters(
            store=store,
            open_notice=open_plainly,
            renderer=renderer(),
            wake=lambda: None,
            now=now,
        )
        self._take_news = TakeInNews(store, LINKS, uuid4, lambda: None, now)
        self._telling = TellOrganisations(
            store=store,
            words=lambda _, group: f"{group.type}: {group.count}",
            page=lambda _, organisation: f"{PUBLIC_URL}/{organisation}",
            new_id=uuid4,
            now=now,
            wake=lambda: None,
        )

    async def _post(self, call: Call) -> Outcome:
        self.posted.append(call)
        return Accepted("204")

    def _of_intake(self) -> Mapping[str, Handler]:
        referrals = {kind.event_type: self._follow.react_to_referral for kind in REFERRALS}
        return {
            **referrals,
            "request.unmatched": self.intake.react.react_to_request_unmatched,
            "request.referral_refused": self.intake.answers.react_to_request_referral_refused,
        }

    def _of_matching(self) -> Mapping[str, Handler]:
        wired = compose(self.play.ports, self.play.use)
        singly = {kind: react for queue, react in wired.reactions.items() for kind in queue.types}
        for queue, react in wired.batches.items():
            singly |= {kind: _one_by_one(react) for kind in queue.types}
        return singly

    def _of_notify(self) -> Mapping[str, Handler]:
        news = dict.fromkeys(PARTNER_TYPES, self._take_news.react_to_partner_event)
        return {
            **news,
            "notification.requested": self._take_letter.react_to_notification_requested,
        }

    def _of_reporting(self) -> Mapping[str, Handler]:
        record = RecordFacts(store_over(self.grounds.reporting)).record_facts
        types = [kind for queue in OF_REPORTING for kind in queue.types]
        return dict.fromkeys(types, _one_by_one(record))

    async def settle(self) -> None:
        """Let all that was said be heard and all that is due be done, until there is no more."""
        while await self._relay() or await self._work():
            pass
        for service in ("intake", "matching"):
            assert await self.grounds.pools[service].fetch(_AT_TWO) == [], "it is with two"

    async def pass_time(self, time: timedelta) -> None:
        """Let time pass at matching, which reminds and ends."""
        await self.grounds.matching.pass_time(time)
        await self.settle()

    async def _relay(self) -> bool:
        is_more = False
        for service in SAYING:
            rows = await self.grounds.pools[service].fetch(
                "SELECT position, body FROM outbox WHERE position > $1 ORDER BY position",
                self._heard[service],
            )
            for row in rows:
                await self._publish(service, read(row["body"].encode()))
                self._heard[service] = row["position"]
            is_more = is_more or bool(rows)
        return is_more

    async def _publish(self, publisher: str, event: Envelope[Any]) -> None:
        """Hand an event over; who dies of that does so again."""
        is_doomed = self.fate.moment == "published"
        for _ in range(1 + is_doomed):
            for service, handlers in self._handlers.items():
                if event.type in handlers:
                    hear = partial(handlers[event.type], event)
                    await self.fate.survive(f"{service} hears {event.type}", hear)
        self.fate.deaths[f"{publisher} says {event.type}"] += is_doomed

    async def _work(self) -> bool:
        due = self.grounds.notify.due
        done = [
            await self._choose(),
            await self._follow_referrals(),
            await self._send("a letter", partial(due.claim_of_kind, NoticeChannel.EMAIL, 1)),
            await self._send("news", partial(due.claim_calls, 1)),
            await self.fate.survive("notify tells an organisation", self._telling.write_one),
        ]
        return any(done)

    async def _choose(self) -> bool:
        choose = self.play.use.choose.choose_batch
        return bool(await self.fate.survive("matching chooses", choose))

    async def _follow_referrals(self) -> bool:
        due, use, is_more = self.grounds.matching.due_referrals, self.play.use, False
        for list_due, do in (
            (due.due, use.follow_referrals.follow_deadline),
            (due.without_partner, use.follow_referrals.end_of_left),
            (due.to_pass_on, use.pass_on_referrals.pass_on),
        ):
            for key in await list_due(100):
                is_done = await self.fate.survive(f"matching does {do.__name__}", partial(do, key))
                is_more = is_more or bool(is_done)
        return is_more

    async def _send(self, what: str, claim: Callable[[], Awaitable[Sequence[Claim]]]) -> bool:
        """Send one; a lease ends at once, so that whoever comes after a death may claim it."""

        async def send() -> bool:
            claims = await claim()
            for each in claims:
                is_letter = each.delivery.channel == NoticeChannel.EMAIL
                await (self._letters.send_letter if is_letter else self._news.send_news)(each)
            return bool(claims)

        return await self.fate.survive(f"notify sends {what}", send)


def _one_by_one(batch: Callable[[list[Envelope[Any]]], Awaitable[None]]) -> Handler:
    async def handle(event: Envelope[Any]) -> None:
        await batch([event])

    return handle
