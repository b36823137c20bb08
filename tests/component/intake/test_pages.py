"""Status page, contact page, sign-in, board and the developers' pages."""

import asyncio
from uuid import uuid4

import httpx
import pytest

from services.intake.requests.model import Closure
from services.intake.staff.model import Staff, StaffId
from shared.contracts.reading import BY_TYPE
from shared.contracts.words import StaffRole
from tests.support.intake.building import MatchStory, unmatched
from tests.support.intake.front import Front, Seen, fill_in, secret_of, send

LANGUAGES = ("fi", "sv", "en")
PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")


@pytest.fixture
def front() -> Front:
    return Front()


async def ask(front: Front) -> MatchStory:
    async with front.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
    (request_id,) = front.store.state.requests
    return MatchStory(request_id)


def link_of(front: Front) -> str:
    return secret_of(front.sealed.notices[0].values["status_url"])


async def assign(front: Front, story: MatchStory) -> None:
    await front.react(story.proposed())
    await front.react(story.matched())
    await front.react(story.access())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_status_page_follows_the_request(front: Front, language: str) -> None:
    story = await ask(front)
    path = f"/{language}/p/{link_of(front)}"
    headings = []
    async with front.visitor() as visitor:
        headings.append(Seen((await visitor.get(path)).text).headings)
        await front.react(story.proposed())
        headings.append(Seen((await visitor.get(path)).text).headings)
        await front.react(story.declined())
        headings.append(Seen((await visitor.get(path)).text).headings)
        await front.react(unmatched(story.request_id, asked=1))
        headings.append(Seen((await visitor.get(path)).text).headings)
        await assign(front, story.again())
        headings.append(Seen((await visitor.get(path)).text).headings)

    assert len({heading for (heading,) in headings}) == 5


async def test_the_code_word_shows_once_there_is_a_helper(front: Front) -> None:
    story = await ask(front)
    path = f"/fi/p/{link_of(front)}"
    async with front.visitor() as visitor:
        before = await visitor.get(path)
        await assign(front, story)
        after = await visitor.get(path)

    ((assignment, _),) = front.store.state.requests[
        next(iter(front.store.state.requests))
    ].assignments
    assert "pk-word" not in before.text
    assert assignment.code_word in after.text


async def test_the_status_page_repeats_nothing_personal(front: Front) -> None:
    story = await ask(front)
    await assign(front, story)
    async with front.visitor() as visitor:
        page = await visitor.get(f"/fi/p/{link_of(front)}")

    for word in PERSONAL:
        assert word not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_request_is_cancelled_by_post_after_a_question(front: Front, language: str) -> None:
    await ask(front)
    path = f"/{language}/p/{link_of(front)}"
    async with front.visitor() as visitor:
        question = await visitor.get(f"{path}/peru")
        (unchanged,) = front.store.state.requests.values()
        assert unchanged.stored.closure is None
        answer = await visitor.post(f"{path}/peru")
        page = await visitor.get(answer.headers["location"])
        again = await visitor.get(f"{path}/peru")

    (request,) = front.store.state.requests.values()
    assert question.status_code == 200
    assert request.stored.closure is Closure.CANCELLED
    assert page.status_code == 200
    assert again.headers["location"] == path
    assert f"/{language}/apua/vaara" in Seen(page.text).links


@pytest.mark.parametrize("rest", ["", "/peru"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_unknown_link_gives_the_phone_line(front: Front, language: str, rest: str) -> None:
    async with front.visitor() as visitor:
        page = await visitor.get(f"/{language}/p/guess{rest}")
        posted = await visitor.post(f"/{language}/p/guess/peru")

    assert page.status_code == posted.status_code == 404
    assert "tel:+358150000000" in Seen(page.text).links


async def test_mail_scanners_leave_the_contact_link_alive(front: Front) -> None:
    await assign(front, await ask(front))
    for _ in range(5):
        async with front.visitor() as scanner:
            answer = await scanner.get("/fi/yhteys/access-token")
            assert answer.status_code == 200
            for word in PERSONAL:
                assert word not in answer.text

    async with front.visitor() as volunteer:
        await volunteer.get("/fi/yhteys/access-token")
        await volunteer.post("/fi/yhteys/access-token")
        page = await volunteer.get("/fi/yhteys/access-token")
    for word in ("Aino", "Porrassalmenkatu", "Maitoa", "040 1234567"):
        assert word in page.text
    assert len(front.store.state.views) == 1


async def test_of_fifty_browsers_at_once_one_sees_the_contact_data(front: Front) -> None:
    await assign(front, await ask(front))
    path = "/fi/yhteys/access-token"
    browsers = [front.visitor() for _ in range(50)]
    await asyncio.gather(*(browser.get(path) for browser in browsers))

    answers = await asyncio.gather(*(browser.post(path) for browser in browsers))
    pages = await asyncio.gather(*(browser.get(path) for browser in browsers))

    assert {answer.status_code for answer in answers} == {303}
    assert sorted(page.status_code for page in pages) == [200] + [410] * 49
    assert sum("Aino" in page.text for page in pages) == 1


async def test_pressing_the_button_many_times_in_one_browser_works(front: Front) -> None:
    await assign(front, await ask(front))
    path = "/fi/yhteys/access-token"
    async with front.visitor() as volunteer:
        await volunteer.get(path)
        await asyncio.gather(*(volunteer.post(path) for _ in range(10)))
        page = await volunteer.get(path)

    assert "Aino" in page.text


async def test_a_browser_without_cookies_uses_nothing_up(front: Front) -> None:
    await assign(front, await ask(front))
    async with front.visitor() as volunteer:
        answer = await volunteer.post("/fi/yhteys/access-token")
        hint = await volunteer.get(answer.headers["location"])

    assert 'role="status"' in hint.text
    assert front.store.state.contact_links.popitem()[1].browser_hash is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_contact_page_says_what_is_so(front: Front, language: str) -> None:
    story = await ask(front)
    path, pages = f"/{language}/yhteys/access-token", dict[str, httpx.Response]()
    async with front.visitor() as volunteer, front.visitor() as stranger:
        pages["unknown"] = await volunteer.get(path)
        await front.react(story.access())
        pages["moment"] = await volunteer.get(path)
        await front.react(story.proposed())
        await front.react(story.matched())
        pages["button"] = await volunteer.get(path)
        await volunteer.post(path)
        pages["contact"] = await volunteer.get(path)
        pages["used"] = await stranger.get(path)
        await front.react(story.completed())
        pages["closed"] = await volunteer.get(path)

    statuses = {name: page.status_code for name, page in pages.items()}
    assert statuses == {
        "unknown": 404,
        "moment": 200,
        "button": 200,
        "contact": 200,
        "used": 410,
        "closed": 410,
    }
    assert len({Seen(page.text).headings[0] for page in pages.values()}) == len(pages)
    assert path in Seen(pages["moment"].text).links
    assert [name for name, page in pages.items() if "Aino" in page.text] == ["contact"]


async def test_an_expired_link_says_so(front: Front) -> None:
    story = await ask(front)
    await assign(front, story)
    link = front.store.state.contact_links.popitem()
    front.store.state.contact_links[link[0]] = link[1]
    front.store.state.now = link[1].expires_at
    async with front.visitor() as volunteer:
        page = await volunteer.get("/fi/yhteys/access-token")
        await volunteer.post("/fi/yhteys/access-token")

    assert page.status_code == 410
    assert link[1].browser_hash is None


def staffed(front: Front, role: StaffRole) -> None:
    front.store.state.staff["kaisa"] = Staff(StaffId(uuid4()), "hash of oikea", role)


async def sign_in(visitor: httpx.AsyncClient, said: str = "oikea") -> httpx.Response:
    return await visitor.post("/fi/kirjaudu", data={"name": "Kaisa", "password": said})


async def test_a_coordinator_signs_in_sees_the_board_and_signs_out(front: Front) -> None:
    story = await ask(front)
    await front.react(unmatched(story.request_id))
    staffed(front, StaffRole.COORDINATOR)
    async with front.visitor() as visitor:
        before = await visitor.get("/fi/taulu")
        answer = await sign_in(visitor)
        board = await visitor.get(answer.headers["location"])
        out = await visitor.post("/fi/kirjaudu/ulos")
        after = await visitor.get("/fi/taulu")

    assert before.headers["location"] == after.headers["location"] == "/fi/kirjaudu"
    assert answer.headers["location"] == "/fi/taulu"
    assert out.status_code == 303
    assert f"/fi/raportit/pyynto/{story.request_id}" in Seen(board.text).links
    assert f"/fi/perustelut/{story.request_id}" in Seen(board.text).links
    assert "Kukaan ei sovi tehtävään" in board.text
    assert "Mikkeli" in board.text
    for word in PERSONAL:
        assert word not in board.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_board_speaks_every_language(front: Front, language: str) -> None:
    story = await ask(front)
    staffed(front, StaffRole.ADMIN)
    async with front.visitor() as visitor:
        await sign_in(visitor)
        waiting = await visitor.get(f"/{language}/taulu")
        await front.react(unmatched(story.request_id))
        stuck = await visitor.get(f"/{language}/taulu")
        await assign(front, story)
        none = await visitor.get(f"/{language}/taulu")

    assert [page.status_code for page in (waiting, stuck, none)] == [200, 200, 200]
    assert "pk-table" not in none.text


async def test_a_reporter_is_led_to_the_reports_and_not_shown_the_board(front: Front) -> None:
    staffed(front, StaffRole.REPORTER)
    async with front.visitor() as visitor:
        answer = await sign_in(visitor)
        board = await visitor.get("/fi/taulu")

    assert answer.headers["location"] == "/fi/raportit"
    assert board.status_code == 403


@pytest.mark.parametrize("name", ["Kaisa", "nobody", "Kai\x00sa", ""])
async def test_a_wrong_sign_in_says_one_thing(front: Front, name: str) -> None:
    staffed(front, StaffRole.COORDINATOR)
    async with front.visitor() as visitor:
        answer = await visitor.post("/fi/kirjaudu", data={"name": name, "password": "väärä"})

    assert answer.status_code == 422
    assert "Käyttäjänimi tai salasana on väärin" in answer.text
    assert "set-cookie" not in answer.headers


async def test_guessing_is_answered_with_a_wait(front: Front) -> None:
    staffed(front, StaffRole.COORDINATOR)
    async with front.visitor() as visitor:
        answers = [await sign_in(visitor, "väärä") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


async def test_signing_out_without_a_session_is_harmless(front: Front) -> None:
    async with front.visitor() as visitor:
        answer = await visitor.post("/sv/kirjaudu/ulos")

    assert answer.headers["location"] == "/sv/kirjaudu"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_developers_find_every_event_and_document(front: Front, language: str) -> None:
    async with front.visitor() as visitor:
        start = await visitor.get("/docs", headers={"Accept-Language": language})
        overview = Seen((await visitor.get(start.headers["location"])).text)
        events = await visitor.get(f"/{language}/docs/events")
        document = (await visitor.get("/docs/asyncapi.json")).json()

    assert {f"/docs/{name}/openapi.json" for name in ("intake", "notify")} <= set(overview.links)
    assert {f"#{event_type}" for event_type in BY_TYPE} <= set(Seen(events.text).links)
    assert "intake.send.request.created" in document["operations"]
    assert "notify.receive.notification.requested" in document["operations"]
