"""FastAPI sends what is no coroutine to a thread, for every request: what pages ask for is one."""

from collections.abc import Iterator
from inspect import iscoroutinefunction
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from services.intake.app import SERVICE as INTAKE
from services.matching.app import SERVICE as MATCHING
from services.notify.app import SERVICE as NOTIFY
from services.reporting.app import SERVICE as REPORTING
from shared.service import Service
from shared.web.access import each_route
from tests.support.web.page_world import bare_app, pages_of


@pytest.mark.parametrize("service", [INTAKE, MATCHING, NOTIFY, REPORTING], ids=lambda one: one.name)
def test_pages_and_what_they_ask_for_are_coroutines(service: Service[Any]) -> None:
    app = bare_app(service, pages_of(service))
    routes = [each for each in each_route(app.routes) if isinstance(each, APIRoute)]

    to_a_thread = {
        f"{route.path}: {call}"
        for route in routes
        for call in _calls(route.dependant)
        if not iscoroutinefunction(call) and not iscoroutinefunction(type(call).__call__)
    }

    assert routes
    assert to_a_thread == set()


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)
