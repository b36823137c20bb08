"""Rebuilt, live, and recounted by other SQL are the same, whatever comes in whatever order."""

import random
from collections.abc import Sequence

import pytest

from deploy.local.databases import Addresses
from services.reporting.event_log.store import log
from services.reporting.operating import projection_hash, rebuild
from services.reporting.work import store_over
from shared.contracts.call_words import CallOutcome
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Category, ClosureReason
from shared.postgres.types import Pool
from tests.support.reporting.building import (
    activity,
    called,
    cancelled,
    closed,
    completed,
    corrected,
    created,
    match_story,
    missed,
    reopened,
    returned,
)
from tests.support.reporting.changes import drilled, marked
from tests.support.reporting.stories import record

ROUNDS, STORIES = 3, 25


def story(chance: random.Random, name: str) -> list[Envelope[Event]]:
    """Tell what may happen with one request; some of it has not come yet."""
    ends = chance.choice([_helped, _taken_back, _opened_again, _corrected])(chance, name)
    facts = [created(name, chance.choice(list(Category))), *match_story(name), *ends]
    if chance.random() < 0.3:
        facts.append(called(name, chance.choice(list(CallOutcome)), request=name))
    if chance.random() < 0.3:
        facts += [missed(name), returned(name)]
    told = marked(facts) if chance.random() < 0.3 else facts
    told = drilled(told) if chance.random() < 0.2 else told
    return chance.sample(told, chance.randrange(len(told) // 2, len(told) + 1))


def _helped(chance: random.Random, name: str) -> Sequence[Envelope[Event]]:
    again = activity(f"{name} again", assignment=name, headcount=chance.randrange(1, 90))
    return [activity(f"{name} done", assignment=name), again, completed(name), closed(name)]


def _taken_back(_: random.Random, name: str) -> Sequence[Envelope[Event]]:
    return [cancelled(name), closed(name, ClosureReason.CANCELLED)]


def _opened_again(chance: random.Random, name: str) -> Sequence[Envelope[Event]]:
    anew = [completed(name, version=4, minute=chance.randrange(60, 9000))]
    return [completed(name), reopened(name, version=3), *anew[: chance.randrange(2)]]


def _corrected(chance: random.Random, name: str) -> Sequence[Envelope[Event]]:
    return [
        corrected(name, chance.choice(list(Category)), version=2),
        completed(name, version=3),
        closed(name, version=4),
    ]


async def test_what_is_rebuilt_is_what_is_live_and_what_is_recounted(
    made: Addresses, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(15)  # noqa: S311  # a fixed world, not a secret
    for turn in range(ROUNDS):
        facts = [f for at in range(STORIES) for f in story(chance, f"{turn} {at}")]
        facts += chance.sample(facts, len(facts) // 3)
        chance.shuffle(facts)
        await record(store_over(pool), *facts, batch=chance.randrange(1, 60))
        live = await projection_hash(made.owner_dsn)

        monkeypatch.setattr(log, "CHUNK", chance.randrange(1, 400))
        rebuilt = await rebuild(made.owner_dsn)

        assert rebuilt.made.differing == {}
        assert rebuilt.proved.counted == rebuilt.proved.recounted
        assert rebuilt.proved.marked == rebuilt.proved.remarked
        assert live == await projection_hash(made.owner_dsn)
