"""A coordinator takes the network into use: a form, what will change, the word, and a number."""

from dataclasses import replace

import httpx
import pytest

from services.intake.activation.rules import decided
from shared.activation.standing import Reach
from shared.contracts.activation_words import ActivationState, OpenChannel
from shared.contracts.words import StaffRole
from tests.support.activations import ASLEEP, AWAKE, standing
from tests.support.intake.activation.building import decision
from tests.support.intake.network.deciding import (
    HERE,
    checked,
    confirmed,
    make_ready,
    now,
    seen_by,
    stands,
)
from tests.support.intake.page_world import PageWorld, staffed
from tests.support.intake.seen import Seen


@pytest.fixture
def asleep(world: PageWorld) -> PageWorld:
    stands(world, ASLEEP)
    make_ready(world)
    return staffed(world, StaffRole.COORDINATOR)


def main_of(answer: httpx.Response) -> str:
    return answer.text.partition("<main")[2]


@pytest.mark.parametrize("role", [StaffRole.COORDINATOR, StaffRole.ADMIN])
async def test_how_it_stands_is_said_in_words(world: PageWorld, role: StaffRole) -> None:
    reach = Reach(areas=frozenset({"491"}), channels=frozenset({OpenChannel.PHONE}))
    stands(world, standing(reach=reach))
    staffed(world, role)

    async with world.signed_in() as visitor:
        page = main_of(await visitor.get(HERE))

    assert [
        word for word in ("Käytössä", "Mikkeli", "Puhelin", "1.3.2026") if word not in page
    ] == []
    assert "Verkkolomake" not in page


async def test_it_is_taken_into_use_by_form_difference_and_word(asleep: PageWorld) -> None:
    async with asleep.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor))
        assert now(asleep).standing == ASLEEP, "a look changes nothing"
        done = await confirmed(visitor, shown)
        page = await visitor.get(done.headers["location"])

    changed = main_of(shown)
    assert shown.status_code == 200, changed
    assert "Valmiustilassa" in changed
    assert "Verkosto on valmis avattavaksi" in changed
    assert "Alueet" not in changed, "what stays is not listed"
    assert now(asleep).standing.state is ActivationState.ACTIVATED
    assert now(asleep).standing.reach.channels == {OpenChannel.WEB, OpenChannel.PHONE}
    (step,) = asleep.store.state.life_steps
    assert (step.by, step.trigger) == ("Kaisa", "Sähkökatko jatkuu")
    assert f"Merkintä numero {step.id}" in main_of(page)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("state", "", "Valitse, mihin tilaan"),
        ("state", "prolonged", "ei voi siirtyä tähän"),
        ("areas", "091", "ei toimi kaikilla"),
        ("lines", "roofs", "Tällaista palvelua ei ole"),
        ("valid_until", "", "mihin päivään asti"),
        ("valid_until", "ensi kesä", "Kirjoita päivä näin"),
        ("valid_until", "1.1.2020", "Päivä on jo mennyt"),
        ("review_on", "", "minä päivänä"),
        ("review_on", "1.9.2099", "ei ole enää voimassa"),
        ("trigger", " ", "Kirjoita, mitä on tapahtunut"),
        ("decision", "", "Kirjoita, kuka päätti"),
        ("decision", "x" * 501, "Teksti on liian pitkä"),
    ],
    ids=lambda each: str(each)[:12],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    asleep: PageWorld, field: str, typed: str, said: str
) -> None:
    words = {"trigger": "Myrsky kaatoi linjat", "decision": "Johtoryhmä 1.2."}
    async with asleep.signed_in() as visitor:
        answer = await checked(visitor, await seen_by(visitor), **words | {field: typed})

    page = main_of(answer)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert said in page
    kept = [word for name, word in words.items() if name != field]
    assert [word for word in kept if word not in page] == []
    assert now(asleep).standing == ASLEEP


@pytest.mark.parametrize("word", ["", "LOPETA", "aktivoin"])
async def test_without_the_word_nothing_changes(asleep: PageWorld, word: str) -> None:
    async with asleep.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor))
        answer = await confirmed(visitor, shown, word)
        again = await confirmed(visitor, answer, "Aktivoi")

    assert answer.status_code == 422
    assert 'href="#word"' in answer.text
    assert again.status_code == 303
    assert len(asleep.store.state.life_steps) == 1


@pytest.mark.parametrize(("field", "typed"), [("state", ""), ("valid_until", "ensi kesä")])
async def test_what_cannot_be_read_is_never_guessed(
    asleep: PageWorld, field: str, typed: str
) -> None:
    async with asleep.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor))
        answer = await confirmed(visitor, shown, **{field: typed})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert now(asleep).standing == ASLEEP


async def test_what_is_missing_is_listed_and_it_opens_only_when_that_is_said(
    world: PageWorld,
) -> None:
    stands(world, ASLEEP)
    staffed(world, StaffRole.COORDINATOR)

    async with world.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor), lines=["errands", "wellbeing"])
        refused = await confirmed(visitor, shown)
        unsaid = now(world).standing
        done = await confirmed(visitor, refused, anyway="yes")

    page = main_of(shown)
    assert shown.status_code == 200
    missing = page.partition('id="missing"')[2].partition("</ul>")[0]
    assert missing.count("<li>") == 3
    assert ("Asiointiapu" in missing, "Hyvinvointi" in missing, "kolme" in missing) == (True,) * 3
    assert (refused.status_code, unsaid) == (422, ASLEEP)
    assert 'href="#anyway"' in refused.text
    assert done.status_code == 303
    assert now(world).standing.state is ActivationState.ACTIVATED


async def test_whoever_comes_second_is_told_who_was_first_and_keeps_their_words(
    asleep: PageWorld,
) -> None:
    kaisa = asleep.store.state.staff["kaisa"].id
    async with asleep.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor))
        async with asleep.store.begin() as work:
            made, before = decision(ActivationState.ALERTED), await work.life.hold()
            stand = replace(before, standing=decided(before.standing, made, AWAKE.since))
            await work.life.save(stand)
            await work.life.note(stand, ActivationState.STANDBY, made, kaisa)
        answer = await confirmed(visitor, shown)
        early = await checked(visitor, "not of now")
        seen = Seen(answer.text).values["seen"]
        again = await confirmed(visitor, await checked(visitor, seen))

    for each in (answer, early):
        page = main_of(each)
        assert each.status_code == 409
        said = (
            "Joku ehti ensin",
            "Kaisa",
            "board of the town",
            "Valmistautuu",
            "Sähkökatko jatkuu",
        )
        assert [word for word in said if word not in page] == []
    assert again.status_code == 303
    assert now(asleep).standing.state is ActivationState.ACTIVATED


async def test_what_was_typed_comes_along_when_somebody_goes_back(asleep: PageWorld) -> None:
    async with asleep.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor), areas=["491"])
        kept = Seen(shown.text).values
        answer = await visitor.post(f"{HERE}/muuta", data=kept | {"again": "yes"})

    assert answer.status_code == 200
    values = Seen(answer.text).values
    assert (values["state"], values["valid_until"]) == ("activated", "31.8.2099")
    assert "Sähkökatko jatkuu" in main_of(answer)


async def test_the_end_is_followed_by_the_next_one_asleep(world: PageWorld) -> None:
    stands(world, standing(ActivationState.WINDING_DOWN))
    staffed(world, StaffRole.ADMIN)

    async with world.signed_in() as visitor:
        shown = await checked(visitor, await seen_by(visitor), state="ended")
        done = await confirmed(visitor, shown, "LOPETA")
        page = main_of(await visitor.get(done.headers["location"]))

    assert now(world).standing.state is ActivationState.STANDBY
    assert "Valmiustilassa" in page
    assert "Päättynyt" in page


async def test_a_number_that_is_not_on_record_leads_to_the_page(asleep: PageWorld) -> None:
    async with asleep.signed_in() as visitor:
        answer = await visitor.get(f"{HERE}/tehty/7")

    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
