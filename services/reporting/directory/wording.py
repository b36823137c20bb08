"""Organisations, services and places as HSDS 3.0 wants them, in the words of a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from services.reporting.directory.model import HSDS_PROFILE, HSDS_VERSION, Listed, Offered, Placed
from services.reporting.directory.rules import moment, offered_by, placed, schedules
from services.reporting.directory.use_cases import TellDirectory
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.languages import writing_of
from shared.web.wording import Wording, name_of

Said = dict[str, object]
ATTRIBUTION: Final = (
    "Human Services Data Specification: an Open Referral resource (CC BY-SA 4.0),"
    " https://docs.openreferral.org"
)
_TERMS: Final = UUID("b9d0d9a4-06f5-5b0f-8f0b-6f0a2a3f8d11")
"""The name space of ids of terms."""


@dataclass(frozen=True, slots=True)
class DirectoryWording(Wording):
    """One reader's language."""

    phone: str = ""
    """Where help is asked for."""

    def metadata(self, at: TellDirectory) -> Said:
        """Say what this is, and under which terms."""
        return {
            "version": HSDS_VERSION,
            "profile": HSDS_PROFILE,
            "openapi_url": f"{at.origin}/docs/reporting/openapi.json",
            "licence": at.terms.licence,
            "licence_url": at.terms.licence_url,
            "attribution": ATTRIBUTION,
            "language": self.language.value,
        }

    def organisation(self, listed: Listed) -> Said:
        """Write what fits one line."""
        return {
            "id": str(listed.id),
            "name": listed.name,
            "description": self.text(
                "hsds.organisation",
                kind=self.code("organisation_kind", listed.kind),
                lines=", ".join(self.line(line) for line in listed.lines),
            ),
        }

    def whole_organisation(self, listed: Listed) -> Said:
        """Write all of it, with its services."""
        return self.organisation(listed) | {
            "phones": self._phones(listed, "organization_id", listed.id),
            "services": [self.service(each) for each in offered_by(listed)],
        }

    def service(self, offered: Offered) -> Said:
        """Write what fits one line."""
        listed = offered.listed
        return {
            "id": str(offered.id),
            "organization_id": str(listed.id),
            "name": self.line(offered.line),
            "description": self.text(
                "hsds.service",
                line=self.line(offered.line),
                organisation=listed.name,
                places=", ".join(map(self.place, listed.municipalities)),
            ),
            "status": "temporarily closed" if listed.rests else "active",
            "application_process": self.text("hsds.application", phone=self.phone),
            "last_modified": moment(listed.changed_at),
            "organization": self.organisation(listed),
        }

    def whole_service(self, offered: Offered) -> Said:
        """Write all of it: when, where, in which languages, and what kind of help it is."""
        listed = offered.listed
        return self.service(offered) | {
            "phones": self._phones(listed, "service_id", offered.id),
            "schedules": schedules(listed, offered.id),
            "service_areas": [
                {
                    "id": str(uuid5(each.id, "area")),
                    "service_id": str(offered.id),
                    "name": self.place(each.municipality),
                }
                for each in placed(offered)
            ],
            "service_at_locations": [
                self._at(each) | {"location": self._location(each)} for each in placed(offered)
            ],
            "languages": [self._spoken(code, offered.id) for code in listed.languages],
            "attributes": [self._attribute(offered)],
        }

    def at_place(self, each: Placed) -> Said:
        """Write a service at a place."""
        return self._at(each) | {
            "location": self._location(each),
            "service": self.service(each.offered),
        }

    def line(self, code: str) -> str:
        """Name a line of help."""
        return self.code("line", code)

    def place(self, code: str) -> str:
        """Name a municipality."""
        return name_of(code, self.language)

    def _at(self, each: Placed) -> Said:
        return {
            "id": str(each.id),
            "service_id": str(each.offered.id),
            "location_id": str(each.place_id),
            "description": self.text("hsds.at", place=self.place(each.municipality)),
        }

    def _location(self, each: Placed) -> Said:
        return {
            "id": str(each.place_id),
            "location_type": "physical",
            "name": self.place(each.municipality),
            "description": self.text("hsds.location"),
            "external_identifier": each.municipality,
            "external_identifier_type": "Statistics Finland, municipality",
        }

    def _phones(self, listed: Listed, whose: str, owner: UUID) -> list[Mapping[str, str]]:
        number = listed.phone
        if number is None:
            return []
        told = {"id": str(uuid5(owner, number)), "number": number, "type": "voice"}
        return [told | {whose: str(owner)}]

    def _spoken(self, code: str, service_id: UUID) -> Said:
        language = known(Language, code)
        name = writing_of(language).name if language else code
        return {
            "id": str(uuid5(service_id, f"language {code}")),
            "service_id": str(service_id),
            "name": name,
            "code": code,
        }

    def _attribute(self, offered: Offered) -> Said:
        return {
            "id": str(uuid5(offered.id, "line")),
            "link_id": str(offered.id),
            "link_type": "service_type",
            "link_entity": "service",
            "taxonomy_term": {
                "id": str(uuid5(_TERMS, offered.line)),
                "code": offered.line,
                "name": self.line(offered.line),
                "description": self.line(offered.line),
                "taxonomy": "Porukalla service lines",
                "language": self.language.value,
            },
        }
