"""Requests, calls and commands in any order of what may happen, against a model of their states."""

from asyncio import Runner

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from deploy.local.databases import Addresses
from services.intake.calls.use_cases.hold import HoldCalls
from shared.postgres.pool import connected
from tests.support.activations import FakeCurrent
from tests.support.intake.acts.desk import Desk
from tests.support.intake.acts.machine import Happenings
from tests.support.intake.acts.network import Network
from tests.support.intake.calls.building import finish_over
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import postgres_world

FEW = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_whatever_happens_in_whatever_order_the_store_is_as_the_model_says(
    made: Addresses,
) -> None:
    with Runner() as runner:
        opened = postgres_world(made.app_dsn)
        world = runner.run(opened.__aenter__())  # a loop of its own, for hypothesis has none
        try:
            team = runner.run(world.add_staff("Kaisa")), runner.run(world.add_staff("Pekka"))
            scene = PostgresScene(world, team[0])
            chance = scene.submissions.chance
            hold = HoldCalls(world.store, chance, FakeCurrent())
            finish = finish_over(world.store, scene.submissions, chance)

            class Here(Happenings):
                network = Network(runner, scene, team, Desk(scene), hold, finish)

            run_state_machine_as_test(Here, settings=FEW)
            assert runner.run(culprits(made)) == []
        finally:
            runner.run(opened.__aexit__(None, None, None))


async def culprits(made: Addresses) -> list[tuple[str, str]]:
    """Read what `verify` would tell of requests."""
    async with connected(made.owner_dsn) as owner:
        rows = await owner.fetch(
            "SELECT rule, culprit FROM culprits() WHERE culprit IN (SELECT id::text FROM requests)"
        )
    return [(row["rule"], row["culprit"]) for row in rows]
