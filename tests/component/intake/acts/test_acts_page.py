"""The coordinator's page of one request."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from services.intake.requests.model import Closure
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, ask_once, link_of, staffed
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.seen import Seen
from tests.support.intake.state import FakeRequest


@pytest.fixture
async def story(world: PageWorld) -> MatchStory:
    return await ask(staffed(world, StaffRole.COORDINATOR))


@pytest.fixture
async def kaisa(world: PageWorld, story: MatchStory) -> AsyncIterator[httpx.AsyncClient]:
    del story  # somebody asked before she came
    async with world.signed_in() as visitor:
        yield visitor


def own(story: MatchStory, language: str = "fi") -> str:
    return f"/{language}/taulu/{story.request_id}/toimet"


def only_one(world: PageWorld) -> FakeRequest:
    (found,) = world.store.state.requests.values()
    return found


async def seen_by(visitor: httpx.AsyncClient, story: MatchStory) -> str:
    return Seen((await visitor.get(own(story))).text).values["seen"]


async def test_a_request_is_closed_and_opened_again_by_forms_alone(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient, language: str
) -> None:
    path = own(story, language)
    before = Seen((await kaisa.get(path)).text)
    typed = {"reason": "no_contact", "seen": before.values["seen"]}
    closed = await kaisa.post(f"{path}/paata", data=typed)
    page = await kaisa.get(closed.headers["location"])
    stored = only_one(world).stored
    typed = {"reason": "by_mistake", "seen": Seen(page.text).values["seen"]}
    opened = await kaisa.post(f"{path}/avaa", data=typed)

    assert stored.closure is Closure.NO_CONTACT
    assert 'role="status"' in page.text
    assert f"{path}/muuta" not in page.text
    assert (closed.status_code, opened.status_code) == (303, 303)
    assert only_one(world).stored.closure is None
    assert path in Seen((await kaisa.get(f"/{language}/taulu")).text).links


async def test_whoever_comes_second_sees_who_was_first_and_keeps_what_they_typed(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    seen = await seen_by(kaisa, story)
    first = {"reason": "asker_said", "seen": seen, "urgency": "no_hurry"}
    await kaisa.post(f"{own(story)}/muuta", data=first)
    second = first | {"urgency": "within_a_week", "postal_code": "50170"}
    answer = await kaisa.post(f"{own(story)}/muuta", data=second)

    shown = Seen(answer.text)
    assert answer.status_code == 422
    assert "Kaisa" in answer.text.partition("Viimeksi:")[2]
    assert (shown.values["postal_code"], shown.values["seen"] != seen) == ("50170", True)
    again = await kaisa.post(f"{own(story)}/muuta", data=second | {"seen": shown.values["seen"]})
    assert again.status_code == 303
    assert only_one(world).plea.postal_code == "50170"


async def test_a_press_without_a_reason_is_pointed_at_its_field(
    story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    typed = {"seen": await seen_by(kaisa, story)}
    answer = await kaisa.post(f"{own(story)}/paata", data=typed)

    assert answer.status_code == 422
    assert 'href="#reason-closed"' in answer.text
    assert 'id="reason-closed-error"' in answer.text


async def test_the_age_is_asked_where_a_new_need_wants_it(
    story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    typed = {"seen": await seen_by(kaisa, story), "reason": "asker_said"}
    typed |= {"category": "exercise"}
    asked = await kaisa.post(f"{own(story)}/muuta", data=typed)
    kept = await kaisa.post(f"{own(story)}/muuta", data=typed | {"under_18": "no"})

    assert (asked.status_code, kept.status_code) == (422, 303)
    assert 'href="#under_18"' in asked.text


async def test_how_it_is_paid_is_asked_where_a_new_need_wants_it(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    said = {"reason": "asker_said"}
    former = said | {"category": "pet_care", "seen": await seen_by(kaisa, story)}
    await kaisa.post(f"{own(story)}/muuta", data=former)
    typed = said | {"category": "groceries", "seen": await seen_by(kaisa, story)}
    asked = await kaisa.post(f"{own(story)}/muuta", data=typed)
    kept = await kaisa.post(f"{own(story)}/muuta", data=typed | {"payment": "shop_bills"})

    assert (asked.status_code, kept.status_code) == (422, 303)
    assert 'href="#payment"' in asked.text
    assert '<option value="shop_bills">' in asked.text
    assert only_one(world).plea.circumstances.payment == "shop_bills"


async def test_a_note_is_shown_and_struck_through(
    story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    text = "<b>Ovi</b> sivulta"
    await kaisa.post(f"{own(story)}/muistio", data={"act_note": text})
    empty = await kaisa.post(f"{own(story)}/muistio", data={"act_note": " "})
    shown = await kaisa.get(own(story))
    typed = {"seen": Seen(shown.text).values["seen"], "reason": "outdated"}
    bare = await kaisa.post(f"{own(story)}/muistio/1", data=typed | {"reason": ""})
    await kaisa.post(f"{own(story)}/muistio/1", data=typed)
    struck = await kaisa.get(own(story))

    assert (empty.status_code, bare.status_code) == (422, 422)
    assert "&lt;b&gt;Ovi&lt;/b&gt; sivulta</span>" in shown.text
    assert "&lt;b&gt;Ovi&lt;/b&gt; sivulta</s>" in struck.text


async def test_links_to_other_languages_lead_to_the_page_and_an_unknown_request_to_none(
    story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    led = await kaisa.get(f"{own(story, 'sv')}/paata")
    nowhere = f"/fi/taulu/{story.match_id}/toimet"
    unknown = [await kaisa.get(nowhere), await kaisa.post(f"{nowhere}/paata", data={})]

    assert led.headers["location"] == own(story, "sv")
    assert [each.status_code for each in unknown] == [404, 404]


async def test_before_two_are_merged_it_is_shown_what_the_other_one_is(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    await ask_once(world)
    _, second = world.store.state.requests.values()
    typed = {"reason": "duplicate", "seen": await seen_by(kaisa, story)}
    page = await kaisa.post(
        f"{own(story)}/yhdista", data=typed | {"other": second.stored.reference}
    )

    line = page.text.partition('id="seen-other"')[2].partition("</p>")[0]
    assert (page.status_code, 'href="#other"' in page.text) == (422, True)
    assert (second.stored.reference in line, line.count(" · ")) == (True, 3)
    assert "Ruokakaupassa käynti" in line
    assert "Mikkeli" in line
    assert second.stored.closure is None


async def test_two_are_merged_and_made_two_again_by_forms_alone(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient, language: str
) -> None:
    await ask_once(world, email="toinen@example.org", phone="+358409999999")
    first, second = world.store.state.requests.values()
    path, typed = own(story, language), {"reason": "duplicate", "seen": await seen_by(kaisa, story)}
    typed |= {"other": second.stored.reference}
    unknown = await kaisa.post(f"{path}/yhdista", data=typed | {"other": "K7"})
    asked = await kaisa.post(f"{path}/yhdista", data=typed)
    seen = Seen(asked.text).values["seen_other"]
    sure = typed | {"is_same": "yes", "seen_other": seen}
    done = await kaisa.post(f"{path}/yhdista", data=sure)
    gone = MatchStory(second.stored.id)
    page = await kaisa.get(own(gone, language))
    back = {"reason": "by_mistake", "seen": Seen(page.text).values["seen"]}
    undone = await kaisa.post(f"{own(gone, language)}/erota", data=back)

    assert [each.status_code for each in (unknown, asked, done, undone)] == [422, 422, 303, 303]
    assert 'href="#other"' in unknown.text
    assert ('href="#is_same"' in asked.text, 'name="is_same"' in asked.text) == (True, True)
    assert first.stored.reference in page.text
    assert second.stored.closure is None


async def test_a_part_is_split_off_and_named_on_the_page_of_who_asked(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient, language: str
) -> None:
    link = f"/{language}/p/{link_of(world)}"
    await kaisa.post(f"{link}/korjaa", data={"category": ["groceries", "pharmacy"]})
    typed = {"reason": "own_helpers", "seen": await seen_by(kaisa, story), "part": "pharmacy"}
    nothing = await kaisa.post(f"{own(story, language)}/jaa", data=typed | {"part": ""})
    done = await kaisa.post(f"{own(story, language)}/jaa", data=typed)

    _, part = world.store.state.requests.values()
    assert (nothing.status_code, done.status_code) == (422, 303)
    assert 'href="#part"' in nothing.text
    assert part.stored.reference in (await kaisa.get(link)).text


@pytest.fixture
async def pair(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient
) -> tuple[FakeRequest, FakeRequest]:
    await ask_once(world, email="toinen@example.org")
    first, second = world.store.state.requests.values()
    typed = {"reason": "same_person", "seen": await seen_by(kaisa, story)}
    await kaisa.post(f"{own(story)}/kytke", data=typed | {"beside": second.stored.reference})
    return first, second


async def test_two_are_linked_by_forms_alone_and_one_with_the_same_number_is_offered(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient, language: str
) -> None:
    await ask_once(world, email="toinen@example.org")
    _, second = world.store.state.requests.values()
    path, typed = own(story, language), {"reason": "same_person", "raise": "yes"}
    offered = Seen((await kaisa.get(path)).text).values
    typed |= {"beside": offered["beside"], "seen": offered["seen"]}
    unknown = await kaisa.post(f"{path}/kytke", data=typed | {"beside": "K7"})
    bare = await kaisa.post(f"{path}/kytke", data=typed | {"reason": ""})
    done = await kaisa.post(f"{path}/kytke", data=typed)
    shown = Seen((await kaisa.get(path)).text)

    assert offered["beside"] == second.stored.reference
    assert [each.status_code for each in (unknown, bare, done)] == [422, 422, 303]
    assert ('href="#beside"' in unknown.text, 'href="#reason-linked"' in bare.text) == (True, True)
    assert own(MatchStory(second.stored.id), language) in shown.links


async def test_board_and_page_of_each_lead_to_the_other(
    kaisa: httpx.AsyncClient, pair: tuple[FakeRequest, FakeRequest], language: str
) -> None:
    first, second = pair
    for one, other in ((first, second), (second, first)):
        told = await kaisa.get(f"/{language}/ops/pyynto/{one.stored.id}")
        assert f"/{language}/ops/pyynto/{other.stored.id}" in Seen(told.text).links
    board = (await kaisa.get(f"/{language}/taulu")).text
    assert board.count(f'/{language}/ops/pyynto/{first.stored.id}"') == 2
    assert board.count(f'/{language}/ops/pyynto/{second.stored.id}"') == 2


async def test_a_link_is_undone_with_a_reason(
    world: PageWorld,
    story: MatchStory,
    kaisa: httpx.AsyncClient,
    pair: tuple[FakeRequest, FakeRequest],
) -> None:
    typed = {"seen": await seen_by(kaisa, story), "beside": pair[1].stored.reference}
    unsaid = await kaisa.post(f"{own(story)}/pura", data=typed)
    undone = await kaisa.post(f"{own(story)}/pura", data=typed | {"reason": "by_mistake"})

    assert (unsaid.status_code, undone.status_code) == (422, 303)
    assert world.store.state.linked == set()


@pytest.mark.usefixtures("pair")
async def test_who_closes_one_is_offered_to_close_the_other_too(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    page = (await kaisa.get(own(story))).text
    (also,) = re.findall(r'name="also" type="checkbox" value="([^"]+)"', page)
    typed = {"reason": "no_contact", "seen": Seen(page).values["seen"], "also": also}
    closed = await kaisa.post(f"{own(story)}/paata", data=typed)

    assert closed.status_code == 303
    ends = [each.stored.closure for each in world.store.state.requests.values()]
    assert ends == [Closure.NO_CONTACT] * 2


async def test_what_is_no_other_request_is_not_closed_with_it(
    world: PageWorld, story: MatchStory, kaisa: httpx.AsyncClient
) -> None:
    typed = {"reason": "no_contact", "seen": await seen_by(kaisa, story)}
    odd = await kaisa.post(f"{own(story)}/paata", data=typed | {"also": f"{story.match_id}~1"})
    done = await kaisa.post(f"{own(story)}/paata", data=typed | {"also": "K7~1"})

    assert (odd.status_code, done.status_code) == (422, 303)
    assert only_one(world).stored.closure is Closure.NO_CONTACT
