"""A list of activities by the operator's tool: checked, taken once, and known from the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from deploy.cli.import_rows import app
from deploy.importing.activity_door import (
    ActivityDoor,
    UnknownOrganisationError,
    open_activity_door,
)
from deploy.importing.handed_in import HandedIn, import_all, read_rows
from services.matching.operating import ActivityRows, keyed
from shared.contracts.words import Language
from shared.web.catalogues import KIT, read_catalogues
from shared.web.sheet_wording import SheetWording
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene

SAMPLE = Path(__file__).parents[4] / "deploy" / "samples" / "activities.csv"
FINNISH = SheetWording(read_catalogues(["matching", KIT]), Language.FINNISH)


@contextmanager
def ticking(_: str, __: int) -> Iterator[Callable[[], None]]:
    yield lambda: None


async def hand_in(scene: ActivityScene, file: Path, *, check_only: bool = False) -> HandedIn:
    sheets = scene.world.use.activity_sheets
    bounds = await sheets.bounds(OWN)
    assert bounds is not None
    door = ActivityDoor(ActivityRows(sheets, OWN, bounds), FINNISH)
    rows = read_rows(file, None, keyed(OWN), "activities")
    return await import_all(door, rows, ticking, check_only=check_only)


async def test_the_example_is_taken_once_by_whatever_door_and_in_nobodys_name() -> None:
    scene = ActivityScene()
    checked = await hand_in(scene, SAMPLE, check_only=True)
    before = scene.said()
    first, again = await hand_in(scene, SAMPLE), await hand_in(scene, SAMPLE)
    async with scene.browser() as member:
        await member.post(f"{HERE}/tuo", files={"rows": (None, SAMPLE.read_text("utf-8"))})

    fates = [(each.taken, each.before) for each in (checked, first, again)]
    assert fates == [(2, 0), (2, 0), (0, 2)]
    assert before == []
    assert sorted(each.headcount for each in scene.said()) == [12, 60]
    logged = [each.logged for each in scene.world.store.state.activities]
    assert {(each.by.staff_id, each.by.is_on_behalf) for each in logged} == {(None, True)}


async def test_what_is_wrong_with_a_row_is_said_and_the_others_are_taken(tmp_path: Path) -> None:
    scene, file = ActivityScene(), tmp_path / "some.csv"
    file.write_text(
        "päivä;mitä;kävijöitä;kesto;linja;kunta\n24.11.2026;Jono;-1;2 h;ruoka;Mikkeli\n"
        "24.11.2026;Jono;60;2 h;ruoka;Mikkeli\n",
        "utf-8",
    )

    done = await hand_in(scene, file)

    ((line, reasons),) = [(each.line, each.reasons) for each in done.rejected]
    assert (done.taken, line, len(reasons)) == (1, 2, 1)


async def test_no_such_organisation_is_said() -> None:
    with pytest.raises(UnknownOrganisationError):
        async with open_activity_door(nullcontext(None), Language.FINNISH):
            pass


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 2), (b"\x00\x01\xff", 2), (b"a;b\n1;2\n", 2), (b'"open;\n' * 3, 2)],
    ids=["empty", "no text", "no heading that is known", "an open quote"],
)
def test_a_file_that_cannot_be_read_is_refused_without_a_traceback(
    tmp_path: Path, content: bytes, code: int
) -> None:
    file = tmp_path / "some.csv"
    file.write_bytes(content)

    done = CliRunner().invoke(app, ["activities", str(file), "--of", str(uuid4())])

    assert done.exit_code == code
    assert isinstance(done.exception, SystemExit)


def test_an_example_is_printed_and_whose_they_are_is_asked() -> None:
    run = CliRunner().invoke
    example, whose = run(app, ["activities", "--example"]), run(app, ["activities", str(SAMPLE)])

    assert (example.exit_code, example.output) == (0, SAMPLE.read_text("utf-8"))
    assert whose.exit_code == 2
