"""Traces that survive the outbox: the parent of a span is a W3C `traceparent` string."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib.metadata import entry_points

from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.telemetry.redaction import allowed

_W3C = TraceContextTextMapPropagator()
_IDS = RandomIdGenerator()
_DRAWN = trace.TraceFlags.RANDOM_TRACE_ID
"""Said of an id that nobody else can have drawn."""
_KINDS = "opentelemetry_traces_exporter"


class UnknownExporterError(Exception):
    """No installed package offers a trace exporter of the configured name."""


class _Tracing:
    """The process's provider: ids always, spans only where somebody collects them."""

    def __init__(self, provider: TracerProvider) -> None:
        self.provider, self.collects = provider, False
        self.tracer = provider.get_tracer("porukalla")

    def use(self, provider: TracerProvider, *, collects: bool) -> None:
        self.provider.shutdown()
        self.provider, self.collects = provider, collects
        self.tracer = provider.get_tracer("porukalla")


def _provider(service: str, exporter: SpanExporter | None) -> TracerProvider:
    provider = TracerProvider(
        sampler=ALWAYS_ON if exporter else ALWAYS_OFF,
        resource=Resource({"service.name": service}),
        shutdown_on_exit=exporter is not None,
    )
    if exporter is not None:
        provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


_TRACING = _Tracing(_provider("porukalla", None))


def configure(service: str, exporter: str | SpanExporter = "none") -> None:
    """Choose where spans go: `none`, `console`, or what an installed OpenTelemetry package offers.

    With `none` spans cost only their ids, which still travel with events and show in logs.
    Raises UnknownExporterError.
    """
    chosen = _exporter(exporter) if isinstance(exporter, str) else exporter
    _TRACING.use(_provider(service, chosen), collects=chosen is not None)


def flush() -> None:
    """Hand over what has been collected; call at the end of the process."""
    _TRACING.provider.force_flush()


def span(
    name: str, /, *, parent: str | None = None, **attributes: str | float
) -> AbstractContextManager[None]:
    """Time the block as a child of `parent`, or of the span it is in.

    Attributes obey the same allow-list as log fields. An exception is named by its type: its
    text may hold a value.
    """
    return _timed(name, parent, attributes) if _TRACING.collects else _named(parent)


@contextmanager
def _named(parent: str | None) -> Iterator[None]:
    """Give the block its ids and no more: every request and every event pays for this."""
    outer = trace.get_current_span(_context(parent)).get_span_context()
    inner = trace.SpanContext(
        outer.trace_id if outer.is_valid else _IDS.generate_trace_id(),
        _IDS.generate_span_id(),
        is_remote=False,
        trace_flags=trace.TraceFlags(outer.trace_flags & _DRAWN if outer.is_valid else _DRAWN),
        trace_state=outer.trace_state,
    )
    token = attach(trace.set_span_in_context(trace.NonRecordingSpan(inner)))
    try:
        yield
    finally:
        detach(token)


@contextmanager
def _timed(name: str, parent: str | None, attributes: Mapping[str, str | float]) -> Iterator[None]:
    with _TRACING.tracer.start_as_current_span(
        name,
        context=_context(parent),
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        if attributes and current.is_recording():
            current.set_attributes(
                {
                    key: value if isinstance(value, str | float | int) else str(value)
                    for key, value in allowed(attributes).items()
                }
            )
        try:
            yield
        except Exception as error:
            current.set_status(trace.StatusCode.ERROR, type(error).__name__)
            raise


def current_traceparent() -> str | None:
    """Give the running span as a W3C `traceparent`, to be stored beside what it causes."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


def current_trace_id() -> str | None:
    """Give the running trace's id, by which logs and traces are joined."""
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None


def _context(parent: str | None) -> Context | None:
    if parent is None:
        return None
    # an empty context: the stored parent wins over whatever happens to be running
    return _W3C.extract({"traceparent": parent}, Context())


def _exporter(name: str) -> SpanExporter | None:
    if name in {"", "none"}:
        return None
    for entry in entry_points(group=_KINDS, name=name):
        exporter = entry.load()()
        if isinstance(exporter, SpanExporter):
            return exporter
    raise UnknownExporterError
