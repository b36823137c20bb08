"""What is live, told to the pages that somebody looks at."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import format_sse_event

from services.reporting.picture.pages.shown import Drawing, live_words, wording_of
from services.reporting.picture.use_cases.draw import DrawCharts
from services.reporting.picture.use_cases.follow import FollowPicture, Told
from shared.contracts.words import Language
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import render
from shared.web.streams import RETRY_MILLISECONDS, stream, while_allowed
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

Following = Annotated[FollowPicture, Depends(use_case(FollowPicture))]
_PING = format_sse_event(event="seen", data_str="")


@router.get("/{language}/tilannekuva/virta", dependencies=[IN_ITS_LANGUAGE])
async def follow(request: Request, language: Language, at: Following, draw: Drawing) -> Response:
    """Tell a page that is looked at what is live now, and each time it changes."""
    del language
    told = at.follow()
    first = await anext(told)  # while it can still be said that the database is away
    write = partial(_written, request, draw)
    return stream(request, _events(request, first, told, write))


async def _events(
    request: Request,
    first: Told,
    told: AsyncGenerator[Told, None],
    write: "partial[str]",
) -> AsyncIterator[bytes]:
    """Write what is new; where nothing is, that the line is alive."""
    yield format_sse_event(retry=RETRY_MILLISECONDS) + _event(write(first))
    last = first
    async with aclosing(while_allowed(request, told)) as allowed:
        async for each in allowed:
            yield _PING if each is last else _event(write(each))
            last = each


def _event(html: str) -> bytes:
    return format_sse_event(event="live", data_str=html)


def _written(request: Request, draw: DrawCharts, told: Told) -> str:
    """Write it once for all who read the same language."""
    language = language_of(request)
    if language not in told.written:
        words = live_words(told.live, draw, wording_of(request, language))
        told.written[language] = bytes(render(request, "picture/live.html", **words).body).decode()
    return told.written[language]
