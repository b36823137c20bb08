"""Matching's use cases over fakes."""

import pytest

from tests.support.matching.stage import Stage


@pytest.fixture
def stage() -> Stage:
    """Give a stage on which nothing has happened."""
    return Stage()
