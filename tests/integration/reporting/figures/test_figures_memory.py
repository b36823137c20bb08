"""Memory does not grow with the number of facts."""

import tracemalloc
from uuid import uuid4

from deploy.local.databases import Addresses
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.operating import rebuild
from services.reporting.work import store_over
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.postgres.types import Pool
from tests.support.reporting.building import helped

BATCH = 200
TEMPLATE = helped("one")


def batch() -> list[Envelope[Event]]:
    return [
        TEMPLATE[at % len(TEMPLATE)].model_copy(
            update={"id": uuid4(), "subject": f"request/{uuid4()}", "correlationid": uuid4()}
        )
        for at in range(BATCH)
    ]


async def test_recording_and_rebuilding_hold_a_batch_at_a_time(made: Addresses, pool: Pool) -> None:
    reaction = RecordFacts(store_over(pool))
    await reaction.record_facts(batch())
    tracemalloc.start()
    try:
        await reaction.record_facts(batch())
        _, first = tracemalloc.get_traced_memory()
        for _ in range(40):
            await reaction.record_facts(batch())
        _, recorded = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        rebuilt = await rebuild(made.owner_dsn)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert rebuilt.made.facts == 42 * BATCH
    assert recorded < 2 * first
    assert peak < 40 * 1024 * 1024
