"""A coordinator hands a file in by the page: checked, confirmed, taken in, and what is left."""

from uuid import UUID

import httpx
import pytest

from services.intake.imports.model import MOST_BYTES, Counts, ImportId, ImportState, Step
from services.intake.requests.model import State
from shared.contracts.words import Channel, StaffRole
from tests.support.intake.page_world import PageWorld, staffed
from tests.support.intake.seen import Seen
from tests.support.sheets import HEADINGS, read, row, written

PAGE = "/fi/tuonti"
PERSONAL = ("Äijö", "Maitoa", "040 222", "401234567")


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.COORDINATOR)


async def hand_in(
    visitor: httpx.AsyncClient, raw: bytes, page: str = PAGE, **said: str
) -> httpx.Response:
    sent = {"file": ("aino.csv", raw, "text/csv")}
    return await visitor.post(page, files=sent, data=said)


async def run(world: PageWorld, address: str) -> None:
    await world.run_import(ImportId(UUID(address.rpartition("/")[2])))


def taken(world: PageWorld) -> list[str]:
    return sorted(item.plea.contact.text for item in world.store.state.requests.values())


async def test_nothing_is_taken_before_it_is_confirmed_and_every_row_is_counted(
    world: PageWorld, language: str
) -> None:
    raw = written([row(1), row(2, Puhelin="401234567", Postinumero="00001"), row(3)])
    async with world.signed_in() as visitor:
        handed_in = await hand_in(visitor, raw, f"/{language}/tuonti")
        here = handed_in.headers["location"]
        checked = await visitor.get(here)
        before = taken(world)
        await visitor.post(f"{here}/vahvista")
        under_way = await visitor.get(here)
        await run(world, here)
        done = await visitor.get(here)

    assert before == []
    assert not [word for word in PERSONAL if word in here + checked.text + done.text]
    assert [name for name in ("Puhelin: ", "Postinumero: ") if name in checked.text]
    assert here in Seen(under_way.text).links
    assert "http-equiv" not in under_way.text
    assert taken(world) == ["Maitoa 1", "Maitoa 3"]
    (kept, _), *_ = world.store.state.imports.values()
    assert (kept.state, kept.counts) == (ImportState.DONE, Counts(taken=2, rejected=1))
    every = world.store.state.requests.values()
    assert {(item.plea.channel, item.stored.state) for item in every} == {
        (Channel.IMPORT, State.RECEIVED)
    }


async def test_several_needs_in_one_cell_are_one_request_up_to_what_the_form_takes(
    world: PageWorld,
) -> None:
    many = "kauppa, apteekki, digituki, lemmikki, ulkoilu"
    raw = written([row(1, Tarve="apteekki ja kauppa"), row(2, Tarve=many)])
    async with world.signed_in() as visitor:
        here = (await hand_in(visitor, raw)).headers["location"]
        checked = await visitor.get(here)
        await visitor.post(f"{here}/vahvista")
        await run(world, here)

    (stored,) = world.store.state.requests.values()
    assert stored.plea.needs == ("groceries", "pharmacy")
    assert "Tarve: Valitse enintään neljä" in checked.text


async def test_of_a_text_that_is_too_long_it_is_said_by_how_much(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        answer = await hand_in(visitor, written([row(1, Viesti="a" * 5001)]))
        checked = await visitor.get(answer.headers["location"])

    assert "Viesti: Lyhennä tekstiä" in checked.text
    assert "Nyt merkkejä on 5\u00a0001, eli 1 liikaa" in checked.text


async def test_rejected_rows_are_mended_and_handed_in_again(world: PageWorld) -> None:
    raw = written([row(1), row(2, Postinumero="100")], separator=";", encoding="cp1252")
    async with world.signed_in() as visitor:
        here = (await hand_in(visitor, raw)).headers["location"]
        file = await visitor.post(f"{here}/hylatyt")

    sheet = read(file.content)
    assert file.headers["content-disposition"] == 'attachment; filename="hylatyt.csv"'
    assert sheet.headings == ("line", "reasons", *HEADINGS)
    assert [one.cells[2:] for one in sheet.rows] == [row(2, Postinumero="100")]
    assert sheet.form.encoding.codec == "cp1252"


async def test_the_same_file_again_is_received_before(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        for rows in ([row(1), row(2)], [row(3), row(2), row(1)]):
            here = (await hand_in(visitor, written(rows))).headers["location"]
            await visitor.post(f"{here}/vahvista")
            await run(world, here)

    kept, _ = list(world.store.state.imports.values())[-1]
    assert (kept.counts.taken, kept.counts.known, kept.counts.rejected) == (1, 2, 0)
    assert taken(world) == ["Maitoa 1", "Maitoa 2", "Maitoa 3"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "Valitse tiedosto"),
        (b'Puhelin,Viesti\r\n040,"a\r\n', "Rivi 2: lainausmerkki jää auki"),
        (b"PK\x03\x04", "CSV-tiedosto"),
        (written([row(1)], (*HEADINGS[:-1], "?")), "kiireellisyys/brådska/urgency"),
        (written([row(1)] * 2001), "liikaa rivejä"),
        (b"x" * (MOST_BYTES + 1), "liian suuri"),
    ],
)
async def test_a_file_that_breaks_is_refused_at_the_field(
    world: PageWorld, raw: bytes, words: str
) -> None:
    async with world.signed_in() as visitor:
        answer = await hand_in(visitor, raw)

    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert words in answer.text
    assert world.store.state.imports == {}


async def test_what_rows_do_not_say_is_said_for_them(world: PageWorld) -> None:
    raw = written([row(1)[:-1]], HEADINGS[:-1])
    async with world.signed_in() as visitor:
        answer = await hand_in(visitor, raw, urgency="no_hurry", language="sv")
        await visitor.post(f"{answer.headers['location']}/vahvista")
        await run(world, answer.headers["location"])

    (stored,) = world.store.state.requests.values()
    assert (stored.stored.urgency, stored.stored.language) == ("no_hurry", "sv")


async def test_a_file_is_removed_before_and_after_but_not_while_it_is_taken_in(
    world: PageWorld,
) -> None:
    async with world.signed_in() as visitor:
        here = (await hand_in(visitor, written([row(1)]))).headers["location"]
        await visitor.post(f"{here}/vahvista")
        await visitor.post(f"{here}/poista")
        kept = len(world.store.state.imports)
        await run(world, here)
        await visitor.post(f"{here}/poista")
        gone = await visitor.get(here)

    assert (kept, world.store.state.imports, gone.status_code) == (1, {}, 404)
    steps = [step for _, _, step in world.store.state.import_steps]
    assert steps == [Step.UPLOADED, Step.CONFIRMED, Step.DISCARDED]


async def test_of_nothing_but_wrong_rows_nothing_is_confirmed(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        here = (await hand_in(visitor, written([row(1, Tarve="?")]))).headers["location"]
        page = await visitor.get(here)
        await visitor.post(f"{here}/vahvista")

    assert f"{here}/vahvista" not in page.text
    ((kept, _),) = world.store.state.imports.values()
    assert kept.state is ImportState.CHECKED


async def test_the_example_is_what_can_be_handed_in(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        sample = await visitor.get(f"{PAGE}/esimerkki")
        handed_in = await hand_in(visitor, sample.content)

    assert handed_in.status_code == 303
    ((kept, _),) = world.store.state.imports.values()
    assert (kept.rows, kept.wrong) == (3, 0)


async def test_only_the_page_of_files_takes_a_large_body(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        elsewhere = await visitor.post("/fi/haku", data={"wanted": "x" * 70_000})
        too_large = await hand_in(visitor, b"x" * 1_100_000)

    assert (elsewhere.status_code, too_large.status_code) == (413, 413)
