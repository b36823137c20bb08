"""Danger in the books: who was never told of a request has nothing of it, also after its end."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from deploy.local.databases import Addresses
from services.intake.attention.model import LISTED_ONLY, AttentionReason, Outcome
from services.intake.call_list.use_cases import KeepCallList, Seen
from services.intake.requests.model import RequestId
from shared.contracts.words import Language
from shared.postgres.pool import connected
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.submissions.building import plea
from tests.support.rooms import ROOT

_BOOK = "SELECT fact FROM {}('{{}}'::jsonb) WHERE id = $1"
_COUNTS = "SELECT name, things FROM counts()"
_WAITING = "SELECT things FROM waiting()"
_CULPRITS = "SELECT count(*) FROM culprits() WHERE culprit = $1"


@dataclass(frozen=True)
class Books:
    """What intake says of one request that matching and reporting must know too."""

    needs: str | None
    requests: str | None
    counts: list[int]


class Night:
    """Somebody in danger asked, over the real store, and one of the staff sees to it."""

    def __init__(self, world: PostgresWorld, dsn: str) -> None:
        self.world, self.dsn = world, dsn

    async def open(self) -> "Night":
        self.kaisa = await self.world.add_staff("Kaisa")
        scene = PostgresScene(self.world, self.kaisa)
        said = replace(plea(), danger=AttentionReason.DANGER_CALL_ME)
        receipt = await scene.submissions.take_in(said, "key-of-the-night")
        found = "SELECT id FROM requests WHERE reference = $1"
        self.id = RequestId(await self.world.pool.fetchval(found, receipt.answer.reference))
        self.keep = KeepCallList(self.world.store, scene.let_through, scene.following.settle)
        return self

    async def settle(self, outcome: Outcome) -> None:
        async with self.world.store.begin() as work:
            ids = [one.id for one in await work.attention.open_of(self.id)]
        seen = Seen(self.id, ids)
        await self.keep.take(seen, self.kaisa)
        await self.keep.settle(seen, self.kaisa, outcome, timedelta())

    async def books(self) -> "Books":
        """Read what intake's books say of it, beside what was received and completed."""
        async with connected(self.dsn) as owner:
            needs, requests = [
                await owner.fetchval(_BOOK.format(f"book_{name}"), self.id)
                for name in ("needs", "requests")
            ]
            counts = {row["name"]: row["things"] for row in await owner.fetch(_COUNTS)}
            assert await owner.fetchval(_CULPRITS, str(self.id)) == 0
        names = ("requests received", "requests completed", "requests announced")
        return Books(needs, requests, [counts[name] for name in names])


@pytest.fixture
async def night(made: Addresses, world: PostgresWorld) -> Night:
    return await Night(world, made.owner_dsn).open()


async def test_while_a_person_has_it_nobody_else_must_know_of_it(night: Night) -> None:
    assert await night.books() == Books(None, None, [0, 0, 0])


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(Outcome.HELPED, "completed"), (Outcome.HANDED_OVER, "done_by_others")],
)
async def test_of_its_end_only_the_end_is_known(
    night: Night, outcome: Outcome, reason: str
) -> None:
    await night.settle(outcome)

    found = await night.books()
    assert found.needs == "state=closed"
    assert (found.requests or "").startswith(f"state=closed reason={reason} exercise=")
    assert found.counts == [0, 0, 0]


async def test_what_goes_to_matching_is_a_request_as_any_other(night: Night) -> None:
    await night.settle(Outcome.ORDINARY)

    found = await night.books()
    assert (found.needs or "").startswith("state=open urgency=today")
    assert (found.requests or "").startswith("state=open municipality=491")
    assert found.counts == [1, 0, 1]


async def test_verify_tells_of_whom_nobody_was_told(night: Night) -> None:
    seen = [await night.world.pool.fetchval(_WAITING)]
    await night.world.pass_time(timedelta(minutes=2))
    seen.append(await night.world.pool.fetchval(_WAITING))
    async with night.world.store.begin() as work:
        await work.duties.set_email(night.kaisa, "kaisa@example.org", Language.FINNISH)
    seen.append(await night.world.pool.fetchval(_WAITING))
    async with night.world.store.begin() as work:
        await work.attention.tell_due()

    assert [*seen, await night.world.pool.fetchval(_WAITING)] == [0, 0, 1, 0]


def test_verify_knows_for_which_calls_no_letter_goes() -> None:
    migration = ROOT / "services" / "intake" / "migrations" / "0069_duties.sql"
    listed = ", ".join(f"'{reason}'" for reason in LISTED_ONLY)

    assert f"reason NOT IN ({listed})" in migration.read_text("utf-8")
