"""The small sizes of `porukalla bench reporting`: what must hold at any size, holds."""

import pytest

from tests.bench.reporting.counting import counting_rows
from tests.bench.reporting.picture import picture_rows
from tests.bench.reporting.rebuilding import rebuilding_rows
from tests.bench.reporting.storing import storing_rows


@pytest.mark.long
async def test_the_log_is_stored_in_batches_and_the_figures_are_made_anew(
    postgres_admin_dsn: str,
) -> None:
    rows = await storing_rows(postgres_admin_dsn, events=400, rounds=1)
    rows += await rebuilding_rows(postgres_admin_dsn, events=800)
    rows += await counting_rows(postgres_admin_dsn, events=800, rounds=1)
    rows += await picture_rows(postgres_admin_dsn, events=800, open_pictures=3, seconds=3)

    assert [row.unit for row in rows] == ["/s", "/s", "/s", "MiB", "ms", "ms", "times", "ms", ""]
    assert rows[3].met is True
