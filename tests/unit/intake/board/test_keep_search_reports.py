"""Reports of the search: the newest of each request counts, once."""

from uuid import uuid4

import pytest

from services.intake.board.use_cases.keep_reports import KeepSearchReports
from services.intake.requests.model import RequestId
from shared.contracts.envelope import Envelope
from shared.contracts.matching import RequestSearchReported
from tests.support.intake.board.building import LOOK_AT, report, reported
from tests.support.intake.fakes import FakeStore
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.intake.submissions.fakes import FakeReception


class Scene:
    """One request, and what is kept of its search."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.reports = KeepSearchReports(self.store)

    async def open(self) -> RequestId:
        new = new_request("status-token")
        await FakeReception(self.store).take_in(taken_in(new))
        return new.id

    async def hear(self, *events: Envelope[RequestSearchReported]) -> None:
        for event in events:
            await self.reports.react_to_request_search_reported(event)


async def test_a_redelivered_report_changes_nothing() -> None:
    scene = Scene()
    request_id = await scene.open()
    event = reported(request_id)
    await scene.hear(event)
    del scene.store.state.reports[request_id]

    await scene.hear(event)

    assert scene.store.state.reports == {}


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 3)])
async def test_the_newest_report_counts_in_any_order(order: tuple[int, ...]) -> None:
    scene = Scene()
    request_id = await scene.open()

    await scene.hear(*(reported(request_id, version, fitting=version) for version in order))

    assert scene.store.state.reports[request_id] == report(3, fitting=3, look_at=LOOK_AT)


async def test_a_report_of_an_unknown_request_changes_nothing_and_is_not_parked() -> None:
    scene = Scene()
    await scene.open()

    await scene.hear(reported(uuid4()))

    assert scene.store.state.reports == {}
