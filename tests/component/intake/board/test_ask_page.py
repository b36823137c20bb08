"""A coordinator has one volunteer asked, or says that they said yes, and undoes it in time."""

from uuid import uuid4

import pytest

from services.intake.staff.model import StaffId
from services.intake.wishes.model import ANY_PARTNER, AssignmentWish, ReferralWish
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, assign, fill_in, send, sign_in, staffed
from tests.support.intake.referrals.building import FOOD_BANK, ReferralStory
from tests.support.intake.seen import Seen
from tests.support.intake.wishes.building import referral_refused, refused
from tests.support.intake.wishes.page import commands, leave, path, wish

WRONG = {
    "fi": "Kirjoita numero pelkin numeroin, enintään kymmenen, esimerkiksi 17",
    "sv": "Skriv numret med bara siffror, högst tio, till exempel 17",
    "en": "Enter the number in digits only, at most ten, for example 17",
}

UNDONE = {
    "fi": "Vapaaehtoinen 17: peruttu ennen lähtöä, ei kysytty",
    "sv": "Frivillig 17: ångrat i tid, inte tillfrågad",
    "en": "Volunteer 17: undone in time, not asked",
}

LATE = {
    "fi": "Se ehti jo lähteä, joten sitä ei voi enää perua",
    "sv": "Det hann redan skickas och kan inte längre ångras",
    "en": "It has left already, so it can no longer be undone",
}


async def test_a_wrong_number_is_said_at_its_field_and_stays_there(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        page = await wish(visitor, story.request_id, "seitsemän<", language)

    field = "volunteer_number"
    assert page.status_code == 422
    assert page.text.count(WRONG[language]) == 2
    assert f'href="#{field}"' in page.text
    assert f'aria-describedby="{field}-error"' in page.text
    assert 'value="seitsemän&lt;"' in page.text
    assert commands(world) == []


async def test_links_to_other_languages_and_the_way_back_lead_to_the_same_board(
    world: PageWorld,
) -> None:
    story = await ask(world)
    narrowed = "need=groceries&urgency=today"
    async with world.signed_in() as visitor:
        board = Seen((await visitor.get(f"/fi/taulu?{narrowed}")).text)
        here = f"/fi/taulu/{story.request_id}/kysy?{narrowed}"
        page = Seen((await visitor.get(here)).text)
        typed = {"volunteer_number": "17", "manner": "first"}
        sent = await visitor.post(here, data=typed)
        wrong = await visitor.post(here, data={})
        led = await visitor.get(here.replace("kysy", "kysy/laajenna"))

    assert here in board.links
    assert {f"/sv/taulu?{narrowed}", f"/en/taulu?{narrowed}"} <= set(board.links)
    assert {f"/fi/taulu?{narrowed}", here.replace("/fi/", "/sv/")} <= set(page.links)
    assert [sent.headers["location"], led.headers["location"]] == [here, here]
    assert f"/fi/taulu?{narrowed}" in Seen(wrong.text).links


async def test_pressing_twice_sends_one_wish(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        answers = [await wish(visitor, story.request_id) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(world.store.state.wishes) == 1
    await leave(world)
    assert len(commands(world)) == 1


async def test_who_finds_help_meanwhile_is_not_asked_about(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await assign(world, story)
        page = await wish(visitor, story.request_id)

    assert page.status_code == 422
    assert "Tämä pyyntö ei enää odota auttajaa, joten keneltäkään ei kysytty" in page.text
    assert 'href="#main"' in page.text
    assert commands(world) == []


async def test_what_is_not_for_volunteers_has_no_form(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, category="youth_work", under_18="no")
        await send(visitor)
        await sign_in(visitor)
        (request_id,) = world.store.state.requests
        shown = await visitor.get(path(request_id))
        page = await wish(visitor, request_id)

    assert 'name="volunteer_number"' not in shown.text
    assert "Tehtävä ei ole vapaaehtoisille" in shown.text
    assert page.status_code == 422
    assert "Tehtävä ei ole vapaaehtoisille, joten keneltäkään ei kysytty" in page.text


async def test_an_unknown_request_is_not_found(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        answer = await wish(visitor, uuid4())

    assert answer.status_code == 404


async def test_nobody_else_asks_a_volunteer() -> None:
    world = PageWorld()
    staffed(world, StaffRole.REPORTER)
    story = await ask(world)
    async with world.visitor() as visitor:
        stranger = await wish(visitor, story.request_id)
        await sign_in(visitor)
        reporter = await wish(visitor, story.request_id)

    assert (stranger.status_code, stranger.headers["location"]) == (303, "/fi/kirjaudu")
    assert reporter.status_code == 403
    assert commands(world) == []


async def test_looking_asks_nobody(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        wrong = await wish(visitor, story.request_id, "x", "fi")
        swedish = next(link for link in Seen(wrong.text).links if link.startswith("/sv/"))
        answer = await visitor.get(swedish)
        undone = await visitor.get(f"{path(story.request_id)}/{uuid4()}/peru")

    assert swedish == path(story.request_id, "sv")
    assert answer.status_code == 200
    assert undone.headers["location"] == path(story.request_id)
    assert world.store.state.wishes == []


async def test_until_it_leaves_one_press_undoes_it(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        answer = await wish(visitor, story.request_id, language=language)
        page = await visitor.get(answer.headers["location"])
        (kept,) = world.store.state.wishes
        undo = f"{path(story.request_id, language)}/{kept.wish.id}/peru"
        undone = await visitor.post(undo)
        await leave(world)
        after = await visitor.get(undone.headers["location"])

    assert f'action="{undo}"' in page.text
    assert '/peru"' not in after.text
    assert UNDONE[language] in after.text
    assert commands(world) == []


async def test_what_has_left_cannot_be_undone_and_the_page_says_so(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await wish(visitor, story.request_id)
        (kept,) = world.store.state.wishes
        await leave(world)
        late = await visitor.post(f"{path(story.request_id, language)}/{kept.wish.id}/peru")

    assert late.status_code == 409
    assert LATE[language] in late.text
    assert len(commands(world)) == 1


async def test_a_yes_on_the_phone_says_who_heard_it(world: PageWorld) -> None:
    pekka = StaffId(uuid4())
    story = await ask(world)
    async with world.signed_in() as visitor:
        for number, who in (("17", str(pekka)), ("18", "nobody")):
            await wish(visitor, story.request_id, number, manner="agreed", heard_by=who)
        await wish(visitor, story.request_id, "19", heard_by=str(pekka))
    await leave(world)

    kaisa = world.store.state.staff["kaisa"].id
    assert [wished.ask.heard_by for wished in on_record(world)] == [pekka, kaisa, None]
    assert [said.manner for said in commands(world)] == ["agreed", "agreed", "first"]


async def test_a_rule_is_passed_over_by_its_name_and_with_a_reason(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await wish(visitor, story.request_id)
        await leave(world)
        wish_id = world.store.state.wishes[-1].wish.id
        await world.react(refused(story.request_id, wish_id, "area"))
        page = await visitor.get(path(story.request_id))
        past = {"overrides": "area", "of": str(wish_id)}
        missing = await wish(visitor, story.request_id, **past)
        done = await wish(visitor, story.request_id, reason="nobody_else", **past)
        await leave(world)

    assert "Ohita este: vapaaehtoinen 17" in page.text
    assert "ei auta tällä alueella" in page.text
    assert (missing.status_code, done.status_code) == (422, 303)
    assert f'href="#reason-{wish_id}"' in missing.text
    assert f'id="reason-{wish_id}"' in missing.text
    said = commands(world)[-1]
    assert (said.overrides, said.override_reason) == (("area",), "nobody_else")


@pytest.mark.parametrize("rule", ["vetting", "asked_before", "unknown_volunteer", "off_duty"])
async def test_a_rule_that_protects_people_is_never_offered_nor_taken(
    world: PageWorld, rule: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await wish(visitor, story.request_id)
        await leave(world)
        await world.react(refused(story.request_id, world.store.state.wishes[-1].wish.id, rule))
        page = await visitor.get(path(story.request_id))
        forced = await wish(visitor, story.request_id, reason="nobody_else", overrides=rule)

    assert 'name="overrides"' not in page.text
    assert forced.status_code == 422
    assert len(commands(world)) == 1


async def test_a_referral_is_sent_with_consent_and_its_answer_is_told(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        sent = await visitor.post(f"{path(story.request_id)}/kumppani", data={"consent": "yes"})
        wish = world.store.state.wishes[-1].wish
        await world.react(referral_refused(story.request_id, wish.id))
        page = await visitor.get(sent.headers["location"])

    assert isinstance(wish, ReferralWish)
    assert (wish.organisation_id, wish.has_consent) == (ANY_PARTNER, True)
    assert "Ei ohjattu järjestölle, verkostossa ei ole vielä järjestöjä" in page.text


async def test_without_consent_nothing_is_sent_and_the_page_says_why(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        page = await visitor.post(f"{path(story.request_id, language)}/kumppani")

    assert page.status_code == 422
    assert 'href="#consent"' in page.text
    assert 'aria-describedby="consent-error"' in page.text
    assert world.store.state.wishes == []


async def test_an_organisation_is_named_and_that_it_was_asked_is_told(world: PageWorld) -> None:
    story, (named, name) = await ask(world), FOOD_BANK
    form = {"consent": "yes", "organisation": str(named)}
    here = f"{path(story.request_id)}/kumppani"
    async with world.signed_in() as visitor:
        choices = Seen((await visitor.get(path(story.request_id))).text)
        wrong = await visitor.post(here, data=form | {"consent": ""})
        sent = await visitor.post(here, data=form)
        wish = world.store.state.wishes[-1].wish
        referral = ReferralStory(story.request_id, named)
        await world.react(referral.sent(wish.id))
        page = await visitor.get(sent.headers["location"])

    assert isinstance(wish, ReferralWish)
    assert wish.organisation_id == named
    assert f"/fi/ohjaukset/pyynto/{story.request_id}" in choices.links
    assert f'<option value="{named}" selected>{name}</option>' in wrong.text
    assert "Ohjattu järjestölle" in page.text


async def test_of_an_unknown_request_there_is_no_page(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        page = await visitor.get(path(uuid4()))

    assert page.status_code == 404


def on_record(world: PageWorld) -> list[AssignmentWish]:
    """Give the wishes for volunteers that are on record."""
    kept = [wished for wished, _, _ in world.store.state.wish_steps]
    return [wished for wished in kept if isinstance(wished, AssignmentWish)]
