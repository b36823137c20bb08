"""A row of `partners` and those of its lines become an organisation."""

import json
from collections.abc import Iterable

import asyncpg

from services.matching.partners.model import (
    Agreement,
    Alike,
    Capacity,
    Facts,
    OpenHours,
    OrganisationId,
    Partner,
)
from shared.activation import Activation
from shared.contracts.partner_words import (
    CapacityPeriod,
    CapacityUnit,
    ControllerRole,
    OrganisationKind,
    PartnerStanding,
)
from shared.contracts.words import Language, ServiceLine
from shared.postgres.queries import columns


def partner_of(row: asyncpg.Record, lines: Iterable[asyncpg.Record]) -> Partner:
    """Read one organisation."""
    told = list(lines)
    return Partner(
        organisation_id=OrganisationId(row["organisation_id"]),
        activation=Activation(row["activation_id"], row["exercise"]),
        standing=PartnerStanding(row["standing"]),
        facts=_facts(row, [ServiceLine(each["service_line"]) for each in told]),
        capacity={
            ServiceLine(each["service_line"]): _capacity(each) for each in told if each["unit"]
        },
        agreement=_agreement(row),
        **columns(row, "cleared_for_health", "is_reached", "version", "edition", "changed_at"),
    )


def alike_of(row: asyncpg.Record) -> Alike:
    """Read a group of them."""
    return Alike(
        standing=PartnerStanding(row["standing"]),
        kind=OrganisationKind(row["kind"]),
        **columns(row, "is_cleared", "gives", "serves", "speaks", "ids"),
    )


def hours_text(hours: Iterable[OpenHours]) -> str:
    """Write the hours as they are stored."""
    return json.dumps([[each.weekday, each.opens, each.closes] for each in hours])


def _facts(row: asyncpg.Record, lines: Iterable[ServiceLine]) -> Facts:
    return Facts(
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        business_id=row["business_id"],
        lines=tuple(lines),
        municipalities=tuple(row["municipalities"].split()),
        languages=tuple(map(Language, row["languages"].split())),
        hours=tuple(OpenHours(*each) for each in json.loads(row["hours"])),
        phone=row["phone"],
    )


def _capacity(row: asyncpg.Record) -> Capacity:
    return Capacity(
        row["amount"], CapacityUnit(row["unit"]), CapacityPeriod(row["per"]), row["valid_until"]
    )


def _agreement(row: asyncpg.Record) -> Agreement | None:
    if row["agreement"] is None:
        return None
    return Agreement(row["agreement"], ControllerRole(row["controller"]))
