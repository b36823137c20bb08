"""What tests of pages share."""

import pytest


@pytest.fixture(params=["fi", "sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Have a page shown in every language, one after the other."""
    return str(request.param)
