"""Changes of the board reach the pages that somebody looks at, as a stream of events."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from services.intake.board.pages import live
from services.intake.board.use_cases import follow
from services.intake.board.use_cases.follow import BEHIND, FollowBoard
from services.intake.requests.model import RequestId, State
from shared.contracts.words import Category
from shared.web import streams
from shared.web.pages import render
from tests.component.intake.board.test_narrowed_board import fill
from tests.support.intake.board.fakes import FakeBoardReader
from tests.support.intake.board.watching import Stream, Watcher
from tests.support.intake.building import NOW
from tests.support.intake.page_world import PageWorld, ask
from tests.support.intake.requests.building import unmatched
from tests.support.patience import PATIENCE
from tests.support.serving import served


@pytest.fixture
async def watcher(world: PageWorld) -> AsyncIterator[Watcher]:
    async with served(world.app) as origin, world.signed_in() as signed:
        cookies = dict(signed.cookies)
        async with httpx.AsyncClient(base_url=origin, cookies=cookies, trust_env=False) as client:
            yield Watcher(client)


async def test_a_stream_is_not_held_back_and_ends_with_up_to_where_it_told(
    watcher: Watcher,
) -> None:
    async with watcher.watch() as stream:
        told = await stream.next()

    assert stream.answer.headers["content-type"].startswith("text/event-stream")
    assert stream.answer.headers["x-accel-buffering"] == "no"
    assert stream.answer.headers["cache-control"] == "no-store"
    assert told.name == "seen"
    assert told.id


async def test_a_page_that_listens_is_nobody_at_work(world: PageWorld, watcher: Watcher) -> None:
    cookies = world.app.state.session_cookies
    world.app.state.session_cookies = replace(cookies, now=lambda: NOW + timedelta(minutes=5))
    async with watcher.client.stream("GET", "/fi/taulu/virta") as listened:
        await Stream(listened).next()
    page = await watcher.client.get("/fi/taulu")

    assert "set-cookie" not in listened.headers
    assert "set-cookie" in page.headers


async def test_a_database_that_is_away_is_said_before_the_stream_begins(
    world: PageWorld, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(FakeBoardReader, "look", away)
    answer = await watcher.client.get("/fi/taulu/virta")

    assert answer.status_code == 503
    assert world.follow.followers == 0


async def test_who_comes_is_told_as_new_and_what_changes_as_it_is_then(
    world: PageWorld, watcher: Watcher
) -> None:
    async with watcher.watch() as stream:
        await stream.until("seen")
        story = await ask(world)
        await world.follow.tell()
        (came,) = (await stream.until("rows")).rows
        await world.react(unmatched(story.request_id))
        await world.follow.tell()
        (stuck,) = (await stream.until("rows")).rows

    assert came["isNew"] is True
    assert came["id"] == stuck["id"] == str(story.request_id)
    assert f'id="request-{story.request_id}"' in came["html"]
    assert stuck["isNew"] is False
    assert "Kukaan ei sovi tehtävään" in stuck["html"]
    assert "Aino" not in came["html"] + stuck["html"]


async def test_a_line_that_comes_says_its_wait_as_the_others_do_and_leads_back_to_the_same_board(
    world: PageWorld, watcher: Watcher
) -> None:
    world.board.helped[Category.GROCERIES, None] = (20, timedelta(hours=3))
    story = await ask(world)
    world.store.state.now += timedelta(hours=4)
    async with watcher.watch("group=asked&urgency=today") as stream:
        await stream.until("seen")
        await fill(world, 1)
        *_, new = world.store.state.requests.values()
        new.stored = replace(new.stored, created_at=world.store.state.now)
        await world.follow.tell()
        (row,) = (await stream.until("rows")).rows

    assert 'width="4%"' in row["html"], "of the longest, by four hours the older"
    assert "3 tuntia" in row["html"]
    assert row["id"] != str(story.request_id)
    here = f'/fi/taulu/{row["id"]}/kysy?group=asked&amp;urgency=today"'
    assert here in row["html"]


async def test_a_narrowed_board_hears_of_what_comes_into_it_and_of_what_leaves_it(
    world: PageWorld, watcher: Watcher
) -> None:
    async with watcher.watch("group=now") as now, watcher.watch("group=asked") as asked:
        for stream in (now, asked):
            await stream.until("seen")
        story = await ask(world)
        await world.follow.tell()
        first = [(await stream.until("rows")).rows[0] for stream in (now, asked)]
        await world.react(unmatched(story.request_id))
        await world.follow.tell()
        second = [(await stream.until("rows")).rows[0] for stream in (now, asked)]

    assert [(row["html"] is not None, row["isNew"]) for row in first] == [
        (False, False),
        (True, True),
    ]
    assert [(row["html"] is not None, row["isNew"]) for row in second] == [
        (True, True),
        (False, False),
    ]


async def test_who_was_away_is_told_what_was_missed(world: PageWorld, watcher: Watcher) -> None:
    async with watcher.watch() as stream:
        last = await stream.until("seen")
    story = await ask(world)
    async with watcher.watch(**{"Last-Event-ID": last.id}) as stream:
        (row,) = (await stream.until("rows")).rows
        after = await stream.until("seen")
    async with watcher.watch(**{"Last-Event-ID": after.id}) as stream:
        nothing = await stream.next()

    assert (row["id"], row["isNew"]) == (str(story.request_id), True)
    assert nothing.name == "seen"


@pytest.mark.parametrize("said", ["", "x", "1.1:1:", "9.5:3:", "9.1:9:4,3", "9.1:9:99", "9" * 5000])
async def test_who_was_away_too_long_or_says_nonsense_looks_at_the_whole_again(
    watcher: Watcher, said: str
) -> None:
    answer = watcher.client.stream("GET", "/fi/taulu/virta", headers={"Last-Event-ID": said})
    async with answer as opened:
        told = await Stream(opened).next()

    assert told.name == "much"


async def test_many_changes_at_once_are_not_told_line_by_line(
    world: PageWorld, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "MOST", 3)
    async with watcher.watch() as stream:
        await stream.until("seen")
        await fill(world, 4)
        await world.follow.tell()
        told = await stream.next()

    assert told.name == "much"


async def test_a_line_is_written_once_for_all_who_look(
    world: PageWorld, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = list[str]()

    def counting(request: Request, name: str, **context: Any) -> Response:  # noqa: ANN401  # as render
        written.append(name)
        return render(request, name, **context)

    monkeypatch.setattr(live, "render", counting)
    async with watcher.watch() as one, watcher.watch() as other:
        for stream in (one, other):
            await stream.until("seen")
        await ask(world)
        await world.follow.tell()
        rows = [(await stream.until("rows")).rows for stream in (one, other)]

    assert rows[0] == rows[1]
    assert len(written) == 1


async def test_a_stream_ends_with_the_session(
    world: PageWorld, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PING_SECONDS", 0.0)
    world.follow.ping_seconds = 0.05
    async with watcher.watch() as stream:
        await stream.until("seen")
        world.store.state.sessions.clear()
        with pytest.raises(EOFError):
            await asyncio.wait_for(stream.until("end"), PATIENCE)


async def test_a_stream_ends_by_itself_before_a_proxy_cuts_it(
    world: PageWorld, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LASTING_SECONDS", 0.2)
    world.follow.ping_seconds = 0.05
    async with watcher.watch() as stream:
        with pytest.raises(EOFError):
            await asyncio.wait_for(stream.until("end"), PATIENCE)


async def test_an_open_stream_holds_no_stop_up(world: PageWorld) -> None:
    async with world.signed_in() as signed, AsyncExitStack() as stack:
        origin = await stack.enter_async_context(served(world.app))
        async with (
            httpx.AsyncClient(
                base_url=origin, cookies=dict(signed.cookies), trust_env=False
            ) as client,
            client.stream("GET", "/fi/taulu/virta") as answer,
        ):
            stream = Stream(answer)
            await stream.next()
            began = time.monotonic()
            await stack.aclose()
            took = time.monotonic() - began
            with pytest.raises(httpx.RemoteProtocolError):
                await stream.until("end")

    assert took < 2


async def test_nobody_but_a_coordinator_listens(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.get("/fi/taulu/virta")

    assert answer.headers["location"] == "/fi/kirjaudu"


async def test_who_reads_too_slowly_is_let_go_and_nobody_is_asked_while_nobody_looks(
    world: PageWorld,
) -> None:
    board = FollowBoard(world.board, ping_seconds=5)
    await board.tell()
    assert world.board.looks == []
    news = board.follow(await board.mark())
    await anext(news)
    for number in range(BEHIND + 1):
        await fill(world, 1) if not number else None
        async with world.store.begin() as work:
            (request_id,) = world.store.state.requests
            state = (State.OPEN, State.PROPOSED)[number % 2]
            await work.requests.save_standing(RequestId(request_id), number + 2, state, None)
        await board.tell()

    with pytest.raises(StopAsyncIteration):
        await anext(news)
    looks = len(world.board.looks)
    await board.tell()
    assert len(world.board.looks) == looks
