"""Of danger nothing reaches whoever seeks volunteers, writes to people or tells partners."""

import pytest

from services.matching.queues import QUEUES as MATCHING
from services.notify.queues import QUEUES as NOTIFY
from services.reporting.queues import QUEUES as REPORTING
from shared.contracts.intake import RequestEscalated
from shared.messaging.topology import WorkQueue


@pytest.mark.parametrize("queues", [MATCHING, NOTIFY], ids=["matching", "notify"])
def test_danger_is_heard_by_nobody_who_could_act_on_it(queues: tuple[WorkQueue, ...]) -> None:
    assert RequestEscalated.event_type not in {kind for queue in queues for kind in queue.types}


def test_the_log_keeps_that_a_person_has_it_and_nothing_else() -> None:
    assert RequestEscalated.event_type in {kind for queue in REPORTING for kind in queue.types}
    assert set(RequestEscalated.model_fields) == {"request_id"}
