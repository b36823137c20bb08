"""What programs ask every site for: which pages to leave alone, and a picture of it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from shared.web.pages import pages_of

router = APIRouter(include_in_schema=False)

FOR_EVERYBODY: Final = ("privacy", "accessibility", "about_us", "state", "volunteers")
"""What a search engine may show beside the first page; all else is somebody's own, or a form."""
ICON: Final = Path(__file__).parents[1] / "favicon.ico"


@router.get("/robots.txt")
async def robots(request: Request) -> Response:
    """Let search engines read what is for everybody and nothing else."""
    return PlainTextResponse("\n".join(_lines(request)) + "\n")


@router.get("/favicon.ico")
async def icon() -> Response:
    """Give the picture to browsers that do not read the page's own link to one."""
    return Response(_icon(), media_type="image/x-icon")


def _lines(request: Request) -> Iterator[str]:
    yield "User-agent: *"
    yield from ("Allow: /$", "Allow: /assets/", "Allow: /favicon.ico$")
    pages = pages_of(request)
    for language in pages.languages:
        yield f"Allow: /{language}$"
        for page in FOR_EVERYBODY:
            yield f"Allow: {pages.addresses.of(page, language)}$"
    yield "Disallow: /"


@cache
def _icon() -> bytes:
    return ICON.read_bytes()
