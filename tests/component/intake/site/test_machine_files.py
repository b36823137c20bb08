"""What programs ask every site for."""

import re
import struct
from collections.abc import Mapping

from shared.contracts.words import OFFERED
from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE
from shared.web.permissions import read_permissions
from tests.support.intake.page_world import PageWorld

FILLED = {"token": "abc", "request_id": "1", "place": "tarve", "draft": "1", "step": "tarve"}


async def rules() -> Mapping[str, bool]:
    """Give what robots.txt allows and forbids, by pattern."""
    async with PageWorld().visitor() as visitor:
        text = (await visitor.get("/robots.txt")).text
    lines = [line.split(": ", 1) for line in text.splitlines()]
    assert lines[0] == ["User-agent", "*"]
    return {path: rule == "Allow" for rule, path in lines[1:]}


def may_read(known: Mapping[str, bool], path: str) -> bool:
    """Decide as a search engine does (RFC 9309, 2.2.2): the longest pattern counts."""
    fitting = [
        (len(pattern), allowed)
        for pattern, allowed in known.items()
        if (path == pattern[:-1] if pattern.endswith("$") else path.startswith(pattern))
    ]
    return max(fitting)[1]


async def test_search_engines_read_what_is_for_everybody() -> None:
    known, pages = await rules(), read_addresses(PAGES_FILE)

    for language in OFFERED:
        assert may_read(known, f"/{language}")
        for page in ("privacy", "accessibility", "about_us", "state", "volunteers"):
            assert may_read(known, pages.of(page, language))


async def test_search_engines_leave_every_private_page_and_every_form_alone() -> None:
    known = await rules()
    routes = [
        route.removeprefix("GET ")
        for table in read_permissions().services.values()
        for route in table.routes
        if route.startswith("GET /{language}/")
    ]
    private = [
        path
        for path in routes
        if not re.search(r"/(tietosuoja|saavutettavuus|keita-olemme|tila|vapaaehtoinen)$", path)
    ]

    assert len(private) > 60
    for path in private:
        filled = re.sub(r"\{(\w+)\}", lambda name: FILLED.get(name[1], "1"), path)
        assert not may_read(known, filled.replace("/1/", "/fi/", 1)), path
    assert not may_read(known, "/fi/tietosuoja/muuta")
    assert not may_read(known, "/tila.json")


async def test_a_browser_that_asks_for_a_picture_gets_one() -> None:
    async with PageWorld().visitor() as visitor:
        answer = await visitor.get("/favicon.ico")

    reserved, kind, count = struct.unpack("<HHH", answer.content[:6])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/x-icon")
    assert (reserved, kind, count) == (0, 1, 1)
    assert answer.content[22:26] == b"\x89PNG"
    assert len(answer.content) < 1_000


async def test_monitors_may_ask_by_head() -> None:
    async with PageWorld().visitor() as visitor:
        answers = [await visitor.head(path) for path in ("/fi/tila", "/robots.txt", "/favicon.ico")]

    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"")] * 3
