"""Traces that go through strings."""

import json
import re
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from shared.telemetry import traces
from shared.telemetry.traces import UnknownExporterError, current_traceparent, span
from tests.support.canaries import Canary

W3C = re.compile(r"00-(?P<trace>[0-9a-f]{32})-(?P<span>[0-9a-f]{16})-[0-9a-f]{2}")
CANARY = Canary()


@pytest.fixture
def collected() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    traces.configure("matching", exporter)
    yield exporter
    traces.configure("porukalla")


def parts(traceparent: str | None) -> tuple[str, str]:
    found = W3C.fullmatch(traceparent or "")
    assert found
    return found["trace"], found["span"]


def test_outside_a_span_there_is_no_trace() -> None:
    assert current_traceparent() is None
    assert traces.current_trace_id() is None


def test_a_trace_survives_being_stored_as_text() -> None:
    with span("request received"):
        stored = current_traceparent()
    with span("request handled", parent=stored):
        later = current_traceparent()

    assert parts(stored)[0] == parts(later)[0]
    assert parts(stored)[1] != parts(later)[1]


def test_a_stored_parent_wins_over_the_running_span() -> None:
    with span("request received"):
        stored = current_traceparent()

    with span("batch"), span("request handled", parent=stored):
        assert parts(current_traceparent())[0] == parts(stored)[0]


@pytest.mark.parametrize("damaged", ["", "rubbish", "00-" + "0" * 32 + "-" + "0" * 16 + "-01"])
def test_a_damaged_parent_starts_a_new_trace(damaged: str) -> None:
    with span("request handled", parent=damaged):
        assert parts(current_traceparent())


def test_spans_nest_and_keep_the_stored_parent(collected: InMemorySpanExporter) -> None:
    with span("outer"):
        stored = current_traceparent()
    with span("inner", parent=stored, queue="matching.requests", attempts=2):
        pass
    traces.flush()

    outer, inner = collected.get_finished_spans()
    assert outer.context
    assert inner.parent
    assert inner.parent.span_id == outer.context.span_id
    assert inner.attributes == {"queue": "matching.requests", "attempts": 2}
    assert inner.resource.attributes["service.name"] == "matching"


def test_a_service_that_collects_does_so_whatever_its_caller_did(
    collected: InMemorySpanExporter,
) -> None:
    with span("handled", parent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"):
        pass
    traces.flush()

    assert [item.name for item in collected.get_finished_spans()] == ["handled"]


def test_a_failed_span_names_the_error_s_type_and_no_value(
    collected: InMemorySpanExporter,
) -> None:
    with pytest.raises(ValueError, match="laulaa"), span("handled", name=CANARY.name):
        raise ValueError(CANARY.text)
    traces.flush()

    [failed] = collected.get_finished_spans()
    assert (failed.status.status_code, failed.status.description) == (
        StatusCode.ERROR,
        "ValueError",
    )
    assert CANARY.found_in(str(json.loads(failed.to_json()))) == []
    assert failed.events == ()


def test_an_exporter_nobody_installed_is_refused() -> None:
    with pytest.raises(UnknownExporterError):
        traces.configure("matching", "no_such_exporter")


def test_an_exporter_of_an_installed_package_is_found_by_its_name() -> None:
    traces.configure("matching", "console")

    with span("nothing to see"):
        assert (current_traceparent() or "").endswith(("-01", "-03"))
    traces.configure("matching", "none")
