"""A running network is wound down, put to sleep, prepared and woken: all services follow."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx
import pytest

from deploy.local.services import SERVICES
from services.intake.app import SERVICE as INTAKE
from shared.activation import FIRST_ACTIVATION
from shared.contracts.activation_words import Shut
from shared.contracts.words import Language
from tests.support.messaging import until
from tests.support.operating import operate
from tests.support.patience import PATIENCE
from tests.support.town import (
    ROVANIEMI,
    Town,
    answer_proposal,
    ask,
    running_town,
    say_done,
    see_contact,
    sign_up,
)
from tests.support.town_ledger import verdict
from tests.support.web.page_world import pages_of

HELD: Final = "--until", f"{datetime.now(UTC) + timedelta(60):%Y-%m-%d}"
REVIEWED: Final = "--review", f"{datetime.now(UTC) + timedelta(30):%Y-%m-%d}"
STANDS: Final = """
SELECT concat_ws(
    ' ', id, state, version, areas, lines, channels, sign_up, valid_until, review_on, since,
    changed_at
)
FROM activations
ORDER BY opened_at
"""
NEXT: Final = "96900"
"""Where the next one is asked for help; `99800` is where nobody helps."""
COUNTED: Final = """
SELECT count(*)
FROM requests
JOIN activations ON activations.id = activation_id
GROUP BY activation_id, opened_at
ORDER BY opened_at
"""
OF_REQUEST: Final = "SELECT activation_id::text FROM requests WHERE reference = $1"


@pytest.fixture(scope="module")
def own_town() -> Iterator[Town]:
    with running_town(patience=120, seeded=False) as town:
        yield town


async def decide(town: Town, command: str, to: str, *more: str) -> None:
    """Have somebody at the machine decide how the network stands."""
    said = "--reason", "epidemic", "--decision", "board, 19 March"
    printed = await operate(town, command, "--to", to, *said, "--yes", *more)
    assert printed.splitlines()[-1].startswith(f"{to}\taudit "), printed


@asynccontextmanager
async def without_broker(town: Town) -> AsyncIterator[None]:
    broker = town.stack.keeper("rabbit")
    await asyncio.to_thread(broker.hold, kill=True)
    try:
        yield
    finally:
        await asyncio.to_thread(broker.release)


async def all_agree(town: Town) -> None:
    """Wait until every service knows of every activation what intake decided."""
    decided = await town.rows("intake", STANDS)

    async def known() -> bool:
        return all([await town.rows(each, STANDS) == decided for each in SERVICES])

    await until(known, town.patience)


async def at_the_api(town: Town, shut: Shut | None, category: str = "groceries") -> None:
    """Wait until the API answers so; what would be taken in is only asked."""
    body = {
        "category": category,
        "urgency": "within_2_days",
        "postal_code": ROVANIEMI,
        "language": "fi",
        "phone": "040 1234567",
        "on_behalf": False,
    }

    async def answers() -> bool:
        async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
            answer = await client.post("/api/requests/check", json=body)
        if shut is None:
            return answer.status_code == 204
        return answer.status_code == 403 and answer.json()["code"] == shut

    await until(answers, town.patience)
    if shut is not None:
        refused = await ask(town, category=category)
        assert (refused.status_code, refused.json()["code"]) == (403, shut)


async def at_the_page(town: Town, address: str, shut: Shut | None) -> None:
    """Wait until a page says that its door is shut, and asks nothing; or asks, and says nothing."""
    pages, word = pages_of(INTAKE), Language.FINNISH
    reasons = {pages.text(word, f"shut.{each}") for each in Shut}
    nothing_kept = pages.text(word, "shut.nothing_kept")

    def says(text: str) -> bool:
        if shut is None:
            return not any(each in text for each in reasons)
        return pages.text(word, f"shut.{shut}") in text and nothing_kept in text

    page = await town.until(address, lambda page: says(page.text))
    assert page.status == 200


async def doors_are(town: Town, asking: Shut | None, signing_up: Shut | None) -> None:
    await all_agree(town)
    await at_the_api(town, asking)
    await at_the_page(town, "/fi/apua", asking)
    await at_the_page(town, "/fi/vapaaehtoinen/liity", signing_up)


async def holds(town: Town) -> None:
    judged = await verdict(town)
    assert judged.holds, judged
    assert (judged.lost, judged.unexpected, judged.duplicated, judged.wrong) == (0, 0, 0, 0)


async def activation_of(town: Town, asked: httpx.Response) -> str:
    assert asked.status_code == 201, asked.text
    (found,) = await town.rows("intake", OF_REQUEST, asked.json()["reference"])
    return str(found)


@dataclass(frozen=True, slots=True)
class Inside:
    """What was begun before anything changed: a request, and who was asked to help."""

    request: httpx.Response
    helper: str


async def begin(town: Town) -> Inside:
    inside = Inside(helper=await sign_up(town), request=await ask(town))
    assert await activation_of(town, inside.request) == str(FIRST_ACTIVATION.id)
    await town.link(inside.helper, "/v/")
    return inside


async def wind_down(town: Town, inside: Inside) -> None:
    """Intake is shut at once, the others when they hear of it; who was asked can say yes."""
    async with without_broker(town):
        await decide(town, "deactivate", "winding_down", "--lines", "errands", *HELD)
        await at_the_api(town, Shut.LINE_ENDED, "food_aid")
        meanwhile = await ask(town, postal_code="99800")
        await at_the_page(town, "/fi/vapaaehtoinen/liity", None)
    assert meanwhile.status_code == 201
    await doors_are(town, None, Shut.CLOSING)
    await at_the_api(town, Shut.LINE_ENDED, "food_aid")
    await answer_proposal(town, inside.helper, "accept")
    assert "Kaino" in (await see_contact(town, inside.helper)).text
    await holds(town)


async def end(town: Town, inside: Inside) -> None:
    """Let the next one sleep; what was agreed before is done and told."""
    await decide(town, "deactivate", "ended")
    await doors_are(town, Shut.ASLEEP, Shut.ASLEEP)
    await say_done(town, inside.helper)
    status = inside.request.json()["status_url"]
    await town.until(status, lambda page: "hoidettu" in page.text.lower())
    await holds(town)


async def prepare(town: Town) -> str:
    """Whoever wants to help is let in before whoever needs help; gives who came."""
    await decide(town, "activate", "alerted")
    await doors_are(town, Shut.BEING_PREPARED, None)
    helper = await sign_up(town, postal_code=NEXT)
    await holds(town)
    return helper


async def wake(town: Town, helper: str) -> None:
    """Have what begins belong to the next one, and whoever came before that asked to help."""
    await decide(town, "activate", "activated", *HELD, *REVIEWED)
    await doors_are(town, None, None)
    following = await activation_of(town, await ask(town, postal_code=NEXT))
    await town.link(helper, "/v/")
    states = await town.rows("reporting", "SELECT state FROM activations ORDER BY opened_at")
    assert states == ["ended", "activated"]
    assert following != str(FIRST_ACTIVATION.id)
    await holds(town)
    assert await town.rows("reporting", COUNTED) == [2, 1]


@pytest.mark.timeout(PATIENCE * 20)
async def test_every_service_follows_and_what_is_inside_lives_on(own_town: Town) -> None:
    inside = await begin(own_town)
    await wind_down(own_town, inside)
    await end(own_town, inside)
    helper = await prepare(own_town)
    await wake(own_town, helper)
