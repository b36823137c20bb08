"""Activities as a file: checked, taken once, and handed out as they were handed in."""

import re

from services.matching.activities.model import Logged
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene

IMPORT = f"{HERE}/tuo"
FILE = """päivä;mitä;kävijöitä;kesto;linja;kunta;peruste
24.11.2026;Ruokajono;60;2 h;ruoka;Mikkeli;laskettu
23.11.2026;Puistopiknik;20;90;kulttuuri;Juva;arvio
22.11.2026;=HYPERLINK(1);-1;2;ruoka;Mikkeli;
1.1.2030;Tuleva;5;2 h;ruoka;Helsinki;
"""


async def test_a_file_is_checked_and_nothing_of_it_is_taken() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        page = (await member.post(IMPORT, files={"file": ("t.csv", FILE.encode())})).text

    assert scene.said() == []
    assert "Mitään ei ole vielä kirjattu" in page
    assert '<th scope="row">4</th>' in page
    assert "taulukko-ohjelma luulisi sitä kaavaksi" in page
    assert "Päivä ei voi olla tulevaisuudessa" in page


async def test_the_good_rows_are_taken_once_however_often_they_are_sent() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        pages = [await member.post(IMPORT, files={"rows": (None, FILE)}) for _ in range(2)]

    assert "Kirjattu: 2 riviä." in pages[1].text
    said = sorted((each.headcount, each.basis, each.municipality) for each in scene.said())
    assert said == [(20, "estimated", "178"), (60, "counted", "491")]


async def test_what_is_handed_out_can_be_handed_in() -> None:
    scene, other = ActivityScene(), ActivityScene()
    async with scene.browser() as member:
        await member.post(IMPORT, files={"rows": (None, FILE)})
        out = await member.get(f"{HERE}/tiedosto")
    async with other.browser() as member:
        page = (await member.post(IMPORT, files={"file": ("t.csv", out.content)})).text
        await member.post(IMPORT, files={"rows": (None, out.text)})

    assert out.headers["content-type"].startswith("text/csv")
    assert "korjattavaa</dt>" in page
    assert re.search(r"voi kirjata</dt><dd[^>]*>2<", page)
    assert [each.done for each in await _latest(other)] == [
        each.done for each in await _latest(scene)
    ]


async def test_what_is_no_file_of_rows_is_said() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        nothing = await member.post(IMPORT, files={"rows": (None, "")})
        workbook = await member.post(IMPORT, files={"file": ("t.xlsx", b"PK\x03\x04abc")})
        other = await member.post(IMPORT, files={"file": ("t.csv", b"a;b\n1;2\n")})

    assert [each.status_code for each in (nothing, workbook, other)] == [422] * 3
    assert "Valitse tiedosto" in nothing.text


async def _latest(scene: ActivityScene) -> list[Logged]:
    async with scene.world.store.begin() as work:
        return list(await work.activities.latest(OWN, 9))
