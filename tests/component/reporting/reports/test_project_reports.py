"""Reports to funders: from the list to the files, two at one text, and what a funder sees."""

import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape

import httpx
import pytest

from services.reporting.projects.model import Projects
from shared.contracts.words import StaffRole
from tests.support.reporting.page import PageWorld
from tests.support.reporting.projects.building import SPRING
from tests.support.reporting.reports.building import PAID

LIST = "/fi/raportit/hankkeet"
HERE = f"{LIST}/{PAID.code}/{SPRING.first}"
AIMS = f"{HERE}/teksti/aims/fi"
REPORTER = StaffRole.REPORTER
LINKED = "Koota verkosto.\nKs. https://example.org/"


async def page(browser: httpx.AsyncClient, path: str, status: int = 200) -> str:
    answer = await browser.get(path)
    assert answer.status_code == status, path
    return unescape(answer.text)


def hash_in(text: str) -> str:
    (found,) = re.findall(r'name="hash" value="([0-9a-f]{64})"', text)
    return str(found)


async def published(world: PageWorld) -> str:
    async with world.browser() as kaisa, world.browser(REPORTER) as matti:
        await kaisa.post(f"{HERE}/aloita")
        await kaisa.post(
            AIMS, data={"text": "Koota verkosto.\nKs. https://example.org/", "seen": "0"}
        )
        seen = hash_in(await page(matti, HERE))
        await matti.post(f"{HERE}/tarkasta", data={"hash": seen})
        await kaisa.post(f"{HERE}/julkaise", data={"hash": seen})
    return seen


async def test_one_writes_and_another_reviews_and_publishes() -> None:
    world = PageWorld(projects=Projects((PAID,)))
    async with world.browser() as kaisa, world.browser(REPORTER) as matti:
        listed, before = await page(kaisa, LIST), await page(kaisa, HERE)
        begun = await kaisa.post(f"{HERE}/aloita")
        stored = await kaisa.post(AIMS, data={"text": "Koota verkosto.", "seen": "0"})
        draft = await page(kaisa, HERE)
        own = await kaisa.post(f"{HERE}/tarkasta", data={"hash": hash_in(draft)})
        read = await matti.post(f"{HERE}/tarkasta", data={"hash": hash_in(draft)})
        done = await matti.post(f"{HERE}/julkaise", data={"hash": hash_in(draft)})
        out = await page(matti, HERE)

    assert "ei aloitettu" in listed
    assert "Aloita raportti" in before
    assert begun.headers["location"] == HERE
    assert stored.headers["location"] == f"{HERE}#aims"
    assert "LUONNOS" in draft
    assert own.status_code == 422
    assert "Kirjoitit raporttia itse" in unescape(own.text)
    assert (read.headers["location"], done.headers["location"]) == (HERE, HERE)
    assert "LUONNOS" not in out
    assert all(said in out for said in ("nro 1, versio 1", "Koota verkosto.", hash_in(draft)))


async def test_files_that_two_ask_for_are_made_once_and_say_the_hash_of_the_report() -> None:
    world = PageWorld(projects=Projects((PAID,)))
    seen = await published(world)
    async with world.browser() as kaisa, world.browser(REPORTER) as matti:
        first = await matti.post(f"{HERE}/versio/1/tiedostot")
        second = await kaisa.post(f"{HERE}/versio/1/tiedostot")
        job = first.headers["location"]
        waiting = await page(matti, job)
        await world.make_files()
        ready = await page(matti, job)
        names = re.findall(rf'href="{job}/([^"]+)"', ready)
        pdf, book, sheets, data = [(await matti.get(f"{job}/{name}")).content for name in names]

    assert first.headers["location"] == second.headers["location"]
    assert "0 % valmiina" in waiting
    assert [name.rpartition("_fi")[2] for name in names] == [
        ".pdf",
        ".xlsx",
        "-csv.zip",
        ".json",
    ]
    assert pdf.startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None
    assert all(each.endswith(".csv") for each in zipfile.ZipFile(io.BytesIO(sheets)).namelist())
    assert json.loads(data)["facts"]["Tarkiste (SHA-256)"] == seen


async def test_the_later_of_two_writers_is_shown_both_texts_and_a_longer_one_is_kept() -> None:
    world = PageWorld(projects=Projects((PAID,)))
    async with world.browser() as kaisa, world.browser(REPORTER) as matti:
        await kaisa.post(f"{HERE}/aloita")
        await kaisa.post(AIMS, data={"text": "Kaisan teksti", "seen": "0"})
        both = await matti.post(AIMS, data={"text": "Matin teksti", "seen": "0"})
        seen = re.findall(r'name="seen" value="(\d+)"', both.text)
        after = await matti.post(AIMS, data={"text": "Kaisan ja Matin teksti", "seen": seen[0]})
        long = await matti.post(AIMS, data={"text": "a" * 8001, "seen": "2"})
        history, _ = await page(kaisa, AIMS), await page(kaisa, f"{HERE}/teksti/aims/ar", 404)

    assert [each.status_code for each in (both, after, long)] == [422, 303, 422]
    said = unescape(both.text)
    assert "Toinen kirjoitti tähän sillä välin" in said
    assert "Kaisan teksti" in said
    assert "Matin teksti</textarea>" in said
    assert "a" * 8001 in long.text
    assert "Kaisan ja Matin teksti</textarea>" in history
    assert "Kaisan teksti" in history


async def test_a_funder_reads_what_is_published_and_no_draft() -> None:
    world = PageWorld(projects=Projects((PAID,)))
    async with world.browser() as kaisa, world.browser(StaffRole.FUNDER) as funder:
        await kaisa.post(f"{HERE}/aloita")
        early = await page(funder, HERE)
        await published(world)
        await kaisa.post(f"{HERE}/korjaa", data={"reason": "nolla liikaa"})
        await kaisa.post(AIMS, data={"text": "Uusi luonnos", "seen": "1"})
        late = await page(funder, HERE)
        refused = await funder.post(f"{HERE}/korjaa", data={"reason": "x"})
        await page(funder, f"{HERE}/versio/2", 404)
        await page(funder, f"{LIST}/muu/{SPRING.first}", 404)

    assert "ei ole vielä julkaistu" in early
    assert "Koota verkosto." in late
    assert '<a href="https://example.org/"' in late
    assert "Uusi luonnos" not in late
    assert "Kirjoita" not in late
    assert refused.status_code == 403


async def test_what_is_simulated_says_so_on_the_page_and_in_file_names() -> None:
    world = PageWorld(projects=Projects((replace(PAID, simulated=True),)))
    await published(world)
    async with world.browser(REPORTER) as matti:
        out = await page(matti, HERE)
        job = (await matti.post(f"{HERE}/versio/1/tiedostot")).headers["location"]
        await world.make_files()
        ready = await page(matti, job)

    assert "SIMULAATIO" in out
    assert "luvut ovat simuloituja" in out
    assert len(re.findall(r">SIMULAATIO-esimerkki-2026_[^<]+_v1_fi", ready)) == 4


@pytest.mark.parametrize("path", ["peruuta", "uudelleen"])
async def test_a_job_is_cancelled_and_asked_for_again(path: str) -> None:
    world = PageWorld(projects=Projects((PAID,)))
    await published(world)
    async with world.browser() as kaisa:
        job = (await kaisa.post(f"{HERE}/versio/1/tiedostot")).headers["location"]
        await kaisa.post(f"{job}/peruuta")
        left = await page(kaisa, job)
        again = await kaisa.post(f"{job}/{path}")
        gone = await kaisa.get("/fi/tyot/00000000-0000-7000-8000-000000000009")

    assert "Peruttu" in left
    assert (again.headers["location"] == job) is (path == "peruuta")
    assert gone.status_code == 404


async def test_a_correction_needs_its_reason_and_old_versions_stay() -> None:
    world = PageWorld(projects=Projects((PAID,)))
    await published(world)
    async with world.browser() as kaisa, world.browser(REPORTER) as matti:
        silent = await kaisa.post(f"{HERE}/korjaa", data={"reason": " "})
        await kaisa.post(f"{HERE}/korjaa", data={"reason": "nolla liikaa"})
        await kaisa.post(AIMS, data={"text": "Korjattu", "seen": "1"})
        seen = hash_in(await page(matti, HERE))
        await matti.post(f"{HERE}/tarkasta", data={"hash": seen})
        await matti.post(f"{HERE}/julkaise", data={"hash": seen})
        new, old = await page(kaisa, HERE), await page(kaisa, f"{HERE}/versio/1")

    assert silent.status_code == 422
    assert "Korjauksen syy" in new
    assert "nolla liikaa" in new
    assert "Uudempi versio on olemassa" in old
    assert "Koota verkosto." in old
