"""Every figure a service offers at /metrics; labels are names, route templates and codes."""

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

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)

outbox_unsent = Gauge(
    "outbox_unsent", "Events stored and not yet confirmed by the broker.", registry=REGISTRY
)
outbox_oldest_seconds = Gauge(
    "outbox_oldest_seconds", "Age of the oldest unsent event.", registry=REGISTRY
)
relay_confirmed_total = Counter(
    "relay_confirmed_total", "Events the broker confirmed.", registry=REGISTRY
)
relay_nacked_total = Counter(
    "relay_nacked_total", "Events the broker refused or never confirmed.", registry=REGISTRY
)
relay_returned_total = Counter(
    "relay_returned_total", "Events that no queue is bound for.", registry=REGISTRY
)
relay_confirm_seconds = Histogram(
    "relay_confirm_seconds",
    "From publishing a batch to its last confirm.",
    buckets=_FAST,
    registry=REGISTRY,
)
relay_shards_missing = Gauge(
    "relay_shards_missing", "Shards that are ours and that somebody else holds.", registry=REGISTRY
)
inbox_handled_total = Counter(
    "inbox_handled_total", "Deliveries handled.", ["queue"], registry=REGISTRY
)
inbox_duplicates_total = Counter(
    "inbox_duplicates_total",
    "Deliveries whose work was already done.",
    ["queue"],
    registry=REGISTRY,
)
inbox_retried_total = Counter(
    "inbox_retried_total", "Deliveries sent up the retry ladder.", ["queue"], registry=REGISTRY
)
inbox_parked_total = Counter(
    "inbox_parked_total", "Deliveries parked for a human.", ["queue"], registry=REGISTRY
)
inbox_strangers_total = Counter(
    "inbox_strangers_total",
    "Deliveries that another than the owner of their type said; they are parked.",
    ["queue"],
    registry=REGISTRY,
)
queues_gone_total = Counter(
    "queues_gone_total", "Queues that somebody deleted.", ["queue"], registry=REGISTRY
)
queues_missing = Gauge(
    "queues_missing",
    "Whether one of its queues is gone now.",
    ["queue"],
    registry=REGISTRY,
)
handler_seconds = Histogram(
    "handler_seconds", "Time to handle a delivery.", ["queue"], buckets=_FAST, registry=REGISTRY
)
loop_failures_total = Counter(
    "loop_failures_total", "Rounds in the background that failed.", ["loop"], registry=REGISTRY
)
http_requests_total = Counter(
    "http_requests_total", "Requests answered.", ["route", "status"], registry=REGISTRY
)
http_request_seconds = Histogram(
    "http_request_seconds", "Time to answer a request.", ["route"], buckets=_FAST, registry=REGISTRY
)


def render() -> tuple[bytes, str]:
    """Give the body and the content type of /metrics."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
