"""Lists of helpers through the whole import, over a store in memory."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from deploy.importing.handed_in import HandedIn, import_all
from deploy.importing.invitation_door import InvitingDoor
from shared.contracts.words import Language
from shared.sheets.faults import SheetError
from shared.sheets.model import Entries
from shared.web.catalogues import KIT, read_catalogues
from shared.web.sheet_wording import SheetWording
from tests.support.matching.stage import Stage
from tests.support.sheets import LISTED, VOLUNTEERS, entries, helper, malformed, written

SAMPLE: Final = Path(__file__).parents[3] / "deploy" / "samples" / "volunteers.csv"
WORDING: Final = SheetWording(read_catalogues(["matching", KIT]), Language.ENGLISH)


@contextmanager
def quietly(*_: object) -> Iterator[Callable[[], None]]:
    yield lambda: None


def listed(raw: bytes, **said: str) -> Entries:
    return entries(raw, said=said, kind=VOLUNTEERS)


def handed_in(stage: Stage, rows: Entries, *, check_only: bool = False) -> HandedIn:
    door = InvitingDoor(stage.play.inviting, WORDING, pace=0)
    return asyncio.run(import_all(door, rows, quietly, check_only=check_only))


def counts(done: HandedIn) -> tuple[int, int, int]:
    return done.taken, done.before, len(done.rejected)


def test_good_rows_are_invited_known_people_are_not_and_bad_rows_say_why() -> None:
    stage = Stage()
    bad = [helper(3, Sähköposti="nobody"), helper(4, Puhelin="401234567", Postinumero="00001")]
    rows = [helper(1), helper(2), helper(1, Nimi="Other spelling"), *bad]

    checked = handed_in(stage, listed(written(rows, LISTED)), check_only=True)
    written_before_the_import = stage.templates()
    done = handed_in(stage, listed(written(rows, LISTED)))
    again = handed_in(stage, listed(written(rows[::-1], LISTED, separator=";")), check_only=True)

    assert (counts(checked), written_before_the_import) == ((3, 0, 2), [])
    assert counts(done) == (2, 1, 2)
    assert counts(again) == (0, 3, 2)
    assert stage.templates() == ["invitation"] * 2
    reasons = [one.reasons for one in done.rejected]
    assert [len(each) for each in reasons] == [1, 2]
    assert reasons[0][0].startswith("email: Enter an email address")
    assert reasons[1][0].startswith("phone: the zero at the beginning is missing")
    assert reasons[1][1].startswith("postal_code: ")


def test_whose_list_it_is_may_be_said_for_all_rows() -> None:
    stage, without = Stage(), [helper(1)[:-1]]

    done = handed_in(stage, listed(written(without, LISTED[:-1]), organisation="Naapurit ry"))

    assert counts(done) == (1, 0, 0)
    (kept,) = stage.store.state.invitations.values()
    assert kept.invited.organisation == "Naapurit ry"
    with pytest.raises(SheetError) as caught:
        listed(written(without, LISTED[:-1]))
    assert caught.value.names == ("järjestö/förening/organisation",)


def test_letters_leave_one_after_the_other() -> None:
    stage = Stage()
    door = InvitingDoor(stage.play.inviting, WORDING, pace=0.02)
    rows = listed(written([helper(number) for number in range(5)], LISTED))

    async def timed() -> float:
        begun = asyncio.get_running_loop().time()
        await import_all(door, rows, quietly)
        return asyncio.get_running_loop().time() - begun

    assert asyncio.run(timed()) >= 5 * 0.02


def test_the_example_of_volunteers_has_nothing_wrong() -> None:
    found = listed(SAMPLE.read_bytes())

    assert counts(handed_in(Stage(), found)) == (3, 0, 0)
    assert found.unread == ()


@pytest.mark.parametrize("seed", range(200))
def test_every_malformed_list_is_refused_or_all_its_rows_are_counted(seed: int) -> None:
    stage = Stage()
    raw = malformed(random.Random(seed), VOLUNTEERS)  # noqa: S311  # made up again by its seed

    try:
        found = listed(raw)
    except SheetError:
        return
    done = handed_in(stage, found)

    assert len(found.sheet.rows) == sum(counts(done)) + found.left_out
    assert len(stage.templates()) == len(stage.store.state.invitations) == done.taken
