"""A coordinator hands a file in, in a real browser without scripts: at a phone and at a desk."""

import pytest
from playwright.async_api import Browser, FilePayload

from services.intake.imports.model import ImportId
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import staffed
from tests.support.intake.walk import VIEWS, Walk, sign_in, walk
from tests.support.sheets import row, written

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def choose_file(person: Walk, content: bytes) -> None:
    sent = FilePayload(name="pyynnot.csv", mimeType="text/csv", buffer=content)
    await person.page.set_input_files("#file", sent)
    await person.page.locator("main form button").click()


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_the_pages_of_files_keep_nobody_out(
    browser: Browser, language: str, width: int
) -> None:
    async with walk(browser, language, width) as person:
        page, world = person.page, staffed(person.world, StaffRole.COORDINATOR)
        await sign_in(person)
        await person.look_as_staff("board")
        await page.goto(f"{person.origin}/{language}/tuonti")
        await person.look_as_staff("imports")
        await choose_file(person, b'Puhelin,Viesti\r\n040,"a\r\n')
        await person.look_as_staff("imports-broken")
        await choose_file(person, written([row(1), row(2, Puhelin="401234567")]))
        await person.look_as_staff("import-checked")
        await page.locator("form[action$=vahvista] button").click()
        await person.look_as_staff("import-under-way")
        await world.run_import(ImportId(next(iter(world.store.state.imports))))
        await page.locator("main p a >> nth=0").click()
        await person.look_as_staff("import-done")
        async with page.expect_download() as download:
            await page.locator("form[action$=hylatyt] button").click()
        assert (await download.value).suggested_filename == "hylatyt.csv"
        await page.goto(f"{person.origin}/{language}/tuonti")
        await person.look_as_staff("imports-listed")
