"""Who of the staff is signed in, for the pages of every room."""

from typing import Annotated

from fastapi import Depends, Request

from services.intake.staff.model import StaffId
from shared.web.sessions import staff_of


def who(request: Request) -> StaffId:
    """Say which member of the staff asks."""
    return StaffId(staff_of(request).staff_id)


async def who_presses(request: Request) -> StaffId:
    """Say the same to a page that asks for it, without a thread."""
    return who(request)


By = Annotated[StaffId, Depends(who_presses)]
