"""From the form to matching: what is not for volunteers is never offered, nor written of to any."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from services.intake.submissions.model import Plea
from shared.contracts.wire import read
from shared.contracts.words import SENSITIVE_CATEGORIES, VOLUNTEER_CATEGORIES, Category
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import postgres_world
from tests.support.intake.submissions.building import FIELDS
from tests.support.matching.grounds import postgres_ground
from tests.support.matching.proposals.processes import process
from tests.support.matching.volunteers.building import MIKKELI, offer

if TYPE_CHECKING:
    from shared.contracts.envelope import Envelope
    from shared.contracts.intake import RequestCreated

WHYS: Final[Mapping[str, Mapping[str, str]]] = {
    "address_secret": {"address_secret": "yes"},
    "child_alone": {"under_18": "yes", "on_behalf": "no"},
    "no_channel": {"phone": "", "email": "", "ask_at": "Kirjaston tiskillä"},
}
EVERYTHING: Final = tuple(sorted(VOLUNTEER_CATEGORIES))
_IDS: Final = frozenset({"request_id", "person"})
_SAID: Final = "SELECT body FROM outbox WHERE type = 'request.created' ORDER BY position"


def answers() -> list[dict[str, str]]:
    sensitive = [{**FIELDS, "category": each} for each in sorted(SENSITIVE_CATEGORIES)]
    return sensitive + [
        {**FIELDS, "category": each, **why} for each in Category for why in WHYS.values()
    ]


async def test_no_answer_of_theirs_ever_reaches_a_volunteer(database: MakeDatabase) -> None:
    intake, matching = await database("intake"), await database("matching")
    async with postgres_world(intake.app_dsn) as world, postgres_ground(matching.app_dsn) as ground:
        scene = PostgresScene(world, await world.add_staff("Kaisa"))
        for number, fields in enumerate(answers()):
            plea = scene.submissions.read_plea(fields)
            assert isinstance(plea, Plea), plea
            await scene.submissions.take_in(plea, f"key-{number}")
        await ground.add_volunteer(offer(areas=(MIKKELI,), weekly_cap=7, categories=EVERYTHING))
        said = [read(row["body"].encode()) for row in await world.pool.fetch(_SAID)]
        play = process(ground)
        await play.use.keep_needs.react_to_requests_created(
            cast("list[Envelope[RequestCreated]]", said)
        )
        await play.settle()

        needs = await ground.pool.fetch("SELECT state, reason, category, postal_code FROM needs")
        told: list[dict[str, Any]] = [each.data.model_dump(mode="json") for each in said]
        matches = await ground.pool.fetchval("SELECT count(*) FROM matches")
        letters = await ground.pool.fetchval(
            "SELECT count(*) FROM outbox WHERE body::jsonb #>> '{data,template}' = 'proposal'"
        )

    assert len(needs) == len(answers())
    assert {tuple(row) for row in needs} == {("unmatched", "not_for_volunteers", None, None)}
    assert (matches, letters) == (0, 0)
    assert len({_without_ids(each) for each in told}) == 1


def _without_ids(data: Mapping[str, Any]) -> str:
    return str(
        {name: value for name, value in data.items() if name not in {"request_id", "person"}}
    )
