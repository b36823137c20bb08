"""Tell anybody which organisations help, with what, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.reporting.directory.model import DirectoryTerms, Listed, Offered, Placed, Wanted
from services.reporting.directory.ports import PartnerReader
from services.reporting.directory.rules import chosen, offered_by, placed, public


@dataclass(frozen=True, slots=True)
class TellDirectory:
    """The directory; `origin` is where it is reached."""

    reader: PartnerReader
    terms: DirectoryTerms
    origin: str

    async def organisations(self, wanted: Wanted | None = None) -> Sequence[Listed]:
        """Give the organisations that are asked for."""
        return chosen(public(await self.reader.listed()), wanted or Wanted())

    async def organisation(self, organisation_id: UUID) -> Listed | None:
        """Give one."""
        every = await self.organisations()
        return next((each for each in every if each.id == organisation_id), None)

    async def services(self, wanted: Wanted | None = None) -> Sequence[Offered]:
        """Give what they do."""
        return [each for listed in await self.organisations(wanted) for each in offered_by(listed)]

    async def service(self, service_id: UUID) -> Offered | None:
        """Give one."""
        return next((each for each in await self.services() if each.id == service_id), None)

    async def places(self, wanted: Wanted | None = None) -> Sequence[Placed]:
        """Give where they do it."""
        return [each for offered in await self.services(wanted) for each in placed(offered)]

    async def place(self, placed_id: UUID) -> Placed | None:
        """Give one."""
        return next((each for each in await self.places() if each.id == placed_id), None)
