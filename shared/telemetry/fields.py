"""The names that may appear beside a log line or on a span; adding one is a decision about privacy.

Ids are pseudonyms; codes and figures name no one. What is missing here on purpose: names, phone
numbers, addresses, free text, tokens, URLs, request bodies, and the category of a request, which
may reveal health.
"""

_ENVELOPE = frozenset(
    {
        "event_id",
        "event_type",
        "correlation_id",
        "causation_id",
        "subject_kind",
        "subject_version",
        "municipality",
        "exercise",
        "trace_id",
    }
)
_IDS = frozenset(
    {
        "request_id",
        "match_id",
        "volunteer_id",
        "assignment_id",
        "activity_id",
        "notification_id",
        "delivery_id",
        "endpoint_id",
        "staff_id",
        "partner_id",
        "activation_id",
    }
)
_PROGRAM = frozenset(
    {
        "service",
        "component",
        "consumer",
        "error",
        "error_id",
        "exception",
        "host",
        "job",
        "logger",
        "migration",
        "port",
        "queue",
        "reason",
        "ring_key",
        "route",
        "method",
        "settings",
        "signal",
        "state",
        "version",
    }
)
_FIGURES = frozenset(
    {
        "attempt",
        "attempts",
        "connected",
        "count",
        "minutes",
        "oldest_seconds",
        "parked",
        "relays",
        "retry_seconds",
        "rows",
        "seconds",
        "size",
        "status",
        "status_code",
        "unsent",
    }
)
_CODES = frozenset(
    {"channel", "check", "kind", "language", "outcome", "role", "smtp_code", "template", "urgency"}
)

ALLOWED = _ENVELOPE | _IDS | _PROGRAM | _FIGURES | _CODES
