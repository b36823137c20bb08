"""The pages on which staff look somebody up, and on which it is seen that they did."""

from uuid import UUID

import pytest

from services.intake.callers.model import Subject
from services.intake.callers.rules.exact import FEW
from services.intake.lookups.rules import LOOKS_A_DAY
from services.intake.requests.model import RequestId
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, staffed
from tests.support.intake.seen import Seen

CLEAR = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")
PHONE = "040 123 4567"


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.COORDINATOR, StaffRole.SAFEGUARDING_LEAD)


async def test_a_caller_is_found_masked_and_opened_for_a_reason(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        empty = await visitor.get(f"/{language}/haku")
        found = await visitor.post(f"/{language}/haku", data={"wanted": PHONE})
        opened = await visitor.post(
            f"/{language}/haku/{story.request_id}", data={"reason": "call_back"}
        )

    assert empty.status_code == found.status_code == opened.status_code == 200
    assert "A… …67" in found.text
    for word in CLEAR:
        assert word not in found.text.replace(f'value="{PHONE}"', "")
        assert word in opened.text
    (look,) = world.store.state.looks
    assert (look.request_id, look.reason) == (story.request_id, "call_back")


async def test_whoever_rings_can_tell_the_code_word(world: PageWorld, language: str) -> None:
    story = await ask(world)
    (request,) = world.store.state.requests.values()
    async with world.signed_in() as visitor:
        opened = await visitor.post(
            f"/{language}/haku/{story.request_id}", data={"reason": "call_back"}
        )

    assert f'<span class="pk-word">{request.code_word}</span>' in opened.text


async def test_without_a_reason_nothing_is_opened_and_what_was_typed_stays(
    world: PageWorld,
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        answer = await visitor.post(
            f"/fi/haku/{story.request_id}", data={"reason": "curious", "wanted": PHONE}
        )

    assert answer.status_code == 422
    assert f'href="#reason-{story.request_id}"' in answer.text
    assert answer.text.count("Valitse, miksi tarvitset yhteystiedot") == 2
    assert f'value="{PHONE}"' in answer.text
    assert world.store.state.looks == []


@pytest.mark.parametrize("wanted", ["", "Ain", "040"])
async def test_a_part_of_something_is_a_problem_at_its_field(world: PageWorld, wanted: str) -> None:
    await ask(world)
    async with world.signed_in() as visitor:
        answer = await visitor.post("/fi/haku", data={"wanted": wanted})

    assert answer.status_code == 422
    assert "#wanted" in Seen(answer.text).links
    assert f'value="{wanted}"' in answer.text


@pytest.mark.long
async def test_past_the_days_number_the_page_says_whom_to_ask(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        path, data = f"/fi/haku/{story.request_id}", {"reason": "call_back"}
        for _ in range(LOOKS_A_DAY):
            await visitor.post(path, data=data)
        answer = await visitor.post(path, data=data)
        looks = await visitor.get("/fi/katselut")
        (alarm_id,) = world.store.state.alarms
        await visitor.post(f"/fi/katselut/{alarm_id}/kasitelty")
        after = await visitor.get("/fi/katselut")

    assert answer.status_code == 429
    assert "Turvallisuudesta vastaavalle on ilmoitettu" in answer.text
    assert "Aino" not in answer.text
    assert "kaisa" in looks.text
    assert "kaisa" not in after.text


async def test_who_looked_is_told_without_contact_data(world: PageWorld, language: str) -> None:
    story = await ask(world)
    reference = world.store.state.requests[RequestId(story.request_id)].stored.reference
    async with world.signed_in() as visitor:
        await visitor.post(f"/fi/haku/{story.request_id}", data={"reason": "safety"})
        by_person = await visitor.post(f"/{language}/katselut", data={"person": PHONE})
        by_staff = await visitor.post(f"/{language}/katselut", data={"staff": "KAISA"})
        nobody = await visitor.post(f"/{language}/katselut", data={"staff": "nobody"})
        unreadable = await visitor.post(f"/{language}/katselut", data={"person": "Aino"})

    for answer in (by_person, by_staff):
        assert reference in answer.text
        assert "kaisa" in answer.text
        assert "Porrassalmenkatu" not in answer.text
    assert reference not in nobody.text
    assert unreadable.status_code == 422


async def test_a_get_looks_at_nobody(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        answer = await visitor.get(f"/fi/haku/{story.request_id}")

    assert answer.headers["location"] == "/fi/haku"
    assert world.store.state.looks == []


async def test_a_caller_is_found_by_address_masked_and_on_record(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    request_id = RequestId(story.request_id)
    world.who_called.put(Subject(request_id, ("Aino",), (), "Porrassalmenkatu 1", "491"))
    await world.callers.catch_up()
    async with world.signed_in() as visitor:
        found = await visitor.post(f"/{language}/haku", data={"wanted": "Porrassalmenkatu 1"})
        by_name = await visitor.post(f"/{language}/haku", data={"wanted": "Aino, Mikkeli"})
        vague = await visitor.post(f"/{language}/haku", data={"wanted": "Aino"})

    for page in (found, by_name):
        assert page.status_code == 200
        assert "A… …67" in page.text
        assert f"/{language}/ops/pyynto/{story.request_id}" in Seen(page.text).links
    assert vague.status_code == 422
    assert [(mark, count) for _, mark, count, _ in world.store.state.searches] == [(None, 1)] * 2


@pytest.mark.parametrize("typed", ["{0}", " {1} ", "{2}", "{3}"])
async def test_a_reference_is_found_as_people_say_it(world: PageWorld, typed: str) -> None:
    await ask(world)
    (request,) = world.store.state.requests.values()
    said = request.stored.reference
    forms = said, said.lower().replace("-", " "), said.replace("0", "O"), " ".join(said)
    async with world.signed_in() as visitor:
        found = await visitor.post("/fi/haku", data={"wanted": typed.format(*forms)})

    assert said in found.text
    assert "Löytyi 1" in found.text


@pytest.mark.parametrize("path", ["/fi/taulu", "/fi/ops"])
async def test_board_and_calls_have_the_search(world: PageWorld, path: str) -> None:
    async with world.signed_in() as visitor:
        page = await visitor.get(path)

    assert 'action="/fi/haku" role="search"' in page.text


async def test_of_a_name_that_many_have_nothing_is_shown_and_the_search_counts(
    world: PageWorld,
) -> None:
    many = [Subject(RequestId(UUID(int=at)), ("Aino",), (), "", "491") for at in range(FEW + 1)]
    world.who_called.put(*many)
    await world.callers.catch_up()
    async with world.signed_in() as visitor:
        page = await visitor.post("/fi/haku", data={"wanted": "Aino, Mikkeli"})

    assert page.status_code == 422
    assert page.text.count("Tällä nimellä on liian monta pyyntöä. Lisää katuosoite.") == 2
    assert [(mark, count) for _, mark, count, _ in world.store.state.searches] == [(None, 0)]
