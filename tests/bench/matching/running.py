"""The whole measurement of the matching engine, in one run."""

import uvloop

from tests.bench.matching.claiming import claim_rows
from tests.bench.matching.policies import policy_rows
from tests.bench.matching.searching import searching_rows
from tests.bench.matching.solving import solving_rows
from tests.bench.measuring import Row


def matching_rows(admin_dsn: str, *, full: bool) -> list[Row]:
    """Measure solver, index, durable claims and policies, the small sizes or the full ones."""
    rows = solving_rows(full=full) + searching_rows(full=full)
    rows += uvloop.run(claim_rows(admin_dsn, full=full))
    return rows + policy_rows(full=full)
