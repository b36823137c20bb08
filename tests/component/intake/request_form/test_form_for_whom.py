"""The form asks first for whom, and then only what matters, in words of that person."""

import re

import httpx

from services.intake.requests.model import Relation
from shared.contracts.intake import RequestCreated
from shared.contracts.words import VettingLevel
from tests.support.intake.page_world import PageWorld, begin, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS

ANOTHER = {
    "on_behalf": "yes",
    "asker_name": "Kaisa",
    "asker_phone": "050 1112233",
    "relation": "friend",
    "consent": "yes",
}


async def answer(visitor: httpx.AsyncClient, form: str, **typed: str) -> list[str]:
    """Answer whatever is asked; gives the pages that were shown."""
    slugs, place = [], f"{form}kenelle"
    while not place.endswith("/tarkista"):
        slugs.append(place.rpartition("/")[2])
        answer = await visitor.post(place, data=typed)
        assert answer.status_code == 303, answer.text
        place = answer.headers["location"]
    return slugs


async def test_who_asks_for_another_is_asked_with_words_of_them(
    world: PageWorld, language: str
) -> None:
    typed = FIELDS | ANOTHER | {"phone": "040 1234567"}
    async with world.visitor() as visitor:
        form = await begin(visitor, language)
        slugs = await answer(visitor, form, **typed)
        check = await visitor.get(f"{form}tarkista")
        contact = await visitor.get(f"{form}yhteystiedot")
        done = await send(visitor)

    (request,) = world.store.state.requests.values()
    of_them = {"fi": "Hänen puhelinnumeronsa", "sv": "Personens telefonnummer"}
    assert slugs[:3] == ["kenelle", "pyytaja", "tarve"]
    assert of_them.get(language, "Their phone number") in contact.text
    assert {"050 1112233", "040 1234567", "Kaisa"} <= set(re.findall(r"[\w ]+", check.text))
    assert done.status_code == 200
    assert [point.key for point in request.plea.reach_points[:2]] == ["asker_phone", "phone"]
    assert request.plea.circumstances.relation is Relation.FRIEND


async def test_a_secret_address_is_asked_for_in_plain_words_and_seen_by_no_volunteer(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        form = await begin(visitor)
        where = await visitor.get(f"{form}paikka")
        await answer(visitor, form, **FIELDS | {"address_secret": "yes"})
        check = await visitor.get(f"{form}tarkista")
        await send(visitor)

    created = said(world, RequestCreated)
    assert "Onko osoitteesi salainen turvallisuussyistä (turvakielto)?" in where.text
    assert "Salainen osoite (turvakielto)" in check.text
    assert "Niitä ei anneta vapaaehtoisille" in check.text
    assert (created.volunteer_allowed, created.category, created.postal_code) == (False, None, None)


async def test_a_child_who_asks_alone_sees_first_whom_to_talk_to(world: PageWorld) -> None:
    typed = FIELDS | {"category": "youth_work", "under_18": "yes"}
    async with world.visitor() as visitor:
        form = await begin(visitor)
        slugs = await answer(visitor, form, **typed)
        urgency = await visitor.get(f"{form}kiireellisyys")
        await send(visitor)

    lines = Seen(urgency.text).links
    assert slugs[:4] == ["kenelle", "tarve", "ika", "kiireellisyys"]
    assert "tel:116111" in lines
    assert "Hyvä, että pyydät apua." in urgency.text
    assert not said(world, RequestCreated).volunteer_allowed


async def test_a_child_with_a_grown_up_is_helped_by_who_was_checked(world: PageWorld) -> None:
    typed = FIELDS | ANOTHER | {"category": "outdoor_company", "under_18": "yes"}
    async with world.visitor() as visitor:
        form = await begin(visitor)
        await answer(visitor, form, **typed)
        urgency = await visitor.get(f"{form}kiireellisyys")
        await send(visitor)

    created = said(world, RequestCreated)
    assert "tel:116111" not in Seen(urgency.text).links
    assert (created.volunteer_allowed, created.min_vetting) == (True, VettingLevel.CHECKED)


async def test_nobody_needs_a_phone_or_an_address(world: PageWorld) -> None:
    typed = FIELDS | {"phone": "", "email": "", "ask_at": "Kirjaston tiskiltä kello 12"}
    async with world.visitor() as visitor:
        form = await begin(visitor)
        await answer(visitor, form, **typed)
        check = await visitor.get(f"{form}tarkista")
        await send(visitor)

    assert "Kirjaston tiskiltä kello 12" in check.text
    assert not said(world, RequestCreated).volunteer_allowed


async def test_what_was_not_ticked_is_not_safe(world: PageWorld) -> None:
    contact, typed = "yhteystiedot", FIELDS | {"may_ring": "", "may_write": ""}
    async with world.visitor() as visitor:
        form = await begin(visitor)
        first = await visitor.get(f"{form}{contact}")
        wrong = await visitor.post(f"{form}{contact}", data={"language": "fi", "phone": "1"})
        await answer(visitor, form, **typed)
        again = await visitor.get(f"{form}{contact}")
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert [ticked(page) for page in (first, wrong, again)] == [["may_ring"], [], []]
    assert not request.plea.reach_points[0].may_ring
    assert world.sealed.notices == []


def ticked(page: httpx.Response) -> list[str]:
    """Give which boxes of what is safe are ticked on a page."""
    return re.findall(r'name="(may_\w+)" type="checkbox" value="yes" checked', page.text)


async def test_how_it_is_paid_is_asked_where_something_is_bought(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        form = await begin(visitor)
        slugs = await answer(visitor, form, **FIELDS)
        payment = await visitor.get(f"{form}maksu")
        check = await visitor.get(f"{form}tarkista")
        other = await answer(visitor, form, **FIELDS | {"category": "pet_care"})

    assert "maksu" in slugs
    assert "maksu" not in other
    assert "Auttaja ei ota vastaan rahaa" in payment.text
    assert "Kauppa tai apteekki lähettää laskun" in check.text


def said(world: PageWorld, kind: type[RequestCreated]) -> RequestCreated:
    """Give what was said of the only request."""
    (found,) = [item.data for item in world.store.state.published if isinstance(item.data, kind)]
    return found
