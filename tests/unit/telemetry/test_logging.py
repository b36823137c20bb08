"""What reaches stdout, and what does not."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import structlog
from typing_extensions import override

from shared.telemetry.logs import Forwarding, configure, event_context
from shared.telemetry.traces import span
from tests.support.canaries import Canary
from tests.support.events import hours_logged, outbox

CANARY = Canary()
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """Configure logging and give the lines written so far."""
    hook, level, before = sys.excepthook, logging.getLogger().level, structlog.get_config()
    configure("intake", "DEBUG")
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    root = logging.getLogger()
    root.handlers = [item for item in root.handlers if not isinstance(item, Forwarding)]
    root.setLevel(level)
    sys.excepthook = hook
    structlog.configure(**before)


def test_a_line_is_json_with_level_service_and_time_in_utc(logged: Lines) -> None:
    structlog.get_logger().info("request matched", attempts=2)

    [line] = logged()
    assert (line["event"], line["level"], line["service"]) == ("request matched", "info", "intake")
    assert line["attempts"] == 2
    assert datetime.fromisoformat(line["time"]).utcoffset() == UTC.utcoffset(None)


def test_only_allowed_fields_pass_and_the_others_are_named(logged: Lines) -> None:
    structlog.get_logger().info(
        "request stored", name=CANARY.name, phone=CANARY.phone, request_id=UUID(int=5)
    )

    [line] = logged()
    assert line["redacted"] == ["name", "phone"]
    assert line["request_id"] == str(UUID(int=5))
    assert CANARY.found_in(str(line)) == []


@pytest.mark.parametrize("value", [CANARY.phone, CANARY.email, "010101-123N", "A" * 43])
def test_a_personal_value_under_an_allowed_name_is_masked(logged: Lines, value: str) -> None:
    structlog.get_logger().info("delivery diverted", reason=f"refused for {value}, twice")

    assert logged()[0]["reason"] == "refused for [masked], twice"


def test_a_link_with_a_token_is_masked(logged: Lines) -> None:
    structlog.get_logger().info("page served", route="http://localhost:8080/fi/p/secret-token")

    assert logged()[0]["route"] == "[masked]"


def test_an_object_is_named_by_its_type_only(logged: Lines) -> None:
    structlog.get_logger().info("page served", reason=CANARY)

    assert logged()[0]["reason"] == "<Canary>"


def test_ids_and_times_stay_readable(logged: Lines) -> None:
    event_id = "01912345-0000-7000-8000-123456789012"
    structlog.get_logger().info("event handled", event_id=event_id, reason=f"after {event_id}")

    [line] = logged()
    assert line["event_id"] == event_id
    assert line["reason"] == f"after {event_id}"


def test_an_exception_is_told_without_its_text(logged: Lines) -> None:
    try:
        int(CANARY.text)
    except ValueError:
        structlog.get_logger().exception("import failed")

    [line] = logged()
    [described] = line["exception"]
    assert described["type"] == "builtins.ValueError"
    assert described["frames"][-1].startswith(f"{__name__}:")
    assert CANARY.found_in(str(line)) == []


def test_an_exception_passed_as_a_field_is_told_the_same_way(logged: Lines) -> None:
    structlog.get_logger().warning("relay interrupted", error=ValueError(CANARY.name))

    assert logged()[0]["error"] == [{"type": "builtins.ValueError", "frames": []}]


def test_the_context_of_an_event_is_bound_inside_and_gone_after(logged: Lines) -> None:
    event = outbox().envelope(hours_logged())

    with event_context(event):
        structlog.get_logger().info("event handled")
    structlog.get_logger().info("relay idle")

    inside, after = logged()
    assert inside["event_id"] == str(event.id)
    assert inside["event_type"] == "hours.logged"
    assert inside["correlation_id"] == str(event.correlationid)
    assert "event_id" not in after


def test_a_line_names_the_trace_it_was_written_in(logged: Lines) -> None:
    with span("relay pass"):
        structlog.get_logger().info("batch sent")

    assert len(logged()[0]["trace_id"]) == 32


def test_a_library_s_message_is_kept_as_its_template(logged: Lines) -> None:
    logging.getLogger("uvicorn.error").info("Uvicorn running for %s", CANARY.name)

    [line] = logged()
    assert (line["event"], line["logger"]) == ("Uvicorn running for %s", "uvicorn.error")


def test_a_library_s_finished_message_loses_quotes_and_later_lines(logged: Lines) -> None:
    logging.getLogger("aio_pika").error(f"Lost '{CANARY.name}' at amqp://u:p@h/\n{CANARY.text}")  # noqa: G004  # what libraries do

    assert logged()[0]["event"] == "Lost [masked] at [masked]"


def test_access_logs_of_the_server_are_silent(logged: Lines) -> None:
    logging.getLogger("uvicorn.access").info("GET /fi/p/secret-token")

    assert logged() == []


def test_levels_between_the_standard_ones_are_rounded_down(logged: Lines) -> None:
    logging.getLogger("some.library").log(logging.WARNING + 5, "Odd")

    assert logged()[0]["level"] == "warning"


def test_a_task_that_fails_unseen_is_told_without_its_text(logged: Lines) -> None:
    async def forget() -> None:
        async def fail() -> None:
            raise ValueError(CANARY.text)

        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task

    asyncio.run(forget())

    [line] = logged()
    assert line["event"] == "Task exception was never retrieved"
    assert line["exception"][0]["type"] == "builtins.ValueError"
    assert CANARY.found_in(str(line)) == []


def test_a_crash_is_told_without_its_text(logged: Lines) -> None:
    error = RuntimeError(CANARY.text)

    sys.excepthook(RuntimeError, error, None)

    [line] = logged()
    assert (line["event"], line["level"]) == ("process crashed", "critical")
    assert CANARY.found_in(str(line)) == []


class Gone(io.StringIO):
    """A pipe whose reader went away."""

    @override
    def write(self, _text: str) -> int:
        raise BrokenPipeError


@pytest.mark.usefixtures("logged")
def test_a_reader_that_went_away_does_not_fail_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Gone())

    structlog.get_logger().info("request stored")
