"""Intake's pages over fakes."""

import pytest

from tests.support.intake.page_world import PageWorld


@pytest.fixture
def world() -> PageWorld:
    return PageWorld()
