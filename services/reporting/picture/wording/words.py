"""What the picture's codes and numbers are called."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from babel.numbers import format_percent

from services.reporting.documents.model import Cell, Kind, Words
from services.reporting.picture.model import Dim
from shared.clock import HELSINKI
from shared.languages import writing_of
from shared.web.wording import Wording, name_of

_GROUPS = {Dim.CHANNEL: "channel", Dim.LANGUAGE: "spoken"}
_UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class PictureWording(Wording):
    """One reader's language."""

    @property
    def of_documents(self) -> Words:
        """What a chart says beside its own texts."""
        writing = writing_of(self.language)
        unsaid = self.text("picture.unsaid")
        return Words(
            tag=writing.tag,
            locale=writing.locale,
            day=writing.day,
            hidden=self.text("picture.hidden"),
            unknown=unsaid,
            at_least=self.text("picture.at_least"),
            contents="",
            notes="",
        )

    def counted(self, text_id: str, number: int) -> str:
        """Give the form for a number."""
        return self.catalogues.counted(self.language, text_id, number)

    def kind_of(self, dim: Dim, code: str) -> str:
        """Name what requests are counted by; what nobody said is said to be so."""
        if not code:
            return self.text("picture.unsaid")
        if dim is Dim.AREA:
            return name_of(code, self.language)
        group, _, name = code.rpartition(".")
        return self.code(group or _GROUPS[dim], name)

    def why(self, code: str) -> str:
        """Say for what somebody waits."""
        if code.startswith(f"{_UNMATCHED}."):
            return self.code(_UNMATCHED, code.partition(".")[2])
        return self.code("picture.why", code)

    def percent(self, share: Decimal) -> str:
        """Write a share."""
        return format_percent(share, locale=writing_of(self.language).locale)

    def said(self, cell: Cell, kind: Kind) -> str:
        """Write a cell of a table."""
        if isinstance(cell, Decimal) and kind is Kind.SHARE:
            return self.percent(cell)
        return self.number(float(cell)) if isinstance(cell, int | Decimal) else str(cell)

    def hour(self, moment: datetime) -> str:
        """Write the hour that begins."""
        return f"{moment.astimezone(HELSINKI):%H}"
