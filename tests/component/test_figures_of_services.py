"""What operators' tools ask of a service, no page of it takes for its own."""

from importlib import import_module

import pytest

from deploy.local.services import SERVICES
from tests.support.serving import browser_of
from tests.support.web.page_world import bare_app, pages_of


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("path", ["/metrics", "/health/live", "/health/ready"])
async def test_every_service_answers_those_who_watch_it(name: str, path: str) -> None:
    service = import_module(f"services.{name}.app").SERVICE

    async with browser_of(bare_app(service, pages_of(service)), None) as client:
        answer = await client.get(path)

    assert answer.status_code == 200
