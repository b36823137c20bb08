"""Fifty coordinators act on the same twenty requests: some order explains what is stored."""

import asyncio
import random
from collections import Counter
from dataclasses import replace

from services.intake.acts.model import Act, Outcome, Reason
from services.intake.requests.model import RequestId, State
from shared.contracts.words import Category
from tests.support.intake.acts.desk import Coordinator, Desk
from tests.support.intake.acts.model import Model, One, Row
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.submissions.building import plea

COORDINATORS, REQUESTS, PRESSES = 50, 20, 6
ROUNDS = 4
ACTS = {*Act} - {Act.STRUCK}
NEEDS = (Category.GROCERIES, Category.PHARMACY)
ROWS = "SELECT * FROM request_acts ORDER BY id"
STORED = "SELECT id, state, closure, version, category, also, urgency FROM requests"


async def asked(scene: PostgresScene, number: int) -> tuple[RequestId, One]:
    said = replace(plea(), also=NEEDS[1:])
    text = f"Maitoa {number}."
    await scene.take_in(replace(said, contact=replace(said.contact, text=text)))
    return scene.id, One(text, NEEDS)


async def work(team: list[Coordinator], requests: list[RequestId]) -> None:
    """Let all press at once, again where chance left an act out."""
    for _ in range(ROUNDS):
        await asyncio.gather(*(each.work(requests, PRESSES) for each in team))
        if {row.act for each in team for row in each.done} == ACTS:
            return


async def test_fifty_coordinators_on_twenty_requests_end_as_the_record_says_in_its_order(
    world: PostgresWorld,
) -> None:
    scene = PostgresScene(world, await world.add_staff("Kaisa"))
    model = Model(dict([await asked(scene, number) for number in range(REQUESTS)]))
    requests, desk = list(model.requests), Desk(scene)
    team = [
        Coordinator(await world.add_staff(f"Numero {number}"), desk, random.Random(number))  # noqa: S311  # a test's dice
        for number in range(COORDINATORS)
    ]

    await work(team, requests)

    mine = {each.id: iter(each.done) for each in team}
    rows = await world.pool.fetch(ROWS)
    for row in rows:
        pressed = next(mine[row["staff_id"]])
        act, reason = Act(row["act"]), Reason(row["reason"]) if row["reason"] else None
        told = Row(
            RequestId(row["request_id"]),
            act,
            reason,
            row["other_id"],
            pressed.urgency,
            is_raised=pressed.is_raised,
        )
        assert (pressed.act, pressed.reason) == (act, reason)
        model.act(told)
        known = model.requests[told.request_id]
        assert (row["state"], row["version"]) == (known.state, known.version)
    assert [[*left] for left in mine.values()] == [[]] * COORDINATORS
    heard = Counter(str(outcome) for each in team for outcome in each.heard)
    assert len(rows) == heard[Outcome.DONE]
    assert heard[Outcome.CHANGED] > 0
    assert {row["act"] for row in rows} == ACTS
    await stands_as(world, model)


async def stands_as(world: PostgresWorld, model: Model) -> None:
    """Compare every request with the model, its words too."""
    stored = {row["id"]: row for row in await world.pool.fetch(STORED)}
    assert stored.keys() == model.requests.keys()
    pairs = await world.pool.fetch("SELECT one_id, other_id FROM linked_requests")
    assert {frozenset(row.values()) for row in pairs} == model.links
    for request_id, one in model.requests.items():
        row = stored[request_id]
        assert (row["state"], row["closure"], row["version"]) == (
            *(one.state, one.closure, one.version),
        )
        assert ((row["category"], *row["also"]), row["urgency"]) == (one.needs, one.urgency)
        async with world.store.begin() as work:
            assert (await work.requests.contact(request_id)).text == one.text
    assert State.OPEN in {one.state for one in model.requests.values()}
