"""The coordinators' pages of organisations, and the one on which anybody applies."""

import re
from dataclasses import replace

import pytest

from services.intake.organisations.model import OrganisationId, Step
from services.intake.organisations.rules import APPLICATIONS_AN_HOUR
from services.intake.organisations.use_cases.invite import AGAIN_A_DAY
from shared.contracts.words import StaffRole
from tests.support.intake.organisations.building import TYPED
from tests.support.intake.page_world import PageWorld, sign_in, staffed

LIST, APPLY = "/fi/jarjestot", "/fi/kumppaniksi"
NEW = {"name": "Ruoka-apu ry", "contact": "veera.v", "email": "veera@example.org"}


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.COORDINATOR)


async def test_an_organisation_is_invited_and_its_link_is_on_no_page(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(f"{LIST}/kutsu", data=NEW)
        one = await visitor.get(answer.headers["location"])
        more = await visitor.post(
            f"{answer.headers['location']}/kutsu",
            data={"contact": "matti.m", "email": "matti@example.org"},
        )
        listed = await visitor.get(LIST)

    assert (answer.status_code, more.status_code) == (303, 303)
    assert "Ruoka-apu ry" in one.text
    assert "/fi/kutsu/" not in one.text
    assert "veera.v" in listed.text
    assert "matti.m" in listed.text


@pytest.mark.parametrize(
    ("bent", "words"),
    [
        ({"name": ""}, "Anna järjestön nimi"),
        ({"contact": ""}, "Anna käyttäjänimi"),
        ({"contact": "Kaisa"}, "Käyttäjänimi on jo käytössä"),
        ({"email": ""}, "Anna sähköpostiosoite"),
        ({"email": "veera"}, "Tarkista sähköpostiosoite"),
    ],
)
async def test_what_cannot_be_is_said_and_the_rest_kept(
    world: PageWorld, bent: dict[str, str], words: str
) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(f"{LIST}/kutsu", data=NEW | bent)

    assert answer.status_code == 422
    assert words in answer.text
    assert world.store.state.organisations == {}


async def test_somebody_is_taken_away(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        made = await visitor.post(f"{LIST}/kutsu", data=NEW)
        one = await visitor.get(made.headers["location"])
        (path,) = re.findall(rf'action="({LIST}/[^"]+/pois)"', one.text)
        await visitor.post(path)
        after = await visitor.get(made.headers["location"])

    assert "suljettu" in after.text
    assert "/pois" not in after.text


async def test_who_has_not_come_is_sent_a_new_link_until_it_is_enough(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        made = await visitor.post(f"{LIST}/kutsu", data=NEW)
        one = await visitor.get(made.headers["location"])
        (path,) = re.findall(rf'action="({LIST}/[^"]+/uudelleen)"', one.text)
        answers = [await visitor.post(path) for _ in range(AGAIN_A_DAY + 1)]

    assert [answer.status_code for answer in answers] == [303] * AGAIN_A_DAY + [422]
    assert "tänään jo kolme kertaa" in answers[-1].text


async def test_one_that_no_letter_reaches_is_marked(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        made = await visitor.post(f"{LIST}/kutsu", data=NEW)
        state = world.store.state
        state.organisations = {
            which: replace(each, is_reached=False) for which, each in state.organisations.items()
        }
        pages = [await visitor.get(LIST), await visitor.get(made.headers["location"])]

    assert all("Ei osoitetta" in page.text for page in pages)


async def apply(world: PageWorld, **bent: str) -> int:
    async with world.visitor() as visitor:
        page = await visitor.get(APPLY)
        (form,) = re.findall(r'name="form" value="([^"]+)"', page.text)
        answer = await visitor.post(APPLY, data={**TYPED, "form": form, **bent})
    return answer.status_code


async def test_an_application_is_read_approved_and_gone(world: PageWorld) -> None:
    sent = await apply(world)
    (which,) = world.store.state.applications
    async with world.visitor() as visitor:
        await sign_in(visitor)
        listed = await visitor.get(LIST)
        page = await visitor.get(f"{LIST}/hakemus/{which}")
        done = await visitor.post(f"{LIST}/hakemus/{which}/hyvaksy", data={"contact": "veera.v"})
        gone = await visitor.get(f"{LIST}/hakemus/{which}")

    assert (sent, done.status_code, gone.status_code) == (303, 303, 404)
    assert "Jaamme ruokaa" not in listed.text
    assert "Jaamme ruokaa" in page.text
    assert list(world.store.state.organisations) == [which]


async def test_an_application_is_declined_with_a_reason(world: PageWorld) -> None:
    await apply(world)
    (which,) = world.store.state.applications
    async with world.visitor() as visitor:
        await sign_in(visitor)
        wrong = await visitor.post(f"{LIST}/hakemus/{which}/hylkaa", data={"reason": "whim"})
        done = await visitor.post(f"{LIST}/hakemus/{which}/hylkaa", data={"reason": "not_needed"})

    assert wrong.status_code == 404
    assert done.status_code == 303
    noted, _, step, reason = world.store.state.organisation_steps[-1]
    assert (noted, step, reason) == (OrganisationId(which), Step.DECLINED, "not_needed")


async def test_what_an_applicant_typed_wrong_is_said_in_place(language: str) -> None:
    world = PageWorld()
    async with world.visitor() as visitor:
        answer = await visitor.post(f"/{language}/kumppaniksi", data={"name": "Apu ry"})

    assert answer.status_code == 422
    assert answer.text.count("govuk-error-message") == 4
    assert 'value="Apu ry"' in answer.text


async def test_a_flood_is_told_to_come_back() -> None:
    world = PageWorld()
    for number in range(APPLICATIONS_AN_HOUR):
        await apply(world, number=str(100001 + number))

    assert await apply(world, number="200001") == 429
