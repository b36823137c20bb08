"""An event of a type that is not known yet is kept where a queue says so, and parked elsewhere."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from aio_pika.abc import AbstractIncomingMessage

from services.reporting.queues import FACTS_QUEUE
from shared.contracts.event import LaterEvent
from shared.contracts.wire import write
from shared.messaging.receiver import UnreadableMessageError, event_of
from shared.messaging.speakers import NotItsOwnerError
from tests.support.reporting.building import created

BODY = json.loads(write(created("one"))) | {"type": "request.dreamt", "data": {"of": 1}}


def message(*, user: str = "porukalla-intake") -> AbstractIncomingMessage:
    told = SimpleNamespace(body=json.dumps(BODY).encode(), user_id=user, headers={})
    return cast("AbstractIncomingMessage", told)


def test_the_log_takes_a_type_of_a_later_version() -> None:
    event = event_of(message(), FACTS_QUEUE)

    assert (event.type, event.id) == ("request.dreamt", created("one").id)
    assert isinstance(event.data, LaterEvent)


def test_nobody_says_it_in_the_name_of_another() -> None:
    with pytest.raises(NotItsOwnerError):
        event_of(message(user="porukalla-matching"), FACTS_QUEUE)


def test_another_queue_parks_it() -> None:
    with pytest.raises(UnreadableMessageError, match="unknown event type"):
        event_of(message(), replace(FACTS_QUEUE, keeps_later=False))
