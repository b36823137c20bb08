"""The board as a coordinator sees it."""

import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, staffed


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.COORDINATOR)
