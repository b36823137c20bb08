"""How long requests usually wait, by those that were helped lately."""

from datetime import timedelta
from uuid import uuid4

from services.intake.board.rules.usual import ENOUGH
from services.intake.requests.model import Assignment, Closure, MatchId, State, VolunteerId
from shared.contracts.words import Category, Urgency
from tests.support.intake.postgres_world import PostgresWorld

HELPED_AFTER = """
UPDATE assignments AS mine SET opened_at = request.created_at + $2::interval
FROM requests AS request WHERE request.id = mine.request_id AND request.id = $1
"""


async def helped(world: PostgresWorld, after: timedelta, link: str) -> None:
    new = await world.add_request(link)
    async with world.store.begin() as work:
        assignment = Assignment(MatchId(uuid4()), "koivu")
        await work.requests.open_assignment(new.id, assignment, VolunteerId(uuid4()))
    await world.pool.execute(HELPED_AFTER, new.id, after)
    async with world.store.begin() as work:
        await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.COMPLETED)


async def test_the_median_is_said_of_ten_and_of_no_fewer(world: PostgresWorld) -> None:
    for hours in range(1, ENOUGH):
        await helped(world, timedelta(hours=hours), f"link {hours}")
    few = await world.board.usual_waits(ENOUGH)
    await helped(world, timedelta(days=30), "link")
    await world.add_request("never helped")

    assert few == {}
    half = timedelta(hours=5, minutes=30)
    assert await world.board.usual_waits(ENOUGH) == {
        (Category.GROCERIES, Urgency.TODAY): half,
        (Category.GROCERIES, None): half,
    }
