"""The small sizes of `porukalla bench partners`: what must hold at any size, holds."""

import pytest

from tests.bench.partners.steady import steady_rows
from tests.bench.partners.town import Sizes, town_rows
from tests.bench.partners.webhooks import webhook_rows


@pytest.mark.long
async def test_a_dead_endpoint_costs_the_others_little_and_a_queue_no_memory(
    postgres_admin_dsn: str,
) -> None:
    rows = await webhook_rows(postgres_admin_dsn, rounds=1, queued=200)

    assert [row.unit for row in rows] == ["/s", "/s", "MiB"]
    assert rows[2].met is True


@pytest.mark.long
async def test_one_that_hangs_delays_nobody_and_one_is_chosen_and_shown_in_time(
    postgres_admin_dsn: str,
) -> None:
    rows = await steady_rows(postgres_admin_dsn, seconds=1)
    rows += await town_rows(postgres_admin_dsn, Sizes(50, 300, 1_000))

    assert [row.unit for row in rows] == ["of it", "s", *["ms"] * 5]
    assert rows[0].met is True
