"""Whoever must be seen to by a person: `verify` tells when the line that says so is gone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from deploy.local.databases import Addresses
from services.intake.attention.model import AttentionReason
from services.intake.requests.use_cases.keep_promises import KeepPromises
from services.intake.submissions.model import Plea
from shared.contracts.words import Category, Language
from shared.postgres.pool import connected
from shared.reach_points import ReachKind, ReachPoint
from tests.support.intake.building import NOW
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.requests.building import promises
from tests.support.intake.submissions.building import plea, plea_for_another

_TOLD = "SELECT rule FROM culprits() WHERE culprit = $1"
_GONE = "DELETE FROM attentions WHERE request_id = $1 AND reason = $2 RETURNING reason"
_ALONE = replace(plea(), circumstances=replace(plea().circumstances, under_18=True))
_NOWHERE = (ReachPoint(ReachKind.ASK_AT, "Kirjaston tiskillä", Language.FINNISH),)


async def _waits(_: PostgresScene) -> None:
    """Let nothing happen."""


async def _helped_no_more(scene: PostgresScene) -> None:
    await scene.completed()
    await scene.reopen()


async def _rung_back(scene: PostgresScene) -> None:
    later = replace(promises(), now=lambda: NOW + timedelta(days=30))
    await KeepPromises(scene.world.store, scene.writer, later).keep_promise(scene.id)


@dataclass(frozen=True)
class Case:
    """Why a person is called."""

    reason: AttentionReason
    said: Plea
    after: Callable[[PostgresScene], Awaitable[None]] = _waits


CASES = (
    Case(AttentionReason.SENSITIVE, plea(category=Category.MENTAL_WELLBEING)),
    Case(AttentionReason.ADDRESS_SECRET, plea_for_another()),
    Case(AttentionReason.CHILD_ALONE, _ALONE),
    Case(AttentionReason.NO_CHANNEL, replace(plea(), reach_points=_NOWHERE)),
    Case(AttentionReason.DANGER_CALLED, replace(plea(), danger=AttentionReason.DANGER_CALLED)),
    Case(AttentionReason.TELL_CODE_WORD, plea(email=""), PostgresScene.matched),
    Case(AttentionReason.NOT_HELPED, plea(), _helped_no_more),
    Case(AttentionReason.CALL_BACK, plea(email=""), _rung_back),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.reason)
async def test_a_lost_call_is_told(case: Case, made: Addresses, world: PostgresWorld) -> None:
    scene = PostgresScene(world, await world.add_staff("Kaisa"))
    await scene.take_in(case.said)
    await case.after(scene)
    async with connected(made.owner_dsn) as owner:
        before = await owner.fetch(_TOLD, str(scene.id))
        gone = await owner.fetchval(_GONE, scene.id, case.reason)
        after = await owner.fetch(_TOLD, str(scene.id))

    assert (before, gone) == ([], case.reason)
    assert [row["rule"] for row in after] == ["a person is called to whoever needs one"]
