"""The page of reasons over a fake store: what it tells."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.engine.model import Reason
from services.matching.needs.model import NeedState
from shared.contracts.words import (
    SPOKEN,
    Category,
    ServiceLine,
    StaffRole,
    UnmatchedReason,
    Urgency,
)
from tests.support.matching.building import RequestStory
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.ground import help_in
from tests.support.matching.needs.building import need
from tests.support.matching.page import PageWorld
from tests.support.matching.proposals.building import decision
from tests.support.matching.reasons.building import handed_over, keep, told

LANGUAGES = SPOKEN


async def test_how_it_stands_is_told_in_a_sentence() -> None:
    world = PageWorld()
    about = await handed_over(world)

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    assert "Tarvitsee koordinaattoria: kukaan ei pysty auttamaan" in page
    assert "12 sopii, keneltäkään ei ole kysytty, 2 on saavuttanut viikkorajansa" in page


@pytest.mark.parametrize(
    ("minutes", "waited"), [(185, "3 tuntia"), (20, "20 minuuttia"), (0, "juuri nyt")]
)
async def test_how_long_it_waited_is_told(minutes: int, waited: str) -> None:
    world = PageWorld()
    about = await handed_over(world)
    world.store.state.now += timedelta(minutes=minutes)

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    assert f"Odottanut {waited}" in page


async def test_the_reasons_lead_back_to_the_board_and_on_to_the_timeline() -> None:
    world = PageWorld()
    about = await keep(world, need())

    async with world.browser(StaffRole.COORDINATOR) as client:
        one = await client.get(f"/sv/perustelut/{about.request_id}")

    assert one.status_code == 200
    assert 'href="/sv/taulu" class="govuk-back-link' in one.text
    assert f'href="/sv/raportit/pyynto/{about.request_id}"' in one.text


async def test_a_choice_tells_who_was_asked_at_what_price_and_who_would_be_next() -> None:
    world = PageWorld()
    about = await keep(world, need(), decision())

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    assert re.search(r"joilta kysyttiin .* 7 noin 2,5 km 45 % 14,2 = odotus 8,5 \+ matka 1,2", page)
    assert re.search(r"olisi kysytty seuraavaksi .* 9 noin 3,1 km 40 %", page)
    assert "viikon tehtävät 4 + kysytty äskettäin 0,5" in page
    assert "Arvioitu aika siihen, että joku suostuu: noin 24 minuuttia." in page


async def test_whoever_was_asked_first_because_they_helped_last_time_is_named() -> None:
    world = PageWorld()
    ground = FakeGround()
    ground.store = world.store
    first, helper = await ground.add_need(), await ground.add_volunteer()
    await help_in(ground, helper, first)
    made = decision()
    asked = replace(made, asked=(replace(made.asked[0], number=ground.numbers[helper]),))
    again = await keep(world, replace(need(), again_of=first.request_id), asked)
    other = await keep(world, need(), asked)

    async with world.browser(StaffRole.COORDINATOR) as client:
        pages = [
            told(await client.get(f"/fi/perustelut/{each.request_id}")) for each in (again, other)
        ]

    said = f"Vapaaehtoiselta {ground.numbers[helper]} kysyttiin ensin"
    assert [said in page for page in pages] == [True, False]


async def test_parts_that_cost_nothing_are_left_out() -> None:
    world = PageWorld()
    about = await keep(world, need(), decision())

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    assert "kysytty äskettäin 0,5" in page
    assert "tarve muualla 0" not in page


async def test_the_newest_decision_comes_first() -> None:
    world = PageWorld()
    about = await keep(world, need(), decision(fitting=4))
    world.store.state.now += timedelta(hours=1)
    await keep(world, about, decision(fitting=5))

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    decisions = page[page.index("Päätökset, uusin ensin") :]
    assert decisions.index("5 sopii") < decisions.index("4 sopii")


async def test_when_nobody_could_be_asked_the_refusals_are_counted_the_most_first() -> None:
    world = PageWorld()
    refusals = {Reason.AREA: 4, Reason.AT_WEEKLY_CAP: 2, Reason.LANGUAGE: 9}
    made = replace(decision(), asked=(), next_best=(), refusals=refusals, expected_minutes=None)
    handed = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)
    about = await keep(world, handed, made)

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    assert "Keneltäkään ei voitu kysyä." in page
    assert (
        "ei puhu pyytäjän kieltä 9 ei auta tällä alueella 4 on saavuttanut viikkorajansa 2" in page
    )
    assert "noin" not in page


async def test_where_nobody_does_all_that_is_asked_for_it_is_said() -> None:
    world = PageWorld()
    made = replace(decision(), asked=(), next_best=(), expected_minutes=None)
    handed = replace(
        need(also=(Category.TRANSPORT,)),
        state=NeedState.UNMATCHED,
        reason=UnmatchedReason.NOBODY_ABLE,
    )
    about = await keep(world, handed, replace(made, refusals={Reason.CATEGORY: 9}))
    other = await keep(
        world,
        replace(handed, request_id=need().request_id),
        replace(made, refusals={Reason.CATEGORY: 9, Reason.LANGUAGE: 1}),
    )

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))
        some = told(await client.get(f"/fi/perustelut/{other.request_id}"))

    assert "Kukaan ei tee näitä kaikkia." in page
    assert "ei tee näitä kaikkia 9" in page
    assert "Ruokakaupassa käynti, Kyyti" in page
    assert "Kukaan ei tee näitä kaikkia." not in some


async def test_a_need_that_is_not_for_volunteers_says_so_and_not_what_it_is() -> None:
    world = PageWorld()
    sensitive = replace(
        need(category=None, volunteer_allowed=False),
        service_line="wellbeing",
        state=NeedState.UNMATCHED,
        reason=UnmatchedReason.NOT_FOR_VOLUNTEERS,
    )
    empty = replace(decision(fitting=0), asked=(), next_best=(), at_cap=0, refusals={})
    about = await keep(world, sensitive, empty)

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{about.request_id}"))

    assert "Hyvinvointi" in page
    assert "Tehtävä ei ole vapaaehtoisille" in page
    assert "joten vapaaehtoisilta ei kysytty" in page


async def test_the_whole_way_is_told_as_it_went() -> None:
    world = PageWorld()
    for _ in range(2):
        await world.add_volunteer()
    story = RequestStory()
    token = (await world.ask(story)).rpartition("/")[2]
    await world.use.answer.decline_proposal(token)
    await world.settle()

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = told(await client.get(f"/fi/perustelut/{story.request_id}"))

    assert "2 on saanut kysymyksen, 1 miettii, 1 kieltäytyi" in page
    assert "Odotetaan vastausta" in page
    assert page.count("joilta kysyttiin") == 2


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_code_has_words(language: str) -> None:
    world = PageWorld()
    refusals = dict.fromkeys(Reason, 1)
    needs = [
        *(need(category=Category(category)) for category in Category),
        *(replace(need(category=None), service_line=line) for line in ServiceLine),
        *(need(urgency=urgency) for urgency in Urgency),
        *(replace(need(), state=NeedState.UNMATCHED, reason=reason) for reason in UnmatchedReason),
        *(replace(need(), state=state) for state in NeedState),
    ]
    about = [await keep(world, each) for each in needs]
    made = replace(decision(), asked=(), refusals=refusals, asked_enough=1)
    about.append(await keep(world, need(), made, replace(made, refusals={})))

    async with world.browser(StaffRole.COORDINATOR) as client:
        answers = [await client.get(f"/{language}/perustelut/{each.request_id}") for each in about]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("reasons." in told(answer) for answer in answers)


@pytest.mark.parametrize(("language", "other"), [("fi", "muu"), ("sv", "annat"), ("en", "other")])
async def test_codes_of_a_later_version_are_said_as_other_with_the_code(
    language: str, other: str
) -> None:
    world = PageWorld()
    about = await keep(world, need(category="sauna_heating", urgency="at_once"))
    hidden = await keep(world, replace(need(category=None), service_line="saunas"))

    async with world.browser(StaffRole.COORDINATOR) as client:
        pages = [
            told(await client.get(f"/{language}/perustelut{path}"))
            for path in (f"/{about.request_id}", f"/{hidden.request_id}")
        ]

    assert f"{other} (sauna_heating)" in pages[0]
    assert f"{other} (at_once)" in pages[0]
    assert f"{other} (saunas)" in pages[1]
