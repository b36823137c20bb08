"""Colleagues in a world of pages."""

from uuid import uuid4

from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld


async def add_colleague(world: PageWorld, name: str, *roles: StaffRole) -> StaffId:
    """Let somebody work here who has no second factor yet."""
    staff = Staff(StaffId(uuid4()), name, "hash of oikea", roles)
    async with world.store.begin() as work:
        await work.staff.add(staff)
    return staff.id
