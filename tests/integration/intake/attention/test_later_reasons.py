"""A reason that a later version wrote is shown as another one, and is seen to like all."""

from services.intake.attention.model import AttentionReason
from tests.support.intake.attention.store_contract import open_of
from tests.support.intake.postgres_world import PostgresWorld

_LATER = "INSERT INTO attentions (request_id, reason) VALUES ($1, 'of_a_later_version')"


async def test_a_reason_of_a_later_version_is_another_one(world: PostgresWorld) -> None:
    new = await world.add_request()
    await world.pool.execute(_LATER, new.id)

    (found,) = await open_of(world, new.id)
    (line,) = await world.call_list.lines(10)

    assert found.reason is AttentionReason.OTHER
    assert list(line.reasons) == ["of_a_later_version"]
