"""In danger: the numbers, large, and a person who calls where somebody cannot."""

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.danger.model import Way
from services.intake.danger.rules import plea_of
from services.intake.requests.model import State
from shared.contracts.intake import RequestEscalated
from shared.contracts.words import OFFERED, Language
from shared.help_lines import read_help_lines
from shared.reach_points import ReachKind
from tests.support.intake.page_world import PageWorld
from tests.support.intake.seen import Seen

PAGE = "/{}/apua/soita-112"


async def ask(world: PageWorld, reach: str, way: str = "soittakaa", *, times: int = 1) -> str:
    """Say where to be reached; gives the address that the browser is led to."""
    async with world.visitor() as visitor:
        page = Seen((await visitor.get(f"/fi/apua/soita-112/{way}")).text)
        sent = {"reach": reach, "key": page.values["key"]}
        answers = [await visitor.post(f"/fi/apua/soita-112/{way}", data=sent) for _ in range(times)]
    return str(answers[-1].headers.get("location", answers[-1].text))


@pytest.mark.parametrize("language", OFFERED)
async def test_the_page_has_112_first_then_the_lines_then_two_ways_on(
    world: PageWorld, language: Language
) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(PAGE.format(language))

    links = [link for link in Seen(page.text).links if link.startswith(("tel:", "/"))]
    kinds = ("crisis", "violence", "children", "social", "substance")
    shown = read_help_lines().of(kinds, language)
    main = page.text[page.text.index("<main") :]
    assert main.index("tel:112") < min(main.index(f"tel:{line.tel}") for line in shown)
    assert {f"/{language}/apua/soita-112/{way}" for way in ("soitin", "soittakaa")} <= {*links}
    assert world.store.state.requests == {}


async def test_who_cannot_call_is_called_by_number_and_asked_nothing_else(
    world: PageWorld,
) -> None:
    place = await ask(world, "040 123 4567", times=3)

    (request,) = world.store.state.requests.values()
    (attention,) = world.store.state.attentions.values()
    (said,) = world.store.state.published
    (point,) = request.plea.reach_points
    assert place == "/fi/apua/soita-112/perilla"
    assert attention.attention.reason is AttentionReason.DANGER_CALL_ME
    assert request.stored.state is State.ESCALATED
    assert isinstance(said.data, RequestEscalated)
    assert set(said.data.model_dump()) == {"request_id"}
    assert (point.kind, point.address) == (ReachKind.PHONE, "+358401234567")
    assert world.sealed.notices == []


@pytest.mark.parametrize(
    "typed", ["Porrassalmenkatu 1 A 3, 50100 Mikkeli", "040", "0600 12345", "ei puhelinta, talli"]
)
async def test_whatever_else_is_typed_is_kept_as_it_is_for_a_person(
    world: PageWorld, typed: str
) -> None:
    await ask(world, f"  {typed}\u202a\n")

    (request,) = world.store.state.requests.values()
    (point,) = request.plea.reach_points
    assert (point.kind, point.address) == (ReachKind.ASK_AT, typed)
    assert len(world.store.state.attentions) == 1


async def test_who_called_112_may_leave_it_at_that(world: PageWorld) -> None:
    assert await ask(world, "", "soitin") == "/fi/apua/vaara"
    assert world.store.state.requests == {}

    await ask(world, "0401234567", "soitin")

    (attention,) = world.store.state.attentions.values()
    assert attention.attention.reason is AttentionReason.DANGER_CALLED


async def test_nothing_typed_is_said_kindly_and_nothing_stored(world: PageWorld) -> None:
    answer = await ask(world, " ")

    assert "Kirjoita puhelinnumero tai osoite" in answer
    assert world.store.state.requests == {}


async def test_the_last_page_holds_nothing_that_only_this_browser_knows(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(await ask(world, "0401234567"))

    (request,) = world.store.state.requests.values()
    assert page.status_code == 200
    assert request.stored.reference not in page.text
    assert "/p/" not in page.text
    assert "tel:112" in Seen(page.text).links


async def test_a_place_that_is_said_is_counted_and_else_the_networks_own() -> None:
    known = {"50100": "491", "00100": "091"}.get
    finnish = Language.FINNISH

    assert plea_of(Way.CALLED, "Kotikatu 1, 00100", finnish, known, "491").municipality == "091"
    assert plea_of(Way.CALLED, "99999 ei mikään", finnish, known, "491").municipality == "491"
    assert plea_of(Way.CALLED, "0401234567", finnish, known, "491").postal_code == ""
