"""What is wrong with a file or a row of it, in a reader's language."""

from dataclasses import dataclass
from typing import Self

from shared.contracts.activation_words import Shut
from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.sheets.faults import SheetError
from shared.web.catalogues import KIT, Catalogues, read_catalogues


@dataclass(frozen=True, slots=True)
class SheetWording:
    """The words of one language."""

    catalogues: Catalogues
    language: Language

    @classmethod
    def of_kit(cls, language: Language) -> Self:
        """Give them where no service is: at a terminal."""
        return cls(read_catalogues([KIT]), language)

    def of_file(self, error: SheetError) -> str:
        """Say what is wrong with the file, and in which line."""
        names = ", ".join(error.names)
        return self.catalogues.text(
            self.language, f"sheet.file.{error.fault}", line=error.line or 1, names=names
        )

    def of_row(self, problem: Problem, column: str | None = None) -> str:
        """Say what is wrong with a cell, by its column or else the name of its field."""
        said = self.catalogues.text(self.language, f"sheet.row.{problem.code}")
        return f"{column or problem.field}: {said}"

    def of_door(self, shut: Shut) -> str:
        """Say why nothing comes in as the network stands."""
        return self.catalogues.text(self.language, f"shut.{shut}")
