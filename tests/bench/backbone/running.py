"""The whole measurement of the backbone, in one run."""

from tests.bench.backbone.accepting import accept_rows
from tests.bench.backbone.consuming import consume_rows
from tests.bench.backbone.ground import ground
from tests.bench.backbone.latency import latency_rows
from tests.bench.backbone.relaying import relay_rows
from tests.bench.measuring import Row

ROUNDS = 3


async def backbone_rows(rabbit_url: str, admin_dsn: str) -> list[Row]:
    """Measure relay, consumption, latency and acceptance, each against its other side."""
    async with ground(rabbit_url, admin_dsn) as measured:
        rows = await relay_rows(measured, ROUNDS)
        rows += await consume_rows(measured, ROUNDS)
        rows += await latency_rows(measured, ROUNDS)
    return rows + await accept_rows(rabbit_url, admin_dsn, ROUNDS)
