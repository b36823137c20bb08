"""Open data: a page, tables, a data dictionary, and a package that frictionless finds valid."""

from pathlib import Path

import pytest

from services.reporting.exports.adapters import read_terms
from tests.support.reporting.exports.building import LATER, OPEN, published
from tests.support.reporting.page import PageWorld

HERE = "/avoin-data"
FILES = ("datapackage.json", "figures.csv", "figures.json", "indicators.csv")


async def handed_out(world: PageWorld, folder: Path) -> None:
    async with world.browser(None) as client:
        for name in FILES:
            answer = await client.get(f"{HERE}/{name}")
            assert answer.status_code == 200
            assert answer.headers["access-control-allow-origin"] == "*"
            (folder / name).write_bytes(answer.content)


@pytest.mark.parametrize("periods", [0, 2])
async def test_the_package_is_valid_and_a_wrong_table_is_not(tmp_path: Path, periods: int) -> None:
    import frictionless  # noqa: PLC0415  # heavy, and of this test only

    world = PageWorld(published=[published(), published(LATER)][:periods])
    await handed_out(world, tmp_path)
    file = str(tmp_path / "datapackage.json")

    assert frictionless.Package(file).validate().valid

    figures = tmp_path / "figures.csv"
    figures.write_text(figures.read_text("utf-8") + "x,no day,,,unheard of,,,,,,perhaps,,,\n")
    codes = {
        error.type for task in frictionless.Package(file).validate().tasks for error in task.errors
    }
    assert {"type-error", "constraint-error", "foreign-key"} <= codes


async def test_exercises_are_no_data_and_what_is_published_is_told_as_it_was(
    tmp_path: Path,
) -> None:
    world = PageWorld(published=[published(), published(LATER, exercise=True)])
    await handed_out(world, tmp_path)

    lines = (tmp_path / "figures.csv").read_text("utf-8").splitlines()

    assert {line.split(",")[1] for line in lines[1:]} == {"2026-01-01"}
    assert (
        "esimerkki-2026,2026-01-01,2026-06-30,1,helped,line,food,municipality,178,0,exact"
        in "\n".join(lines)
    )


async def test_people_read_what_there_is_and_under_which_licence(language: str) -> None:
    world = PageWorld(published=[published()])
    async with world.browser(None) as client:
        page = (await client.get(f"/{language}{HERE}")).text
        led = await client.get(HERE, headers={"Accept-Language": "sv"})

    assert "Esimerkkihanke" in page
    assert OPEN.licence_url in page
    assert all(f"{HERE}/{name}" in page for name in FILES)
    assert led.headers["location"] == f"/sv{HERE}"


async def test_it_is_off_until_the_network_shows_it() -> None:
    shipped = read_terms()
    world = PageWorld(published=[published()], open_terms=shipped)
    async with world.browser(None) as client:
        answers = [await client.get(f"{HERE}/{name}") for name in FILES]
        answers.append(await client.get(f"/fi{HERE}"))

    assert not shipped.shown
    assert {answer.status_code for answer in answers} == {404}
