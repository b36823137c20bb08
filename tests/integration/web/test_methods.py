"""Every address of every service answers HEAD as GET, and says which methods it takes."""

import httpx
import pytest
from fastapi.routing import APIRoute

from shared.web import pages
from tests.support.all_services import NAMES, address_of, build, routes
from tests.support.fresh_databases import MakeDatabase
from tests.support.serving import browser_of, running

NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"
ICON = pages.asset("icon.svg")
OF_EACH = (
    "/health/live",
    "/metrics",
    "/openapi.json",
    ICON,
    "/assets/gone.css",
    "/fi/nowhere/at/all",
)
VARYING = {"date", "content-length", "set-cookie"}
"""Drawn or counted anew with each answer; where the body is the same its length is looked at."""


def addresses(name: str) -> list[str]:
    return sorted({address_of(route) for route in routes(name)} | set(OF_EACH))


@pytest.mark.parametrize("name", NAMES)
async def test_head_answers_as_get_without_a_body(database: MakeDatabase, name: str) -> None:
    async with running(build(name, (await database(name)).app_dsn)) as client:
        for address in addresses(name):
            got, head = await client.get(address), await client.head(address)

            assert (address, head.status_code) == (address, got.status_code)
            assert head.content == b""
            assert told(head) == told(got)


@pytest.mark.parametrize("name", NAMES)
async def test_what_an_address_does_not_take_is_refused_with_what_it_takes(name: str) -> None:
    async with browser_of(build(name, NOWHERE)) as client:
        for route in routes(name):
            answer = await client.delete(address_of(route))

            assert answer.status_code == 405
            assert methods_of(route) <= set(answer.headers["allow"].split(", "))


async def test_a_page_with_a_form_names_both_of_its_methods() -> None:
    async with browser_of(build("intake", NOWHERE)) as client:
        answer = await client.put("/fi/kirjaudu")

    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert answer.headers["content-language"] == "fi"


async def test_who_only_reads_may_not_write_to_a_file() -> None:
    async with browser_of(build("notify", NOWHERE)) as client:
        answer = await client.post(ICON)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def told(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in VARYING}


def methods_of(route: APIRoute) -> set[str]:
    return set(route.methods or ())
