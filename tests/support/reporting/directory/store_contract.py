"""What reading organisations does; the fake runs it in unit, PostgreSQL in integration."""

from dataclasses import dataclass

from services.reporting.directory.ports import PartnerReader
from services.reporting.figures.ports import FiguresWork
from shared.work import Store
from tests.support.reporting.building import helped
from tests.support.reporting.changes import drilled
from tests.support.reporting.directory.building import PHONE, listed, organisation
from tests.support.reporting.partners import partner_story
from tests.support.reporting.stories import record


@dataclass(frozen=True)
class Directory:
    """A store, and what reads organisations out of its log."""

    store: Store[FiguresWork]
    reader: PartnerReader


class DirectoryContract:
    """The behaviours of it; a subclass gives the `directory` fixture."""

    async def test_whoever_joined_and_did_not_leave_is_listed_as_they_last_said(
        self, directory: Directory
    ) -> None:
        rested = organisation("rested", rests=True)
        await record(
            directory.store,
            *reversed(organisation("here")),
            *rested,
            *organisation("gone", leaves=True),
            *drilled(organisation("drill")),
            *partner_story("silent")[:1],
            *helped("one"),
        )

        found = {each.name: each for each in await directory.reader.listed()}

        assert set(found) == {"here ry", "rested ry"}
        assert [found[name].rests for name in ("here ry", "rested ry")] == [False, True]
        here, said = found["here ry"], listed("here")
        assert (here.phone, here.lines) == (PHONE, ("food", "a_later_line"))
        assert (here.municipalities, len(here.hours)) == (("491", "178"), 2)
        assert here.changed_at == said.time
