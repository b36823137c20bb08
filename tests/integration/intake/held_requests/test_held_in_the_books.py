"""Held requests, those let through and those set aside break no rule that `verify` looks at."""

from dataclasses import replace

from deploy.local.databases import Addresses
from services.intake.held_requests.model import Decision
from services.intake.held_requests.use_cases import DecideOnHeldRequests
from services.intake.requests.model import Contact
from shared.postgres.pool import connected
from tests.support.intake.doors.building import LIMITS, door
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.submissions.building import plea

_BROKEN = "SELECT DISTINCT rule FROM culprits() WHERE rule = ANY ($1)"
_RULES = [
    "a request is announced, and what was announced is kept",
    "each letter to who asked has its link",
    "the number of a request is that of its last event",
    "who asked can be reached",
]


async def test_whatever_is_decided_the_books_hold(made: Addresses, world: PostgresWorld) -> None:
    staff_id = await world.add_staff("Kaisa")
    scene = PostgresScene(world, staff_id)
    submissions = replace(scene.submissions, door=door(LIMITS))
    nameless = replace(plea(), contact=Contact())
    for number in range(LIMITS.same_person.an_hour + 3):
        await submissions.take_in(nameless if number % 2 else plea(), f"key-{number:08}")
    decides = DecideOnHeldRequests(world.store, world.held, scene.let_through)
    first, second, _ = await decides.show_held()

    assert await decides.decide(first.id, staff_id, Decision.LET_THROUGH)
    assert await decides.decide(second.id, staff_id, Decision.SET_ASIDE)

    async with connected(made.owner_dsn) as owner:
        assert await owner.fetch(_BROKEN, _RULES) == []
    assert len(await decides.show_held()) == 1
