"""The open picture in its reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.documents.model import Column, Kind, Mark, Table, Words
from services.reporting.figures.model.marks import AtLeast
from services.reporting.open_picture.model import OpenDay, OpenPicture, OpenTown
from shared.languages import writing_of
from shared.web.wording import Wording, name_of


@dataclass(frozen=True, slots=True)
class OpenWording(Wording):
    """One reader's language."""

    @property
    def of_documents(self) -> Words:
        """What a chart says beside its own texts."""
        writing = writing_of(self.language)
        return Words(
            tag=writing.tag,
            locale=writing.locale,
            day=writing.day,
            hidden=self.text("open_picture.hidden"),
            unknown=self.text("open_picture.hidden"),
            at_least=self.text("open_picture.at_least"),
            contents="",
            notes="",
        )

    def cell(self, count: int | None) -> str:
        """Write a number, or that it is not told."""
        return self.text("open_picture.hidden") if count is None else self.number(count)

    def sum(self, count: int | AtLeast) -> str:
        """Write a sum of which some may be hidden."""
        if isinstance(count, AtLeast):
            said = self.text("open_picture.at_least")
            return said.replace("{number}", self.number(float(count.value)))
        return self.number(count)

    def rows(self, counts: Sequence[OpenDay | OpenTown]) -> list[list[str]]:
        """Write the lines of a table."""
        return [
            [
                self.day(each.day)
                if isinstance(each, OpenDay)
                else name_of(each.code, self.language),
                self.cell(each.asked),
                self.cell(each.helped),
            ]
            for each in counts
        ]

    def short(self, day: date) -> str:
        """Write a day under its column."""
        return f"{day.day}.{day.month}."


def table_of(picture: OpenPicture, say: OpenWording) -> Table:
    """Give the days; what is hidden is drawn as nothing and said to be hidden."""
    return Table(
        name="days",
        title=say.text("open_picture.days"),
        finding=say.text(
            "open_picture.finding", asked=say.sum(picture.asked), helped=say.sum(picture.helped)
        ),
        columns=[
            Column("day", say.text("open_picture.day"), Kind.TEXT),
            Column("asked", say.text("open_picture.asked")),
            Column("helped", say.text("open_picture.helped")),
        ],
        rows=[
            [
                say.short(day.day),
                Mark.HIDDEN if day.asked is None else day.asked,
                Mark.HIDDEN if day.helped is None else day.helped,
            ]
            for day in picture.days
        ],
        drawn=1,
        is_over_time=True,
    )
