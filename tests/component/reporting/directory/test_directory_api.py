"""`/api/hsds` is valid by the schemas of HSDS 3.0, and tells only what organisations publish."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest

from services.reporting.directory.adapters import read_terms
from services.reporting.directory.wording import ATTRIBUTION
from shared.contracts.partner_words import OrganisationKind
from shared.network_file import LineError
from tests.support.reporting.building import named
from tests.support.reporting.directory import building
from tests.support.reporting.directory.building import PHONE, listed, organisation
from tests.support.reporting.page import PageWorld
from tests.support.reporting.partners import partner_story
from tests.support.reporting.stories import record

SCHEMAS = Path(building.__file__).with_name("schemas")
HERE = "/api/hsds"
NOBODY = UUID(int=404)


@cache
def schema(name: str, part: str = "") -> jsonschema_rs.Validator:
    """Give the validator of a schema, or of a part that it defines."""
    read = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    if part:
        read = {"$ref": f"#/definitions/{part}", "definitions": read["definitions"]}
    return jsonschema_rs.Draft202012Validator(read, validate_formats=True)


def wrong(said: object, name: str, part: str = "") -> list[str]:
    return [
        f"{each.instance_path}: {each.message}" for each in schema(name, part).iter_errors(said)
    ]


async def world_of(*names: str) -> PageWorld:
    world = PageWorld()
    for name in names:
        await record(world.store, *organisation(name))
    return world


async def asked(world: PageWorld, path: str, language: str = "fi") -> dict[str, Any]:
    async with world.browser(None) as client:
        answer = await client.get(HERE + path, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    said: dict[str, Any] = answer.json()
    return said


async def test_what_it_is_and_under_which_terms_is_said_first() -> None:
    said = await asked(PageWorld(), "")

    assert said["version"] == "3.0"
    assert said["openapi_url"] == "http://localhost/docs/reporting/openapi.json"
    assert said["licence"] == read_terms().licence
    assert said["attribution"] == ATTRIBUTION


@pytest.mark.parametrize(
    ("path", "listing", "whole", "part"),
    [
        ("/services", "service_list", "service_with_definitions", ""),
        ("/organizations", "organization_list", "service_with_definitions", "organization"),
        (
            "/service_at_locations",
            "service_at_location_list",
            "service_with_definitions",
            "service_at_location",
        ),
    ],
)
async def test_lists_and_single_things_are_valid(
    path: str, listing: str, whole: str, part: str
) -> None:
    world = await world_of("one", "two")

    page = await asked(world, path)
    first = await asked(world, f"{path}/{page['contents'][0]['id']}")

    assert page["contents"]
    assert [wrong(each, listing) for each in page["contents"]] == [[]] * page["size"]
    assert wrong(first, whole, part) == []
    assert wrong({"id": "nonsense"}, listing) != []


async def test_a_service_tells_when_where_and_in_which_languages() -> None:
    world = await world_of("one")
    page = await asked(world, "/services")

    (food,) = [each for each in page["contents"] if each["name"] == "Ruoka ja tarvikkeet"]
    whole = await asked(world, f"/services/{food['id']}", "sv")

    assert whole["phones"][0]["number"] == PHONE
    assert [
        (each["byday"], each["opens_at"], each["closes_at"]) for each in whole["schedules"]
    ] == [
        ("MO", "09:00", "15:00"),
        ("SU", "00:00", "23:59"),
    ]
    assert [each["name"] for each in whole["service_areas"]] == ["S:t Michel", "Juva"]
    assert [each["code"] for each in whole["languages"]] == ["fi", "sv"]
    assert whole["attributes"][0]["taxonomy_term"]["code"] == "food"
    assert whole["organization"]["name"] == "one ry"


async def test_lists_are_paged_searched_and_narrowed() -> None:
    world = await world_of("one", "two", "three")

    second = await asked(world, "/organizations?per_page=2&page=2")
    beyond = await asked(world, "/organizations?per_page=2&page=9")
    found = await asked(world, "/services?search=TWO")
    of_one = await asked(world, f"/services?organization_id={named('one')}")
    late = await asked(world, "/services?modified_after=2099-01-01T00:00:00")

    head = {name: value for name, value in second.items() if name != "contents"}
    assert head == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }
    assert [each["name"] for each in second["contents"]] == ["two ry"]
    assert (beyond["empty"], beyond["size"], beyond["last_page"]) == (True, 0, True)
    assert {each["organization"]["name"] for each in found["contents"]} == {"two ry"}
    assert {each["organization_id"] for each in of_one["contents"]} == {str(named("one"))}
    assert late["contents"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/services/{NOBODY}", 404),
        (f"/organizations/{NOBODY}", 404),
        ("/services/nonsense", 422),
        ("/services?per_page=100000", 422),
        ("/services?modified_after=eilen", 422),
    ],
)
async def test_what_is_not_there_or_cannot_be_read_is_a_problem_document(
    path: str, status: int
) -> None:
    async with PageWorld().browser(None) as client:
        answer = await client.get(HERE + path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_whose_name_may_be_a_persons_own_stands_in_no_directory() -> None:
    world = await world_of("one")
    for kind in (OrganisationKind.SOLE_TRADER, OrganisationKind.SUPPLIER):
        await record(world.store, *partner_story(kind)[:1], listed(kind, kind))

    page = await asked(world, "/organizations")

    assert [each["name"] for each in page["contents"]] == ["one ry"]


async def test_a_resting_organisation_is_closed_for_now() -> None:
    world = PageWorld()
    await record(world.store, *organisation("one", rests=True))

    page = await asked(world, "/services")

    assert {each["status"] for each in page["contents"]} == {"temporarily closed"}


async def test_people_read_the_same_and_its_terms(language: str) -> None:
    world = await world_of("one")
    async with world.browser(None) as client:
        page = (await client.get(f"/{language}/palveluhakemisto")).text
        led = await client.get("/palveluhakemisto", headers={"Accept-Language": "sv"})

    assert "one ry" in page
    assert f"tel:{PHONE}" in page
    assert ATTRIBUTION in page
    assert read_terms().licence_url in page
    assert led.headers["location"] == "/sv/palveluhakemisto"


async def test_where_the_network_shows_none_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "directory.toml"
    file.write_text('shown = false\nlicence = "CC0"\nlicence_url = "https://licence.example/"\n')
    world = PageWorld(terms=read_terms(file))
    async with world.browser(None) as client:
        answers = [await client.get(path) for path in (HERE, "/fi/palveluhakemisto")]

    assert [answer.status_code for answer in answers] == [404, 404]
    file.write_text('shown = false\nlicence = "CC0"\nlicence_url = "nowhere"\n')
    with pytest.raises(LineError, match=r"directory.toml, line 3"):
        read_terms(file)


async def test_the_interface_is_described() -> None:
    async with PageWorld().browser(None) as client:
        described = (await client.get("/openapi.json")).json()

    assert {path for path in described["paths"] if path.startswith(HERE)} == {
        HERE,
        f"{HERE}/services",
        f"{HERE}/services/{{service_id}}",
        f"{HERE}/organizations",
        f"{HERE}/organizations/{{organization_id}}",
        f"{HERE}/service_at_locations",
        f"{HERE}/service_at_locations/{{placed_id}}",
    }
    assert "Page" in described["components"]["schemas"]
