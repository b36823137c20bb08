"""A whole town to click through."""

from collections.abc import Iterator

import pytest

from tests.support.town import Town, running_town


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    """Give a town with its demo people."""
    with running_town() as town:
        yield town
