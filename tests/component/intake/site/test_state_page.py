"""How the network stands, said to people and to monitors alike."""

from datetime import timedelta

from services.intake.site.model import Opening
from shared.telemetry.health import Finding, Readiness
from tests.support.intake.building import NOW
from tests.support.intake.page_world import PageWorld
from tests.support.intake.seen import Seen


async def test_an_open_network_says_since_when_where_and_in_what(language: str) -> None:
    world = PageWorld()
    world.openings.now = Opening(NOW - timedelta(days=3), exercise=False)

    async with world.visitor() as visitor:
        answer = await visitor.get(f"/{language}/tila")
        told = (await visitor.get("/tila.json")).json()

    titles = {"fi": "Verkosto on auki", "sv": "Nätverket är öppet", "en": "The network is open"}
    assert answer.status_code == 200
    assert Seen(answer.text).headings == [titles[language]]
    assert ("S:t Michel" if language == "sv" else "Mikkeli") in answer.text
    assert "Pertunmaa" in answer.text
    assert (told["status"], told["well"], told["exercise"]) == ("open", True, False)
    assert told["since"] == (NOW - timedelta(days=3)).isoformat()
    assert told["municipalities"][0] == "491"


async def test_an_exercise_is_called_one() -> None:
    world = PageWorld()
    world.openings.now = Opening(NOW, exercise=True)

    async with world.visitor() as visitor:
        page = (await visitor.get("/fi/tila")).text
        told = (await visitor.get("/tila.json")).json()

    assert "Tämä on valmiusharjoitus" in page
    assert told["exercise"] is True


async def test_a_network_that_sleeps_says_so() -> None:
    world = PageWorld()
    world.openings.now = None

    async with world.visitor() as visitor:
        answer = await visitor.get("/fi/tila")
        told = (await visitor.get("/tila.json")).json()

    assert (answer.status_code, Seen(answer.text).headings) == (200, ["Verkosto ei ole auki"])
    assert (told["status"], told["since"]) == ("closed", None)


async def test_without_its_database_the_page_says_that_nothing_works() -> None:
    world = PageWorld()
    world.openings.is_away = True

    async with world.visitor() as visitor:
        answers = [await visitor.get("/fi/tila"), await visitor.get("/tila.json")]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert all(answer.headers["retry-after"] for answer in answers)
    assert Seen(answers[0].text).headings == ["Palvelu ei toimi nyt"]
    assert "+358 15 000 0000" in answers[0].text
    assert (answers[1].json()["status"], answers[1].json()["well"]) == ("down", False)


async def test_a_service_that_is_not_well_says_so_and_gives_no_details() -> None:
    world = PageWorld()

    async def probe() -> Finding:
        return Finding("degraded", {"broker": "10.0.0.7 refuses"})

    world.app.state.readiness = Readiness({"rabbit": probe}).report

    async with world.visitor() as visitor:
        page = (await visitor.get("/fi/tila")).text
        told = await visitor.get("/tila.json")

    assert "Osassa palvelua on häiriö" in page
    assert (told.status_code, told.json()["well"]) == (200, False)
    assert not any(word in page + told.text for word in ("rabbit", "broker", "10.0.0.7"))


async def test_the_phone_is_said_to_be_open_or_when_it_opens() -> None:
    world = PageWorld()

    async with world.visitor() as visitor:
        page = (await visitor.get("/fi/tila")).text
        phone = (await visitor.get("/tila.json")).json()["phone"]

    assert ("Puhelimeen vastataan nyt." in page) is phone["open"]
    assert ("Puhelin aukeaa" in page) is (not phone["open"])
    assert (phone["opens_at"] is None) is phone["open"]
