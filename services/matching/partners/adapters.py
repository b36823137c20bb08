"""The agreement of organisations, as the network's file has it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints, model_validator

from services.matching.partners.model import Agreements, AgreementText
from shared.contracts.words import Language
from shared.network_file import Table

AGREEMENT_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "agreement.toml"
_Term = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class DisorderedError(ValueError):
    """Versions stand in the order of their first days, and each has a name of its own."""


class _Version(Table):
    name: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    first: date
    terms: dict[Language, Annotated[list[_Term], Field(min_length=1)]]

    @model_validator(mode="after")
    def _is_in_every_language(self) -> "_Version":
        for language in Language:
            self.terms.setdefault(language, self.terms[Language.FINNISH])
        return self


class _File(Table):
    version: Annotated[list[_Version], Field(min_length=1)]

    @model_validator(mode="after")
    def _are_in_order(self) -> "_File":
        days, names = [each.first for each in self.version], {each.name for each in self.version}
        if days != sorted(set(days)) or len(names) < len(days):
            raise DisorderedError
        return self


def read_agreements(file: Path = AGREEMENT_FILE) -> Agreements:
    """Read all versions."""
    read = _File.read(file).version
    return Agreements([AgreementText(each.name, each.first, each.terms) for each in read])
