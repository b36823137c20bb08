"""A coordinator hands a file in, in a real browser: at a phone and at a desk."""

import pytest
from playwright.async_api import Browser, FilePayload

from services.intake.imports.model import ImportId
from shared.contracts.words import StaffRole
from tests.support.intake.walk import Walk, staff_walk
from tests.support.looks import Look, seen
from tests.support.sheets import row, written

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def choose_file(person: Walk, content: bytes) -> None:
    sent = FilePayload(name="pyynnot.csv", mimeType="text/csv", buffer=content)
    await person.page.set_input_files("#file", sent)
    await person.page.locator("main form button").click()


@seen("imports")
async def test_the_pages_of_files_keep_nobody_out(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        page, world = person.page, person.world
        await person.open_as_staff("/tuonti", "imports")
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
        await person.open_as_staff("/tuonti", "imports-listed")
