"""The small sizes of `porukalla bench matching`: what must hold at any size, holds."""

import pytest

from tests.bench.matching.running import matching_rows


@pytest.mark.timeout(300)
def test_the_small_sizes_meet_their_goals(postgres_admin_dsn: str) -> None:
    rows = matching_rows(postgres_admin_dsn, full=False)

    assert [row for row in rows if row.met is False] == []
    assert sum(row.met is True for row in rows) >= 15
