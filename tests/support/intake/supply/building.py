"""Reports on the help in towns, as matching says them and as they are kept."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from services.intake.supply.model import Supply, TownReport
from shared.activation import FIRST_ACTIVATION
from shared.contracts import matching as said
from shared.contracts.envelope import Envelope
from shared.contracts.words import Category
from tests.support.intake.building import NOW
from tests.support.intake.requests.building import envelope

SOME = Supply(10, 180)
REPORT = TownReport("491", NOW, FIRST_ACTIVATION.id, {"groceries": SOME})
"""Mikkeli, groceries."""


def town_report(said_at: datetime, supply: Supply = SOME) -> TownReport:
    """Give a report as it is kept."""
    return replace(REPORT, said_at=said_at, by_need={"groceries": supply})


def elsewhen(said_at: datetime) -> TownReport:
    """Give one of an activation that is not open."""
    return replace(REPORT, said_at=said_at, activation_id=uuid4())


def supply_reported(
    version: int = 1, helpers: int | None = 10, minutes: int | None = 180
) -> Envelope[said.SupplyReported]:
    """Say how much help there is in Mikkeli for groceries, each version a minute later."""
    need = said.Supply(category=Category.GROCERIES, helpers=helpers, usual_minutes=minutes)
    data = said.SupplyReported(municipality="491", needs=(need,))
    told = envelope(f"supply/{UUID(int=2)}", version, data, UUID(int=1))
    return told.model_copy(update={"time": NOW + timedelta(minutes=version)})
