"""Structured logs: one JSON object a line on stdout, allow-listed fields, no personal data."""

import contextlib
import logging
import sys
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from typing_extensions import override

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.telemetry.redaction import allowed, foreign
from shared.telemetry.traces import current_trace_id

_ALWAYS = ("event", "level", "time")
_CHATTY = ("aio_pika", "aiormq", "asyncio", "faststream", "httpx", "httpcore")
_SERVERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")
_LEVELS = (logging.CRITICAL, logging.ERROR, logging.WARNING, logging.INFO, logging.DEBUG)

_Fields = MutableMapping[str, Any]  # structlog's own type of an event dict


def configure(service: str, level: str = "INFO") -> None:
    """Send our logs and those of every library to stdout in one form; call once, at start.

    uvicorn must be run with `log_config=None`, or it puts its own handlers back.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _Named(service),
            _with_trace,
            _with_exception,
            _redacted,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_Stdout,
        cache_logger_on_first_use=False,
    )
    _take_over_stdlib(number)
    sys.excepthook = _crashed


@contextlib.contextmanager
def event_context(envelope: Envelope[Event]) -> Iterator[None]:
    """Name the event on every line written inside; the names are gone after."""
    with structlog.contextvars.bound_contextvars(
        event_id=str(envelope.id),
        event_type=envelope.type,
        correlation_id=str(envelope.correlationid),
    ):
        yield


class Forwarding(logging.Handler):
    """Passes records of the standard library on, without their arguments."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Write one record as ours."""
        level = next((known for known in _LEVELS if record.levelno >= known), logging.DEBUG)
        structlog.get_logger().log(
            level, foreign(str(record.msg)), logger=record.name, exc_info=record.exc_info
        )


class _Stdout:
    """Whatever stdout is now; a full disk or a lost reader must not fail the work."""

    def __init__(self, *_: object) -> None:
        pass

    def msg(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    debug = info = warning = error = critical = msg


class _Named:
    def __init__(self, service: str) -> None:
        self._service = service

    def __call__(self, _logger: object, _method: str, fields: _Fields) -> _Fields:
        fields["service"] = self._service
        return fields


def _with_trace(_logger: object, _method: str, fields: _Fields) -> _Fields:
    trace_id = current_trace_id()
    if trace_id is not None:
        fields["trace_id"] = trace_id
    return fields


def _with_exception(_logger: object, _method: str, fields: _Fields) -> _Fields:
    given = fields.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else None
    if isinstance(given, tuple):
        error = given[1]
    elif given is True:
        error = sys.exc_info()[1]
    if error is not None:
        fields["exception"] = error
    return fields


def _redacted(_logger: object, _method: str, fields: _Fields) -> _Fields:
    head = {name: fields.pop(name) for name in _ALWAYS if name in fields}
    return head | allowed(fields)


def _take_over_stdlib(level: int) -> None:
    root = logging.getLogger()
    for handler in [item for item in root.handlers if isinstance(item, Forwarding)]:
        root.removeHandler(handler)
    root.addHandler(Forwarding())
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    for name in _SERVERS:
        server = logging.getLogger(name)
        server.handlers.clear()
        server.propagate = name != "uvicorn.access"  # paths hold capabilities; ours logs the route


def _crashed(
    kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("process crashed", exc_info=error)
