"""What is asked most is planned once and not anew for each: that costs as much as what it does."""

from dataclasses import replace
from typing import Final

import pytest

from services.intake.doors.model import Caps, Counted, Entry
from services.intake.submissions.store import SQL
from shared.sealing.tokens import token_hash
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.submissions.building import new_request, taken_in

TRIED: Final = 5
"""So often PostgreSQL plans for the arguments given, before it compares."""
_PLANNED: Final = """
SELECT custom_plans AS anew, generic_plans AS kept FROM pg_prepared_statements WHERE statement = $1
"""


@pytest.mark.parametrize("caps", [Caps(5, 10), None])
async def test_a_request_is_taken_in_by_a_plan_that_is_kept(
    world: PostgresWorld, caps: Caps | None
) -> None:
    for number in range(4 * TRIED):
        entry = Entry((Counted(token_hash(f"who {number}"), by_letter=False),), caps)
        await world.reception.take_in(replace(taken_in(new_request(f"{number}")), entry=entry))

    planned = await world.pool.fetchrow(_PLANNED, SQL["take_in"])

    assert planned is not None
    assert (planned["anew"], planned["kept"]) == (TRIED, 3 * TRIED)
