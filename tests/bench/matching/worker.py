"""One matching process without its pages: `python -m tests.bench.matching.worker DSN KEYS`.

Says `ready` when its picture of the roster is complete, waits for a line, chooses until nothing is
due, and says what it did as JSON.
"""

import asyncio
import gc
import json
import resource
import sys
import time
from datetime import UTC, datetime

import uvloop
from uuid_utils.compat import uuid7

from services.matching.composition import links
from services.matching.engine.rules.policy import Policy
from services.matching.engine.rules.solver import compiled_or_plain
from services.matching.proposals.adapters import place_of, wall_time
from services.matching.proposals.letters import ProposalLetters
from services.matching.proposals.use_cases.choose import ChooseHelpers, Rules
from services.matching.proposals.use_cases.roster_picture import Picture
from services.matching.work import MatchingWork, store_over
from shared.chance import Chance
from shared.letters import SealedPost, seal_for_notify
from shared.messaging.outbox import Outbox
from shared.postgres.pool import open_pool
from shared.sealing.box import new_keypair
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeyRing
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.web.server import GARBAGE
from shared.work import PostgresStore
from tests.support.matching.proposals.building import PlainWording
from tests.support.same_person import SAME_PERSON


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


async def main(dsn: str, ring_text: str) -> None:
    """Choose for all that is due, with the service's own code."""
    _, public = new_keypair()
    async with open_pool(dsn, name="worker") as pool:
        store = store_over(
            pool,
            Outbox("porukalla/matching", now, uuid7),
            Vault(KeyRing.from_text(ring_text)),
            lambda: None,
        )
        chance = Chance(uuid7, new_token)
        post = SealedPost(seal_for_notify(KeyText(public)), chance)
        letters = ProposalLetters(
            post, links("http://localhost", "/{language}/{token}"), PlainWording(), now
        )
        engine = compiled_or_plain()
        rules = Rules(Policy(quiet_hours=None), engine.solve, place_of, wall_time)
        choosing = ChooseHelpers(store, Picture(engine.gather), letters, chance, rules, SAME_PERSON)
        await _wake(store, choosing)
        await asyncio.to_thread(sys.stdin.readline)
        started, moved = time.perf_counter(), 0
        while (step := await choosing.choose_batch()) or await _is_due(store):
            moved += step
        _say(moved, time.perf_counter() - started, len(choosing.picture.index))


async def _wake(store: PostgresStore[MatchingWork], choosing: ChooseHelpers) -> None:
    """Read the roster, and choose once for nobody so that everything is compiled."""
    started = time.perf_counter()
    async with store.begin() as work:
        await choosing.picture.catch_up(work)
    print(json.dumps({"ready_seconds": time.perf_counter() - started}), flush=True)  # noqa: T201  # the bench reads it


async def _is_due(store: PostgresStore[MatchingWork]) -> bool:
    return bool(await store.pool.fetchval("SELECT count(*) FROM needs WHERE look_at <= now()"))


def _say(moved: int, seconds: float, roster: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    done = {
        "moved": moved,
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "roster": roster,
        "peak_mb": usage.ru_maxrss / 1024,
    }
    print(json.dumps(done), flush=True)  # noqa: T201  # the bench reads it


if __name__ == "__main__":
    gc.set_threshold(GARBAGE)
    uvloop.run(main(*sys.argv[1:]))
