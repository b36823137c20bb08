"""What changes on the board, told to the pages that somebody looks at."""

import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.sse import format_sse_event

from services.intake.board.adapters import place_of
from services.intake.board.model import BoardLine, Changed, News, Wanted
from services.intake.board.rules.news import NEVER_TOLD, arrives, read_since, written
from services.intake.board.rules.wanted import fits, read_wanted
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.wording import BoardWording
from services.intake.requests.rules.town import Town
from shared.contracts.words import Language
from shared.web.pages import catalogues_of, render
from shared.web.streams import LASTING_SECONDS, PING_SECONDS, is_signed_in, stream
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

Following = Annotated[FollowBoard, Depends(use_case(FollowBoard))]
OwnTown = Annotated[Town, Depends(use_case(Town))]
LastEventId = Annotated[str | None, Header(alias="Last-Event-ID")]
_RETRY_MILLISECONDS: Final = 1000
Words = Callable[[News, BoardLine], str]


@router.get("/{language}/taulu/virta")
async def follow(
    request: Request, language: Language, at: Following, town: OwnTown, last: LastEventId = None
) -> Response:
    """Tell a page that is looked at which of its lines changed, from where it was told last."""
    said = last or request.query_params.get("since", "")
    since = read_since(said) or NEVER_TOLD
    wanted = read_wanted(request.query_params, place_of)
    words = partial(_written, request, language, town)
    news = at.follow(since)
    first = await anext(news)  # while it can still be said that the database is away
    return stream(request, _told(request, first, news, wanted, words))


def _written(request: Request, language: Language, town: Town, news: News, line: BoardLine) -> str:
    """Write a line as the board does, once for all who read the same language."""
    key = language, line.id
    if key not in news.rows:
        shown: dict[str, Any] = {
            "line": line,
            "say": BoardWording(catalogues_of(request), language),
            "town": town,
        }
        body = bytes(render(request, "board/row_alone.html", **shown).body)
        news.rows[key] = body.decode()
    return news.rows[key]


async def _told(
    request: Request, first: News, news: AsyncGenerator[News, None], wanted: Wanted, words: Words
) -> AsyncIterator[bytes]:
    """Write what concerns this page, as long as its reader may see it."""
    began = checked = time.monotonic()
    async with aclosing(news) as coming:
        yield format_sse_event(retry=_RETRY_MILLISECONDS) + _events(first, wanted, words)
        async for each in coming:
            now = time.monotonic()
            if now - began > LASTING_SECONDS:
                return
            if now - checked >= PING_SECONDS:
                if not await is_signed_in(request):
                    return
                checked = now
            yield _events(each, wanted, words)


def _events(news: News, wanted: Wanted, words: Words) -> bytes:
    """Say which lines changed; last, up to where all was told, which keeps the line alive too."""
    events = [format_sse_event(event="much", data_str="")] if news.is_much else []
    rows = [_row(news, changed, wanted, words) for changed in news.changes]
    if rows:
        events.append(format_sse_event(event="rows", data_str=json.dumps(rows)))
    events.append(format_sse_event(event="seen", data_str="", id=written(news.since)))
    return b"".join(events)


def _row(news: News, changed: Changed, wanted: Wanted, words: Words) -> Mapping[str, object]:
    line = changed.line
    html = words(news, line) if fits(line, wanted) else None
    return {"id": str(line.id), "html": html, "isNew": arrives(changed, wanted)}
