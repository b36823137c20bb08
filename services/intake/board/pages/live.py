"""What changes on the board, told to the pages that somebody looks at."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from html import escape
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Header, Request, Response
from fastapi.sse import format_sse_event

from services.intake.board.adapters import place_of
from services.intake.board.model import BoardLine, Changed, News, Wanted
from services.intake.board.pages.board import AtBoard, Following, OwnTown
from services.intake.board.rules.news import NEVER_TOLD, arrives, read_since, written
from services.intake.board.rules.usual import UsualWaits, percent, usual_wait
from services.intake.board.rules.wanted import fits, read_wanted, words_of
from services.intake.board.wording import BoardWording
from services.intake.requests.rules.town import Town
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import catalogues_of, render
from shared.web.streams import RETRY_MILLISECONDS, stream, while_allowed

router = APIRouter(include_in_schema=False)

LastEventId = Annotated[str | None, Header(alias="Last-Event-ID")]
_PERCENT: Final = "@percent@"
_KEPT: Final = "@kept@"
"""Stand in a line where each board fills in its own."""
_LONGEST: Final = 10
Words = Callable[[News, BoardLine], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """A board that somebody looks at: which lines it shows, and beside which longest wait."""

    wanted: Wanted
    longest: timedelta
    kept: str
    """What its lines carry along, so that the way back leads to the same board."""

    def fill(self, html: str, line: BoardLine) -> str:
        """Write into a line what differs from board to board."""
        share = percent(line.waiting, self.longest)
        return html.replace(_PERCENT, str(share)).replace(_KEPT, self.kept)


@router.get("/{language}/taulu/virta", dependencies=[IN_ITS_LANGUAGE])
async def follow(
    request: Request,
    at: Following,
    board: AtBoard,
    town: OwnTown,
    last: LastEventId = None,
) -> Response:
    """Tell a page that is looked at which of its lines changed, from where it was told last."""
    said = last or request.query_params.get("since", "")
    since = read_since(said) or NEVER_TOLD
    reader = _reader(request.query_params)
    say = partial(_written, request, town)
    news = at.follow(since)
    first = await anext(news)  # while it can still be said that the database is away

    async def events(news: News) -> bytes:
        return _events(news, reader, partial(say, await board.usual_waits()))

    return stream(request, _told(request, await events(first), news, events))


def _reader(asked: Mapping[str, str]) -> Reader:
    wanted = read_wanted(asked, place_of)
    seconds, words = asked.get("longest", "")[:_LONGEST], words_of(wanted)
    longest = timedelta(seconds=int(seconds) if seconds.isdecimal() else 0)
    return Reader(wanted, longest, escape(f"?{urlencode(words)}") if words else "")


def _written(
    request: Request,
    town: Town,
    usual: UsualWaits,
    news: News,
    line: BoardLine,
) -> str:
    """Write a line as the board does, once for all who read the same language."""
    language = language_of(request)
    key = language, line.id
    if key not in news.rows:
        shown: dict[str, Any] = {
            "line": line,
            "say": BoardWording(catalogues_of(request), language),
            "town": town,
            "usual": usual_wait(usual, line),
            "percent": _PERCENT,
            "kept": _KEPT,
        }
        body = bytes(render(request, "board/row_alone.html", **shown).body)
        news.rows[key] = body.decode()
    return news.rows[key]


async def _told(
    request: Request,
    first: bytes,
    news: AsyncGenerator[News, None],
    events: Callable[[News], Awaitable[bytes]],
) -> AsyncIterator[bytes]:
    """Write what concerns this page, as long as its reader may see it."""
    yield format_sse_event(retry=RETRY_MILLISECONDS) + first
    async with aclosing(while_allowed(request, news)) as allowed:
        async for each in allowed:
            yield await events(each)


def _events(news: News, reader: Reader, words: Words) -> bytes:
    """Say which lines changed; last, up to where all was told, which keeps the line alive too."""
    events = [format_sse_event(event="much", data_str="")] if news.is_much else []
    rows = [_row(news, changed, reader, words) for changed in news.changes]
    if rows:
        events.append(format_sse_event(event="rows", data_str=json.dumps(rows)))
    events.append(format_sse_event(event="seen", data_str="", id=written(news.since)))
    return b"".join(events)


def _row(news: News, changed: Changed, reader: Reader, words: Words) -> Mapping[str, object]:
    line = changed.line
    html = reader.fill(words(news, line), line) if fits(line, reader.wanted) else None
    return {"id": str(line.id), "html": html, "isNew": arrives(changed, reader.wanted)}
