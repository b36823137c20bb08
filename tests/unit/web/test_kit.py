"""The page kit around a small application: guards, languages, errors; no servers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel

from shared.contracts.words import Language
from shared.telemetry.health import Finding, Readiness
from shared.web import pages
from shared.web.app import build_app
from shared.web.catalogues import missing_texts, read_catalogues
from shared.web.contact import EmergencyContact, read_contact
from shared.web.dating import spoken_time
from shared.web.guarding import MAX_BODY
from shared.web.idempotency import IdempotencyKey
from shared.web.language import in_language, preferred

KIT = Path(pages.__file__).parent
CONTACT = EmergencyContact("Porukalla", "+358 15 000 0000", "112", date(2026, 11, 25))
LANGUAGES = list(Language)
OWN = {"sec-fetch-site": "same-origin"}


class Plea(BaseModel):
    text: str


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


def router(templates: Path) -> APIRouter:
    routes = APIRouter()
    (templates / "hello.html").write_text(
        '{% extends "page.html" %}{% block title %}Hei{% endblock %}'
        "{% block content %}<h1>{{ name }}</h1>{% endblock %}",
        encoding="utf-8",
    )

    @routes.get("/{language}/hello")
    async def hello(request: Request) -> Response:
        return pages.render(request, "hello.html", name="<img onerror=alert(1)>")

    @routes.post("/{language}/hello")
    async def posted(request: Request) -> Response:
        return Response((await request.body())[:10])

    @routes.post("/api/pleas")
    async def plea(_: Plea, __: IdempotencyKey) -> dict[str, str]:
        return {"reference": "A"}

    @routes.get("/{language}/away")
    async def away() -> Response:
        raise ConnectionRefusedError

    @routes.get("/{language}/broken")
    async def broken() -> Response:
        message = "Matti Meikäläinen"
        raise ValueError(message)

    return routes


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async def fine() -> Finding:
        return Finding("ok")

    app = build_app(
        title="kit",
        lifespan=nothing,
        routers=[router(tmp_path)],
        readiness=Readiness({"fine": fine}).report,
        pages=pages.open_pages(templates=[tmp_path], locales=[], contact=CONTACT),
        secure=False,
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://kit.test") as client:
        yield client


PATHS = [
    *("/fi/hello", "/fi/away", "/fi/broken", "/fi/none", "/health/ready", "/metrics"),
    *(pages.asset("icon.svg"), "/assets/of-an-older-deployment.css"),
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_security_headers(
    client: httpx.AsyncClient, path: str
) -> None:
    headers = (await client.get(path)).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert ("immutable" if "icon" in path else "no-store") in headers["cache-control"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://kit.test"}, 200),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({"referer": "http://kit.test/fi/hello"}, 200),
        ({"referer": "http://evil.test/fi/hello"}, 403),
        ({"origin": "http://evil.test", "referer": "http://kit.test/"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://kit.test"}, 403),
    ],
)
async def test_a_form_of_another_site_is_refused(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    assert (await client.post("/fi/hello", content=b"a=b", headers=headers)).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"sec-fetch-site": "cross-site"}, 403), ({"origin": "http://evil.test"}, 403)],
)
async def test_the_api_is_open_to_programs_and_not_to_pages_of_other_sites(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await client.post(
        "/api/pleas", json={"text": "apua"}, headers={"idempotency-key": "k" * 8, **headers}
    )

    assert answer.status_code == status


async def test_a_body_at_the_limit_passes_and_one_byte_more_does_not(
    client: httpx.AsyncClient,
) -> None:
    fits = await client.post("/fi/hello", content=b"x" * MAX_BODY, headers=OWN)
    too_long = await client.post("/fi/hello", content=b"x" * (MAX_BODY + 1), headers=OWN)

    assert (fits.status_code, too_long.status_code) == (200, 413)


async def test_a_body_that_does_not_say_its_length_is_limited_too(
    client: httpx.AsyncClient,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    answer = await client.post("/fi/hello", content=endless(), headers=OWN)

    assert answer.status_code == 413


async def test_what_people_write_is_shown_as_text(client: httpx.AsyncClient) -> None:
    text = (await client.get("/fi/hello")).text

    assert "&lt;img onerror" in text
    assert "<img" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), [("none", 404), ("away", 503), ("broken", 500)])
async def test_an_error_page_speaks_the_language_and_gives_the_phone_number(
    client: httpx.AsyncClient, language: Language, path: str, status: int
) -> None:
    answer = await client.get(f"/{language}/{path}")

    title = read_catalogues([KIT / "locales"]).text(language, f"problem.{status}.title")
    assert answer.status_code == status
    assert f'lang="{language}"' in answer.text
    assert f">{title}</h1>" in answer.text
    assert 'href="tel:+358150000000"' in answer.text
    assert "Matti" not in answer.text
    assert answer.text.count("<h1") == 1


async def test_a_database_that_is_away_says_when_to_come_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/fi/away")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "vastaanotettu" not in answer.text.lower()


async def test_a_wrong_body_names_the_field_and_not_its_value(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/pleas", json={"text": 12345}, headers={"idempotency-key": "k" * 8}
    )

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == ["text"]
    assert "12345" not in answer.text


async def test_a_write_without_a_key_is_refused_by_its_name(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/pleas", json={"text": "apua"})

    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


async def test_the_language_links_lead_to_the_same_page(client: httpx.AsyncClient) -> None:
    text = (await client.get("/sv/hello")).text

    assert '<a href="/fi/hello" lang="fi" hreflang="fi" rel="alternate">Suomi</a>' in text
    assert '<span aria-current="true" lang="sv">Svenska</span>' in text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.8", "sv"),
        ("de, en;q=0.3, fi;q=0.4", "fi"),
        ("", "fi"),
        ("xx;q=a,;;;,en", "en"),
    ],
)
def test_the_browsers_wish_is_followed_where_it_can_be(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(
    ("path", "other"), [("/", "/en"), ("/fi", "/en"), ("/fi/apua/x", "/en/apua/x"), ("/a", "/en/a")]
)
def test_a_path_changes_its_language(path: str, other: str) -> None:
    assert in_language(path, Language.ENGLISH) == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_is_complete_in_every_language(language: Language) -> None:
    assert missing_texts(KIT / "locales", language) == []


def test_a_language_with_a_gap_is_found(tmp_path: Path) -> None:
    for language, text in (("fi", "Kyllä"), ("sv", ""), ("en", "Yes")):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(f'msgid "yes"\nmsgstr "{text}"\n', encoding="utf-8")

    assert missing_texts(tmp_path, Language.SWEDISH) == ["yes"]


def test_times_are_those_of_helsinki_in_summer_and_winter() -> None:
    winter = datetime(2026, 11, 25, 7, 5, tzinfo=UTC)
    summer = datetime(2026, 7, 1, 7, 5, tzinfo=UTC)

    assert spoken_time(winter, Language.FINNISH) == "25.11.2026 klo 9.05"
    assert spoken_time(summer, Language.SWEDISH) == "1.7.2026 kl. 10.05"
    assert spoken_time(winter, Language.ENGLISH) == "25 November 2026 at 09:05"


def test_the_committed_contact_file_can_be_read() -> None:
    contact = read_contact(KIT.parents[1] / "deploy" / "contact.toml")

    assert contact.emergency_phone == "112"
    assert contact.network_tel.startswith("+358")
