"""What is true of every answer of every service, whatever was asked."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest

from shared.web import pages
from tests.support.all_services import NAMES, address_of, build, routes
from tests.support.serving import browser_of

NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"
EVIL = "https://evil.example"
OF_EACH = ("/health/live", "/openapi.json", pages.asset("icon.svg"), "/fi/nowhere", "/api/nowhere")
NOT_HERE = (
    *("/.git/config", "/.env", "/fi/.git/HEAD", "/assets/.git/config", "/assets/", "/assets"),
    *("/docs/oauth2-redirect", "/redoc", "/assets/../pages.py", "/assets/%2e%2e/pages.py"),
)


def addresses(name: str) -> list[str]:
    return [*{address_of(route) for route in routes(name)}, *OF_EACH]


@pytest.mark.parametrize("name", NAMES)
async def test_no_other_site_may_read_an_answer(name: str) -> None:
    async with browser_of(build(name, NOWHERE)) as client:
        for address in addresses(name):
            answer = await client.get(address, headers={"origin": EVIL})

            assert not [key for key in answer.headers if key.startswith("access-control-")]


@pytest.mark.parametrize("name", NAMES)
async def test_an_answer_says_what_it_is_and_in_which_letters(name: str) -> None:
    async with browser_of(build(name, NOWHERE)) as client:
        for address in addresses(name):
            answer = await client.get(address)
            kind = answer.headers.get("content-type", "")

            assert kind or not answer.content, address
            assert "charset=utf-8" in kind or not kind.startswith("text/"), address


@pytest.mark.parametrize("name", NAMES)
async def test_nobody_is_sent_elsewhere(name: str) -> None:
    async with browser_of(build(name, NOWHERE)) as client:
        for address in addresses(name):
            for asked in (address, f"/{address}", f"{address}?next={EVIL}&return_to={EVIL}"):
                answer = await client.get(asked, headers={"x-forwarded-host": "evil.example"})
                leads = answer.headers.get("location", "/")

                assert leads.startswith("/"), asked
                assert not leads.startswith("//"), asked
                assert urlsplit(leads).netloc == ""


@pytest.mark.parametrize("name", NAMES)
async def test_nothing_is_shown_that_is_no_page(name: str) -> None:
    app = build(name, NOWHERE)
    async with browser_of(app) as client:
        found = [path for path in NOT_HERE if (await client.get(path)).is_success]
        traced = await client.request("TRACE", "/health/live", headers={"x-secret": "k"})

    assert found == []
    assert traced.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "x-secret" not in traced.text
    assert app.debug is False
