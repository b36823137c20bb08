"""What `POST /api/requests` refuses, by the names of fields and in the caller's language."""

from enum import StrEnum

import pytest

from shared.contracts.words import Category, Urgency
from tests.support.intake.page_world import PageWorld
from tests.support.intake.submissions.api import ANOTHER, BODY, KEY


@pytest.mark.parametrize(
    ("bent", "field"),
    [
        ({"postal_code": "12345"}, "postal_code"),
        ({"postal_code": "x"}, "postal_code"),
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"category": "gold"}, "category"),
        ({"urgency": None}, "urgency"),
        ({"language": "xx"}, "language"),
        ({"channel": "phone"}, "channel"),
        ({"email": "aino"}, "email"),
        ({"text": "a" * 5001}, "text"),
        ({"text": "hetu 131052-308T"}, "text"),
        ({"area_note": "FI21 1234 5600 0007 85"}, "area_note"),
        ({"hetu": "131052-308T"}, "hetu"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_stored(
    world: PageWorld, bent: dict[str, object], field: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)
        check = await client.post("/api/requests/check", json=BODY | bent)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert all(error["message"] for error in answer.json()["errors"])
    assert answer.headers["content-type"] == "application/problem+json"
    assert check.status_code == 422
    assert world.store.state.requests == {}
    assert "131052" not in answer.text


@pytest.mark.parametrize(
    ("bent", "code", "message"),
    [
        ({"category": "gold"}, "enum", "Valitse jokin vaihtoehdoista"),
        ({"urgency": None}, "enum", "Valitse jokin vaihtoehdoista"),
        ({"channel": "phone"}, "literal_error", "Tuntematon kanava"),
        ({"also": ["gold"]}, "enum", "Valitse jokin vaihtoehdoista"),
        ({"also": ["pharmacy"] * 4}, "too_long", "Valitse enintään neljä"),
        ({"hetu": "131052-308T"}, "extra_forbidden", "Tällaista kenttää ei ole"),
        ({"sign_in": "x"}, "extra_forbidden", "Tällaista kenttää ei ole"),
        ({"street": 7}, "string_type", "Tätä ei voi ottaa vastaan tällaisena"),
        ({"text": "a" * 5001}, "long", "Nyt merkkejä on 5\u00a0001, eli 1 liikaa"),
        ({"first_name": "a" * 1200}, "string_too_long", "Nyt merkkejä on 1\u00a0200, eli 1\u00a0"),
    ],
)
async def test_what_is_wrong_is_said_in_finnish_where_no_language_is_asked_for(
    world: PageWorld, bent: dict[str, object], code: str, message: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    (error,) = answer.json()["errors"]
    assert error["code"] == code
    assert message in error["message"]


@pytest.mark.parametrize(
    ("bent", "field", "codes"),
    [({"urgency": "gold"}, "urgency", Urgency), ({"also": ["gold"]}, "also.0", Category)],
)
async def test_an_unknown_code_is_answered_with_those_that_can_be_taken(
    world: PageWorld, bent: dict[str, object], field: str, codes: type[StrEnum]
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"], error["allowed"]) == (field, "enum", [*codes])


@pytest.mark.parametrize(
    ("asked_for", "message"),
    [
        ("sv-FI, en;q=0.5", "Välj ett av alternativen"),
        ("en", "Choose one of the options"),
        ("xx", "Valitse jokin vaihtoehdoista"),
    ],
)
async def test_an_unknown_code_is_answered_in_the_callers_language(
    world: PageWorld, asked_for: str, message: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post(
            "/api/requests",
            json=BODY | {"urgency": "gold"},
            headers=KEY | {"Accept-Language": asked_for},
        )

    assert [error["message"] for error in answer.json()["errors"]] == [message]


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "short"}])
async def test_a_key_is_asked_for(world: PageWorld, headers: dict[str, str]) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY, headers=headers)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["Idempotency-Key"]


@pytest.mark.parametrize(
    ("bent", "code"),
    [
        ({"phone": "0700 123456"}, "service"),
        ({"phone": "+1 900 555 1234", "phone_is_abroad": True}, "service"),
        ({"phone": "0800-HELPME"}, "invalid"),
        ({"phone": "0401234567;ext=99"}, "extension"),
        ({"phone": "015 1941, alanumero 12"}, "extension"),
        ({"phone": "tel:040-1234567;phone-context=+1"}, "invalid"),
        ({"phone": "+46 70 123 45 67"}, "abroad"),
        ({"phone": "+46 70 123 45 67", "phone_is_abroad": True}, None),
        ({"email": "root@localhost.localdomain"}, "invalid"),
        ({"email": "a%0d%0aBcc:x@b.fi"}, "invalid"),
        ({"email": "a" * 65 + "@example.org"}, "invalid"),
        ({"email": "a@example.org,b@example.org"}, "invalid"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "invalid"),
        ({"email": "\u200bmailto:a@example.org,"}, None),
    ],
)
async def test_what_nobody_can_be_reached_by_is_named(
    world: PageWorld, bent: dict[str, object], code: str | None
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | bent, headers=KEY)

    if code is None:
        assert answer.status_code == 201
    else:
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["field"], error["code"]) == (422, next(iter(bent)), code)


@pytest.mark.parametrize(
    ("bent", "field", "code"),
    [
        ({"consent": False}, "consent", "missing"),
        ({"relation": None}, "relation", "missing"),
        ({"asker_phone": "0700 123456"}, "asker_phone", "service"),
        ({"asker_phone": "015 1941 x12"}, "asker_phone", "extension"),
    ],
)
async def test_of_who_asks_for_another_it_is_said_what_is_missing(
    world: PageWorld, bent: dict[str, object], field: str, code: str
) -> None:
    async with world.visitor() as client:
        answer = await client.post("/api/requests", json=BODY | ANOTHER | bent, headers=KEY)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"], error["code"]) == (422, field, code)


async def test_a_code_is_refused_in_words_and_not_repeated(world: PageWorld) -> None:
    async with world.visitor() as client:
        answer = await client.post(
            "/api/requests", json=BODY | {"text": "hetu 131052-308T"}, headers=KEY
        )

    assert "Poista henkilötunnus" in answer.text
    assert "131052" not in answer.text
