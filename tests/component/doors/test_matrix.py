"""Every state of the network at every door, as the table in intake's README says."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import pytest

from services.intake.app import SERVICE as INTAKE
from services.intake.imports.model import ImportId
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState, OpenChannel, Shut, SignUp
from shared.contracts.words import Language, StaffRole
from tests.component.intake.partner_requests.test_partner_request_pages import SAID
from tests.component.matching.volunteers.test_sign_up_pages import FILLED as OFFER
from tests.support.activations import AWAKE, standing
from tests.support.intake.calls.desk import Desk
from tests.support.intake.organisations.building import TYPED as APPLICATION
from tests.support.intake.page_world import PageWorld, fill_in, form_of, staffed
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.api import BODY, KEY
from tests.support.matching.page import PageWorld as MatchingWorld
from tests.support.sheets import row, written
from tests.support.web.page_world import pages_of

README: Final = (Path(INTAKE.here) / "README.md").read_text(encoding="utf-8")
ONLY_PHONE: Final = Reach(channels=frozenset({OpenChannel.PHONE}))
ITS_LINE, OTHER_LINE = Reach(lines=frozenset({"errands"})), Reach(lines=frozenset({"food"}))
ELSEWHERE, PAUSED = Reach(areas=frozenset({"507"})), Reach(sign_up=SignUp.PAUSED)
WINDING_DOWN: Final = ActivationState.WINDING_DOWN
STANDINGS: Final[Mapping[str, Standing]] = {
    **{f"`{state}`": standing(state) for state in ActivationState if state is not WINDING_DOWN},
    "`winding_down`, no line listed": standing(WINDING_DOWN),
    "`winding_down`, its line listed": standing(WINDING_DOWN, ITS_LINE),
    "`winding_down`, another line listed": standing(WINDING_DOWN, OTHER_LINE),
    "`activated`, only channel `phone`": standing(reach=ONLY_PHONE),
    "`activated`, another area only": standing(reach=ELSEWHERE),
    "`activated`, another line only": standing(reach=OTHER_LINE),
    "`activated`, sign-up paused": standing(reach=PAUSED),
}
"""By the first cell of a row, how the network stands."""

Came = tuple[int, str]
"""How many were taken in, and what whoever stood there read."""


def text(name: str) -> str:
    return pages_of(INTAKE).text(Language.FINNISH, name)


async def at_the_form(stands: Standing) -> Came:
    """Fill it in while the door is open, and send it when it may be shut."""
    world = PageWorld()
    async with world.visitor() as visitor:
        check = await fill_in(visitor, text="Ovi on takapihalla")
        world.stand(stands)
        version = Seen(check.text).values["version"]
        sent = await visitor.post(f"{form_of(visitor)}tarkista", data={"version": version})
        read = sent.text
        if sent.status_code != 303:
            assert sent.status_code == 200
            assert "Ovi on takapihalla" in read
    return len(world.store.state.requests), read


async def at_the_api(stands: Standing) -> Came:
    world = PageWorld()
    world.stand(stands)
    async with world.visitor() as client:
        checked = await client.post("/api/requests/check", json=BODY)
        answer = await client.post("/api/requests", json=BODY, headers=KEY)
    is_taken = answer.status_code == 201
    assert (checked.status_code, answer.status_code) in {(204, 201), (403, 403)}
    if not is_taken:
        assert answer.headers["content-type"] == "application/problem+json"
        assert checked.json()["code"] == answer.json()["code"]
    return len(world.store.state.requests), "" if is_taken else text(
        f"shut.{answer.json()['code']}"
    )


async def at_the_import(stands: Standing) -> Came:
    world = staffed(PageWorld(), StaffRole.COORDINATOR)
    world.stand(stands)
    async with world.signed_in() as visitor:
        file = {"file": ("aino.csv", written([row(1)]), "text/csv")}
        here = await visitor.post("/fi/tuonti", files=file)
        if here.status_code != 303:
            return len(world.store.state.requests), here.text
        address = here.headers["location"]
        shown = (await visitor.get(address)).text
        await visitor.post(f"{address}/vahvista")
        await world.run_import(ImportId(UUID(address.rpartition("/")[2])))
    return len(world.store.state.requests), shown


async def at_the_phone(stands: Standing) -> Came:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    world.stand(stands)
    async with world.signed_in() as client:
        desk = Desk(world, client)
        world.stand(AWAKE)
        await desk.begin()
        world.stand(stands)
        page = await desk.press("new_request")
    return len(world.store.state.requests), page.text


async def as_a_partner(stands: Standing) -> Came:
    house = uuid4()
    world = staffed(PageWorld(), StaffRole.PARTNER_MEMBER, organisation_id=house)
    world.stand(stands)
    async with world.signed_in() as visitor:
        form = f"/fi/pyynnot/{house}/uusi"
        key = Seen((await visitor.get(form)).text).values["key"]
        answer = await visitor.post(form, data={**SAID, "key": key, "first_name": "Aino-Kaisa"})
        if answer.status_code != 303:
            assert 'value="Aino-Kaisa"' in answer.text
    return len(world.store.state.requests), answer.text


async def at_the_sign_up(stands: Standing) -> Came:
    world = MatchingWorld()
    world.current.stands = stands
    async with world.browser() as visitor:
        welcome = await visitor.get("/fi/vapaaehtoinen/liity")
        answer = await visitor.post("/fi/vapaaehtoinen/liity/50100", data=OFFER)
        if answer.status_code != 303:
            assert text("shut.nothing_kept") in welcome.text
            assert OFFER["name"][0] in answer.text
    assert {welcome.status_code, answer.status_code} <= {200, 303}
    return len(world.store.state.volunteers), answer.text


async def at_the_application(stands: Standing) -> Came:
    world = PageWorld()
    world.stand(stands)
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/kumppaniksi", data=APPLICATION)
    return len(world.store.state.applications), answer.text


DOORS: Final[Mapping[str, tuple[Callable[[Standing], Awaitable[Came]], ...]]] = {
    "form, API": (at_the_form, at_the_api),
    "import": (at_the_import,),
    "phone": (at_the_phone,),
    "referrer, partner asks": (as_a_partner,),
    "volunteer sign-up": (at_the_sign_up,),
    "organisation joins": (at_the_application,),
}
TOLD_OTHERWISE: Final[Mapping[Callable[[Standing], Awaitable[Came]], str]] = {
    at_the_phone: "problem.outcome.shut",
    at_the_import: "problem.category.shut",
}
"""Staff are told in one sentence for whatever one row or call is shut to."""


def rows() -> Iterator[list[str]]:
    lines = re.findall(r"^\| (.*) \|$", README.partition("## States and doors")[2], re.MULTILINE)
    for line in lines:
        yield [cell.strip() for cell in line.split(" | ")]


HEAD, *BODY_ROWS = (each for each in rows() if len(each) == len(DOORS) + 1)
CASES: Final = [
    pytest.param(row[0], door, said, id=f"{row[0]}-{door.__name__}".replace("`", ""))
    for row in BODY_ROWS
    for column, said in zip(HEAD[1:], row[1:], strict=True)
    for door in DOORS[column]
]


def test_the_table_names_every_state_and_every_reason() -> None:
    told = {cell.strip("`") for row in BODY_ROWS for cell in row[1:]}

    assert [row[0] for row in BODY_ROWS] == list(dict.fromkeys(row[0] for row in BODY_ROWS))
    assert {row[0] for row in BODY_ROWS} == set(STANDINGS)
    assert told == {*Shut, "open"}


@pytest.mark.parametrize(("stands", "door", "said"), CASES)
async def test_a_door_answers_as_the_table_says(
    stands: str, door: Callable[[Standing], Awaitable[Came]], said: str
) -> None:
    taken, read = await door(STANDINGS[stands])

    if said == "open":
        assert taken == 1
    else:
        shut = text(f"shut.{said.strip('`')}")
        assert taken == 0
        assert shut in read or text(TOLD_OTHERWISE.get(door, "shut.asleep")) in read


@pytest.mark.parametrize("path", ["/apua/vaara", ""])
async def test_where_the_form_is_shut_its_first_page_says_so_and_asks_nothing(
    path: str, language: str
) -> None:
    world = PageWorld()
    world.stand(STANDINGS["`standby`"])
    async with world.visitor() as visitor:
        page = await visitor.get(f"/{language}{path}")

    assert page.status_code == 200
    assert pages_of(INTAKE).text(Language(language), "shut.asleep") in page.text
    assert 'href="tel:112"' in page.text
    assert f'href="/{language}/apua/vaara"' not in page.text
    assert 'name="danger"' not in page.text
    assert "%(" not in page.text


async def test_a_request_that_was_taken_in_is_told_again_whatever_is_shut_since() -> None:
    world = PageWorld()
    async with world.visitor() as client:
        first = await client.post("/api/requests", json=BODY, headers=KEY)
        world.stand(STANDINGS["`standby`"])
        again = await client.post("/api/requests", json=BODY, headers=KEY)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


@pytest.mark.parametrize(
    ("stands", "taken"),
    [("`standby`", 0), ("`activated`, another area only", 1), ("`activated`", 1)],
    ids=["asleep", "another area", "awake"],
)
async def test_whoever_is_in_danger_is_heard_while_somebody_is_at_work(
    stands: str, taken: int
) -> None:
    world = PageWorld()
    world.stand(STANDINGS[stands])
    async with world.visitor() as visitor:
        asked = await visitor.get("/fi/apua/soita-112/soittakaa")
        await visitor.post("/fi/apua/soita-112/soittakaa", data={"reach": "040 123 4567"})

    assert len(world.store.state.requests) == taken
    assert 'href="tel:112"' in asked.text
    assert asked.status_code == 200


@pytest.mark.parametrize("state", ActivationState)
async def test_no_call_begins_in_standby_but_of_whoever_is_in_danger(
    state: ActivationState,
) -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    world.stand(standing(state))
    is_asleep = state in {ActivationState.STANDBY, ActivationState.ENDED}
    async with world.signed_in() as client:
        answer = await client.post("/fi/ops", data={"direction": "inbound"})
        practice = await client.get("/fi/ops/harjoitus")

        assert (answer.status_code == 200, not world.store.state.calls) == (is_asleep, is_asleep)
        assert (text("calls.asleep") in answer.text) == is_asleep
        assert practice.status_code == 200
        if is_asleep:
            assert 'href="tel:112"' in answer.text
            asked = {"direction": "inbound", "danger": "yes"}
            begun = await client.post("/fi/ops", data=asked)
            await Desk(world, client, begun.headers["location"]).press("soittakaa")
            (request,) = world.store.state.requests.values()
            assert request.plea.danger is not None


async def test_a_network_with_a_waiting_list_says_so_and_takes_names() -> None:
    world = MatchingWorld()
    world.current.stands = standing(reach=Reach(sign_up=SignUp.WAITING_LIST))
    async with world.browser() as visitor:
        welcome = await visitor.get("/fi/vapaaehtoinen/liity")
        answer = await visitor.post("/fi/vapaaehtoinen/liity/50100", data=OFFER)

    assert "Vapaaehtoisia on nyt tarpeeksi" in welcome.text
    assert answer.status_code == 303
