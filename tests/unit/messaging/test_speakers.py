"""Who is believed: the owner of a type by a name the broker checked, and nobody by a header."""

from types import SimpleNamespace
from typing import cast

import pytest
from aio_pika.abc import AbstractIncomingMessage
from hypothesis import given
from hypothesis import strategies as some

from shared.contracts.wire import BY_TYPE, SENDERS
from shared.messaging.copies import put_back
from shared.messaging.speakers import SAID_BY, NotItsOwnerError, check_speaker, speaker_of
from shared.messaging.topology import EVENTS
from shared.messaging.users import user_of
from tests.support import events

EVENT = events.outbox().envelope(events.hours_logged())
USERS = (*map(user_of, SENDERS), user_of("deploy"), "guest", "", None)
CONSUMER = "intake"


def message(
    user_id: str | None, exchange: str = "intake.returns", **headers: str
) -> AbstractIncomingMessage:
    made = {"user_id": user_id, "headers": headers, "body": b"", "type": "hours.logged"}
    made["exchange"] = exchange
    return cast(
        "AbstractIncomingMessage", SimpleNamespace(**made, message_id="m", content_type=None)
    )


def test_each_type_has_an_owner() -> None:
    assert set().union(*SENDERS.values()) == set(BY_TYPE)


@pytest.mark.parametrize("user", USERS)
def test_only_the_owner_of_a_type_is_believed(user: str | None) -> None:
    if user == user_of("matching"):
        check_speaker(EVENT, user)
        return
    with pytest.raises(NotItsOwnerError):
        check_speaker(EVENT, user)


@pytest.mark.parametrize("source", ["porukalla/intake", "matching", "porukalla/nobody", ""])
def test_an_owner_who_names_another_source_is_not_believed(source: str) -> None:
    with pytest.raises(NotItsOwnerError):
        check_speaker(EVENT.model_copy(update={"source": source}), user_of("matching"))


@given(user=some.sampled_from(USERS), said_by=some.sampled_from(USERS[:-1]))
def test_no_header_makes_somebody_else_speak(user: str | None, said_by: str | None) -> None:
    forged = message(user, **{SAID_BY: said_by or ""})

    if user != user_of(CONSUMER):
        assert speaker_of(forged, CONSUMER) == user
    assert speaker_of(message(user, EVENTS, **{SAID_BY: said_by or ""}), CONSUMER) == user


@given(user=some.sampled_from(USERS), times=some.integers(1, 5))
def test_who_said_it_first_stays_known_however_often_it_is_put_back(
    user: str | None, times: int
) -> None:
    came = message(user)
    first = speaker_of(came, CONSUMER)

    for _ in range(times):
        copy = put_back(came, CONSUMER, {"attempts": 1})
        assert copy.user_id == user_of(CONSUMER)
        came = message(copy.user_id, **{SAID_BY: str(copy.headers[SAID_BY])})

    assert speaker_of(came, CONSUMER) == (first or "")
