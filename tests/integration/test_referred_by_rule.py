"""From the form to the organisation and back, over the real stores of intake and matching."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest

from services.intake.adapters import CHANCE
from services.intake.organisations.store import PostgresOrganisationNames
from services.intake.referrals.model import Decision
from services.intake.referrals.use_cases.follow import FollowReferrals
from services.intake.referrals.use_cases.own import DecideOnPartners
from services.intake.requests.model import State
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.submissions.model import Plea
from services.matching.referrals.model import Step
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestCreated, RequestUpdated
from shared.contracts.matching import RequestUnmatched, SaysReferral
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.postgres.types import Pool
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import postgres_world
from tests.support.intake.referrals.building import partner_letters
from tests.support.intake.submissions.building import FIELDS
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import postgres_ground
from tests.support.matching.proposals.processes import process
from tests.support.matching.referrals.building import Partnership

if TYPE_CHECKING:
    from uuid import UUID

AGREES: Final = {"may_be_referred": "yes"}
CRISIS: Final = {"category": "crisis_support"}
_SAID: Final = "SELECT body FROM outbox ORDER BY position"


class Both:
    """Intake and matching, and what each hears of the other."""

    def __init__(
        self, scene: PostgresScene, partners: Partnership, pools: tuple[Pool, Pool]
    ) -> None:
        self.scene, self.partners = scene, partners
        self.intake, self.matching = pools
        self.heard: set[UUID] = set()
        store, writer = scene.world.store, scene.writer
        names = PostgresOrganisationNames(self.intake)
        settle = SettleRequests(writer, CHANCE)
        self.follow = FollowReferrals(store, settle, partner_letters(), writer, names, CHANCE)
        self.own = DecideOnPartners(store, scene.corrections, names)

    async def ask(self, **bent: str) -> RequestStory:
        """Ask by the form."""
        plea = self.scene.submissions.read_plea({**FIELDS, "urgency": "within_a_week", **bent})
        assert isinstance(plea, Plea)
        await self.scene.take_in(plea)
        await self.hear()
        return RequestStory(request_id=self.scene.id)

    async def hear(self) -> None:
        """Let each hear what the other said, and time do what is due, until nothing is new."""
        while said := [*await self._new(self.intake), *await self._new(self.matching)]:
            for event in said:
                await self._tell(event)
            await self.partners.play.tick()

    async def _new(self, pool: Pool) -> list[Envelope[Any]]:
        events = [read(row["body"].encode()) for row in await pool.fetch(_SAID)]
        new = [each for each in events if each.id not in self.heard]
        self.heard |= {each.id for each in new}
        return new

    async def _tell(self, event: Envelope[Any]) -> None:
        use = self.partners.play.use
        if isinstance(event.data, RequestCreated):
            await use.keep_needs.react_to_requests_created([event])
        elif isinstance(event.data, RequestUpdated):
            await use.correct_needs.react_to_request_updated(event)
        elif isinstance(event.data, SaysReferral):
            await self.follow.react_to_referral(event)
        elif isinstance(event.data, RequestUnmatched):
            await self.scene.react.react_to_request_unmatched(event)

    async def state(self) -> State:
        """Say how the request stands at intake."""
        found = "SELECT state FROM requests WHERE id = $1"
        return State(await self.intake.fetchval(found, self.scene.id))

    async def letters(self) -> list[str]:
        """Give the letters to whoever asked, in order."""
        data = [read(row["body"].encode()).data for row in await self.intake.fetch(_SAID)]
        mine = [each for each in data if isinstance(each, NotificationRequested)]
        return [each.template for each in mine]

    async def told(self) -> list[tuple[str, str]]:
        """Give what the request's page tells staff of organisations."""
        found = await self.scene.world.timelines.tell(self.scene.id, 100)
        assert found is not None
        entries = [(each.what, each.code) for each in found.entries]
        return [each for each in entries if each[0] in {"referral", "referral_consent"}]


@pytest.fixture
async def both(database: MakeDatabase) -> AsyncIterator[Both]:
    async with _both(database) as made:
        yield made


@asynccontextmanager
async def _both(database: MakeDatabase) -> AsyncIterator[Both]:
    intake, matching = await database("intake"), await database("matching")
    async with postgres_world(intake.app_dsn) as world, postgres_ground(matching.app_dsn) as ground:
        scene = PostgresScene(world, await world.add_staff("Kaisa"))
        partners = Partnership(ground, process(ground))
        yield Both(scene, partners, (world.pool, ground.pool))


async def test_who_agreed_is_referred_by_rule_and_nobody_else(both: Both) -> None:
    for line in ("food", "errands", "food"):
        await both.partners.join(lines=(line,))

    await _is_helped_and_says_no_to_one_and_then_to_all(both)
    await _goes_to_whom_it_may(both)


async def _is_helped_and_says_no_to_one_and_then_to_all(both: Both) -> None:
    food = await both.ask(category="food_aid", **AGREES)
    first = await both.partners.open_of(food)
    await both.partners.press(first, Step.ACCEPT)
    await both.hear()
    assert await both.state() is State.ACCEPTED

    await both.own.decide(both.scene.token, Decision.REFUSE)
    await both.hear()
    assert (await both.partners.open_of(food)).organisation_id != first.organisation_id

    await both.own.decide(both.scene.token, Decision.FORBID)
    await both.hear()
    assert await both.state() is State.UNMATCHED
    assert await both.letters() == ["request_received", "request_with_partner"]
    assert await both.told() == [
        ("referral_consent", "yes"),
        ("referral", "sent"),
        ("referral", "accepted"),
        ("referral", "withdrawn"),
        ("referral", "sent"),
        ("referral_consent", "no"),
        ("referral", "withdrawn"),
    ]


async def _goes_to_whom_it_may(both: Both) -> None:
    errand = await both.ask(category="groceries", **AGREES)
    assert (await both.partners.open_of(errand)).service_line == "errands"

    cleared = await both.partners.join(is_cleared=True, lines=("wellbeing",))
    hidden = await both.ask(**CRISIS, **AGREES)
    assert (await both.partners.open_of(hidden)).organisation_id == cleared

    for left in (CRISIS, {**CRISIS, **AGREES, "address_secret": "yes"}):
        silent = await both.ask(**left)
        assert await both.partners.asked(silent) == []
        assert await both.state() is State.UNMATCHED
