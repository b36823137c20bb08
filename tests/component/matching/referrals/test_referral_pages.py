"""Referrals on pages: a letter's link, an organisation's own, and all that are open."""

from dataclasses import replace
from uuid import uuid4

import pytest

from services.matching.referrals.model import Referral, ReferralState, Step
from shared.contracts.words import StaffRole
from shared.web.wording import name_of
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.fake_play import play_over
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.building import BAGS
from tests.support.matching.partners.pages import member
from tests.support.matching.referrals.building import Partnership, reserved

ACCEPT = {"step": "accept"}


class World(PageWorld):
    """Pages, and what happens behind them."""

    def partnership(self) -> Partnership:
        """Let things happen over the store of the pages."""
        ground = FakeGround()
        ground.store = self.store
        return Partnership(ground, play_over(self.store))


@pytest.fixture
def world() -> World:
    return World()


def own(referral: Referral, language: str = "fi") -> str:
    return f"/{language}/kumppani/{referral.organisation_id}/ohjaukset/{referral.id}"


async def test_from_the_letter_to_accepted_are_two_clicks(world: World, language: str) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    link = f"/{language}/ohjaus/{await stage.link_to(referral)}"

    async with world.browser() as client:
        page = await client.get(link)
        before = await stage.state(referral.id)
        sent = await client.post(link, data=ACCEPT)
        after = await client.get(sent.headers["location"])

    assert name_of("491", language) in page.text
    assert page.text.count('<button type="submit"') == 2
    assert (page.status_code, before) == (200, ReferralState.SENT)
    assert (sent.status_code, after.status_code) == (303, 200)
    assert await stage.state(referral.id) is ReferralState.ACCEPTED
    assert own(referral, language) in after.text


async def test_a_coordinator_sees_who_fits_and_why_and_why_the_others_do_not(
    world: World, language: str
) -> None:
    stage = world.partnership()
    for name, capacity, places in (
        ("Uusi", None, ("491",)),
        ("Kassi", BAGS, ("491", "178")),
        ("Täysi", replace(BAGS, amount=0), ("491",)),
        ("Muualla", BAGS, ("178",)),
    ):
        await stage.join(capacity, name=name, municipalities=places)
    story = await stage.ask()
    path = f"/{language}/ohjaukset/pyynto/{story.request_id}"
    async with world.browser(StaffRole.COORDINATOR) as client:
        page = await client.get(path)
        unknown = await client.get(f"/{language}/ohjaukset/pyynto/{uuid4()}")

    names = ["Kassi", "Uusi", "Täysi", "Muualla"]
    assert sorted(names, key=page.text.find) == names, "by turn; who told their room comes first"
    kassi, uusi, full, elsewhere = (stage.names[at] for at in (1, 0, 2, 3))
    assert f'value="{kassi}" checked' in page.text
    shown = [f'value="{each}"' in page.text for each in (uusi, full, elsewhere)]
    assert shown == [True, True, False]
    assert f'action="/{language}/taulu/{story.request_id}/kysy/kumppani"' in page.text
    left = {"fi": "tilaa 20", "sv": "plats för 20", "en": "room for 20"}
    assert left[language] in page.text
    assert name_of("178", language) in page.text
    assert unknown.status_code == 404


async def test_what_only_staff_may_know_fills_no_line_and_is_counted_beside(world: World) -> None:
    stage = world.partnership()
    await stage.join(BAGS, is_cleared=True)
    await stage.referred(reserved())
    await stage.referred()
    story = await stage.ask()
    async with world.browser(StaffRole.COORDINATOR) as client:
        page = (await client.get(f"/fi/ohjaukset/pyynto/{story.request_id}")).text

    assert "tilaa 19" in page
    assert "Lisäksi tällä viikolla 1, joiden lajin vain työntekijät tietävät" in page


async def test_who_declines_by_the_link_says_why(world: World) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    link = f"/fi/ohjaus/{await stage.link_to(referral)}"

    async with world.browser() as client:
        unsaid = await client.post(link, data={"step": "decline"})
        said = await client.post(link, data={"step": "decline", "code": "full"})
        after = await client.get(said.headers["location"])

    assert unsaid.status_code == 422
    assert 'href="#code-decline"' in unsaid.text
    assert await stage.state(referral.id) is ReferralState.DECLINED
    assert "Kiitos vastauksesta" in after.text


@pytest.mark.parametrize("step", ["complete", "withdraw", "expire", "nothing", ""])
async def test_a_link_does_nothing_else(world: World, step: str) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    link = f"/fi/ohjaus/{await stage.link_to(referral)}"

    async with world.browser() as client:
        await client.post(link, data={"step": step})

    assert await stage.state(referral.id) is ReferralState.SENT


async def test_a_link_that_nobody_was_sent_says_so(world: World, language: str) -> None:
    async with world.browser() as client:
        page = await client.get(f"/{language}/ohjaus/{'a' * 43}")
        sent = await client.post(f"/{language}/ohjaus/{'a' * 43}", data=ACCEPT)

    assert (page.status_code, sent.status_code) == (404, 404)


async def test_a_member_goes_from_the_list_to_done(world: World) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()

    async with member(world, referral.organisation_id) as client:
        listed = await client.get(own(referral).rpartition("/")[0])
        for step in ("accept", "begin", "complete"):
            sent = await client.post(own(referral), data={"step": step})
            assert sent.headers["location"].endswith("?tehty")
        page = await client.get(own(referral))

    assert own(referral) in listed.text
    assert await stage.state(referral.id) is ReferralState.COMPLETED
    assert "Autettu" in page.text
    assert "<form" not in page.text.partition("<main")[2]


async def test_while_they_help_they_are_led_to_whoever_needs_it(world: World) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    person = f"/fi/kumppani/{referral.organisation_id}/ohjattu/{referral.id}"

    async with member(world, referral.organisation_id) as client:
        before = await client.get(own(referral))
        await client.post(own(referral), data=ACCEPT)
        after = await client.get(own(referral))

    assert person not in before.text
    assert person in after.text


async def test_who_comes_too_late_reads_how_it_stands(world: World) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    await stage.press(referral, Step.ACCEPT)

    async with member(world, referral.organisation_id) as client:
        sent = await client.post(own(referral), data=ACCEPT)
        page = await client.get(sent.headers["location"])

    assert "Tilanne ehti muuttua" in page.text


async def test_another_organisations_referral_is_not_there(world: World) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    other = await stage.join()
    elsewhere = f"/fi/kumppani/{other}/ohjaukset"

    async with member(world, other) as client:
        pages = [
            await client.get(own(referral)),
            await client.get(f"{elsewhere}/{referral.id}"),
            await client.post(f"{elsewhere}/{referral.id}", data=ACCEPT),
            await client.get(f"{elsewhere}/{uuid4()}"),
        ]
        listed = await client.get(elsewhere)

    assert [page.status_code for page in pages] == [403, 404, 404, 404]
    assert str(referral.id) not in listed.text


@pytest.mark.parametrize("step", ["ask_back", "decline"])
async def test_what_must_be_said_is_asked_for_at_its_field(world: World, step: str) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()

    async with member(world, referral.organisation_id) as client:
        page = await client.post(own(referral), data={"step": step, "code": "something"})

    assert page.status_code == 422
    assert f'href="#code-{step}"' in page.text
    assert await stage.state(referral.id) is ReferralState.SENT


async def test_a_coordinator_answers_what_was_asked_back_and_takes_one_back(world: World) -> None:
    stage = world.partnership()
    await stage.join()
    referral = await stage.referred()
    await stage.press(referral, Step.ASK_BACK, "costs")
    path = f"/fi/ohjaukset/{referral.id}"

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = await client.get("/fi/ohjaukset")
        await client.post(path, data={"act": "answer"})
        answered = await stage.state(referral.id)
        late = await client.post(path, data={"act": "answer"})
        await client.post(path, data={"act": "take_back"})
        empty = await client.get("/fi/ohjaukset")

    assert "Kuka maksaa?" in page.text
    assert answered is ReferralState.SENT
    assert late.headers["location"] == "/fi/ohjaukset?myohassa"
    assert await stage.state(referral.id) is ReferralState.WITHDRAWN
    assert "Ohjauksia ei ole" in empty.text


async def test_of_what_only_staff_may_know_the_page_says_no_more_than_advice(world: World) -> None:
    stage = world.partnership()
    await stage.join(is_cleared=True)
    referral = await stage.referred(reserved())
    link = f"/fi/ohjaus/{await stage.link_to(referral)}"

    async with world.browser() as client:
        page = await client.get(link)

    assert "Neuvonta" in page.text
