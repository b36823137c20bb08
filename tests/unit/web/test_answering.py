"""What is told when something is wrong, and what is noted of every request."""

import httpx
import pytest
from structlog.testing import capture_logs

from shared.contracts.words import OFFERED, Language
from shared.languages import writing_of
from shared.telemetry import metrics
from shared.telemetry.health import Finding, Status
from shared.web.catalogues import read_catalogues
from tests.support.web.small_service import Browse

LANGUAGES = OFFERED
KEY = {"idempotency-key": "k" * 8}
TOKEN = "a-token-that-opens-something"
WRONG = [("none", 404), ("away", 503), ("broken", 500)]


async def test_what_people_write_is_shown_as_text(client: httpx.AsyncClient) -> None:
    text = (await client.get("/fi/hello")).text

    assert "&lt;img onerror" in text
    assert "<img onerror" not in text


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), WRONG)
async def test_an_error_page_speaks_the_language_and_gives_the_phone_number(
    client: httpx.AsyncClient, language: Language, path: str, status: int
) -> None:
    answer = await client.get(f"/{language}/{path}")

    title = read_catalogues(["kit"]).text(language, f"problem.{status}.title")
    assert answer.status_code == status
    assert f'lang="{writing_of(language).tag}"' in answer.text
    assert f">{title}</h1>" in answer.text
    assert 'href="tel:+358150000000"' in answer.text
    assert "Matti" not in answer.text
    assert answer.text.count("<h1") == 1


async def test_a_path_that_is_nowhere_is_answered_in_the_browsers_language(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/nowhere", headers={"accept-language": "sv"})

    assert answer.status_code == 404
    assert answer.headers["content-language"] == "sv"
    assert 'href="/en" lang="en"' in answer.text


@pytest.mark.parametrize("path", ["/fi/away", "/sv/away", "/en/away", "/api/away"])
async def test_a_database_that_is_away_promises_nothing(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "+358 15 000 0000" in answer.text
    assert not any(
        word in answer.text.lower() for word in ("vastaanotettu", "otettu", "mottagit", "received")
    )


@pytest.mark.parametrize(("path", "status"), [("/api/away", 503), ("/api/none", 404)])
async def test_programs_are_told_in_json(client: httpx.AsyncClient, path: str, status: int) -> None:
    answer = await client.get(path)

    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (status, status)


async def test_a_wrong_body_names_the_field_and_not_its_value(client: httpx.AsyncClient) -> None:
    body = {"text": 12345, "Matti Meikäläinen": "x"}
    answer = await client.post("/api/pleas", json=body, headers=KEY)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {error["field"] for error in answer.json()["errors"]} >= {"text"}
    assert "12345" not in answer.text


async def test_a_write_without_a_key_is_refused_by_its_name(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/pleas", json={"text": "apua"})

    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("key", ["short", "k" * 129, "a key with spaces", "käy" * 3])
async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post(
        "/api/pleas", json={"text": "apua"}, headers={b"idempotency-key": key.encode()}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("path", [f"/fi/p/{TOKEN}", f"/fi/none/{TOKEN}", f"/api/none/{TOKEN}"])
async def test_a_path_is_never_noted_only_its_route(client: httpx.AsyncClient, path: str) -> None:
    with capture_logs() as noted:
        await client.get(f"{path}?token={TOKEN}")

    assert [line["event"] for line in noted] == ["request served"]
    assert TOKEN not in str(noted)
    assert noted[0]["route"] in {"/{language}/p/{token}", "none"}
    assert TOKEN not in metrics.render()[0].decode()


async def test_requests_are_counted_by_route_and_status(client: httpx.AsyncClient) -> None:
    await client.get("/fi/hello")

    figures = (await client.get("/metrics")).text
    assert 'http_requests_total{route="/{language}/hello",status="200"}' in figures


@pytest.mark.parametrize(("status", "code"), [("ok", 200), ("degraded", 200), ("down", 503)])
async def test_readiness_is_a_status_and_its_reasons(
    browse: Browse, status: Status, code: int
) -> None:
    async with browse(finding=Finding(status, {"seconds": 3})) as client:
        answer = await client.get("/health/ready")

    assert answer.status_code == code
    assert answer.json() == {
        "status": status,
        "checks": {"probe": {"status": status, "detail": {"seconds": 3}}},
    }


async def test_life_does_not_depend_on_probes(browse: Browse) -> None:
    async with browse(finding=Finding("down")) as client:
        assert (await client.get("/health/live")).json() == {"status": "ok"}
