"""The figures by the names that dashboards rely on."""

from shared.telemetry import metrics

NAMES = (
    "outbox_unsent",
    "outbox_oldest_seconds",
    "relay_confirmed_total",
    "relay_nacked_total",
    "relay_returned_total",
    "relay_confirm_seconds_count",
    "process_resident_memory_bytes",
)


def test_every_figure_is_offered_from_the_start() -> None:
    body, content_type = metrics.render()

    assert content_type.startswith("text/plain; version=")
    names = {line.split(b" ")[0].decode() for line in body.splitlines()}
    assert set(NAMES) <= names


def test_labelled_figures_are_counted_by_their_label() -> None:
    metrics.inbox_handled_total.labels("test.metrics").inc()
    metrics.http_requests_total.labels("/{language}/test/{token}", "200").inc()
    metrics.handler_seconds.labels("test.metrics").observe(0.003)

    text = metrics.render()[0].decode()
    assert 'inbox_handled_total{queue="test.metrics"} 1.0' in text
    assert 'http_requests_total{route="/{language}/test/{token}",status="200"} 1.0' in text
    assert 'handler_seconds_bucket{le="0.005",queue="test.metrics"} 1.0' in text
