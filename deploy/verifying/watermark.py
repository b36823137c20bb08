"""Note what was proven, so that the services may forget it: the only thing here that writes."""

from contextlib import AsyncExitStack
from datetime import timedelta

from deploy.verifying.comparison import Judged, judge
from deploy.verifying.hops import LOWEST
from deploy.verifying.ledger import SQL
from deploy.verifying.places import Places
from deploy.verifying.proof import Proof
from deploy.verifying.rules import Verdict
from shared.postgres.pool import connected
from shared.postgres.types import Connection


class ProofMovedError(Exception):
    """Somebody else has noted a proof meanwhile; nothing was noted, try again."""


async def prove(places: Places, age: timedelta, wait_seconds: float = 0.0) -> Verdict:
    """Verify, and where all is sound note what is older than `age` as proven.

    A message that is parked holds the proof back: a person decides on it yet. Raises one of AWAY
    when a server is, or ProofMovedError.
    """
    judged = await judge(places, wait_seconds, age)
    if judged.verdict.is_sound:
        await _keep(places, judged)
    return judged.verdict


async def _keep(places: Places, judged: Judged) -> None:
    """Write all or nothing; killed between two commits, the next proof brings the others up."""
    async with AsyncExitStack() as stack:
        for service, dsn in places.dsns.items():
            connection = await stack.enter_async_context(connected(dsn))
            await stack.enter_async_context(connection.transaction())
            held = await connection.fetchval(SQL["hold_proof"]) or LOWEST
            if held != judged.kept[service].before:
                raise ProofMovedError
            await _write(connection, judged.fresh[service])


async def _write(connection: Connection, proof: Proof) -> None:
    rows = [(*account, amount.events, amount.ids) for account, amount in proof.sums.items()]
    if rows:
        await connection.execute(SQL["keep_sums"], *map(list, zip(*rows, strict=True)))
    await connection.execute(SQL["keep_proof"], proof.before)
