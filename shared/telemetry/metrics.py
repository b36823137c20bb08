"""Every figure a service offers at /metrics; labels are names, route templates and codes."""

from functools import partial

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

REGISTRY = CollectorRegistry(auto_describe=True)
ProcessCollector(registry=REGISTRY)

_counter = partial(Counter, registry=REGISTRY)
_gauge = partial(Gauge, registry=REGISTRY)
_histogram = partial(Histogram, registry=REGISTRY)

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)

outbox_unsent = _gauge("outbox_unsent", "Events stored and not yet confirmed by the broker.")
outbox_oldest_seconds = _gauge("outbox_oldest_seconds", "Age of the oldest unsent event.")
relay_confirmed_total = _counter("relay_confirmed_total", "Events the broker confirmed.")
relay_nacked_total = _counter("relay_nacked_total", "Events the broker refused or never confirmed.")
relay_returned_total = _counter("relay_returned_total", "Events that no queue is bound for.")
relay_confirm_seconds = _histogram(
    "relay_confirm_seconds", "From publishing a batch to its last confirm.", buckets=_FAST
)
relay_shards_missing = _gauge(
    "relay_shards_missing", "Shards that are ours and that somebody else holds."
)
inbox_handled_total = _counter("inbox_handled_total", "Deliveries handled.", ["queue"])
inbox_duplicates_total = _counter(
    "inbox_duplicates_total", "Deliveries whose work was already done.", ["queue"]
)
inbox_retried_total = _counter(
    "inbox_retried_total", "Deliveries sent up the retry ladder.", ["queue"]
)
inbox_parked_total = _counter("inbox_parked_total", "Deliveries parked for a human.", ["queue"])
inbox_strangers_total = _counter(
    "inbox_strangers_total",
    "Deliveries that another than the owner of their type said; they are parked.",
    ["queue"],
)
queues_gone_total = _counter("queues_gone_total", "Queues that somebody deleted.", ["queue"])
queues_missing = _gauge("queues_missing", "Whether one of its queues is gone now.", ["queue"])
handler_seconds = _histogram(
    "handler_seconds", "Time to handle a delivery.", ["queue"], buckets=_FAST
)
loop_failures_total = _counter(
    "loop_failures_total", "Rounds in the background that failed.", ["loop"]
)
http_requests_total = _counter("http_requests_total", "Requests answered.", ["route", "status"])
http_request_seconds = _histogram(
    "http_request_seconds", "Time to answer a request.", ["route"], buckets=_FAST
)


def render() -> tuple[bytes, str]:
    """Give the body and the content type of /metrics."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
