"""Build a service's application: its pages inside the same guards, errors and health checks."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shared.telemetry import metrics
from shared.telemetry.health import Report
from shared.web.access import Gate, assert_listed
from shared.web.assets import Assets
from shared.web.error_answers import Answering, invalid_body, problem
from shared.web.forms import UnknownLinkError, answer_unknown_link
from shared.web.guards import BodyLimit, OwnFormsOnly, SecurityHeaders
from shared.web.hosts import KnownHosts
from shared.web.methods import HeadAsGet, KnownMethods, Taken, taken_by
from shared.web.pages import STATIC, Pages
from shared.web.permissions import RouteTable
from shared.web.repeats import Repeats
from shared.web.session_cookies import RenewedCookies

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
# FastAPI's own spans would carry the path, which may hold a token; `Answering` has ours
UNOBSERVED: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
Ready = Callable[[], Awaitable[Report]]


def build_app(  # noqa: PLR0913  # a composition root names its parts
    *,
    title: str,
    lifespan: Lifespan,
    routers: Sequence[APIRouter],
    table: RouteTable,
    readiness: Ready,
    pages: Pages,
    secure: bool,
    hosts: Collection[str] = (),
    webhooks: APIRouter | None = None,
) -> FastAPI:
    """Put the guards around the routers; `secure` says that the origin is https.

    It answers under the names of `hosts` only; without any, as in tests, under every name.
    `webhooks` are what it sends to others, as its description tells.

    Raises UnlistedRouteError when the table knows other routes than there are.
    """
    app = FastAPI(
        title=title,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=UNOBSERVED,
        webhooks=webhooks,
    )
    app.state.pages, app.state.secure, app.state.readiness = pages, secure, readiness
    app.state.gate = gate = Gate(table)
    # the figures first: else a page at `/{language}` takes their address for a language
    every = [_health(readiness), *routers]
    for router in every:
        app.include_router(router, dependencies=[Depends(gate)])
    app.mount("/assets", Assets(STATIC, pages.own_assets))
    assert_listed(app, table)
    routes = [*app.routes, *(route for router in every for route in router.routes)]
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(UnknownLinkError, answer_unknown_link)
    _add_guards(app, hosts, list(taken_by(routes)))
    return app


def _add_guards(app: FastAPI, hosts: Collection[str], taken: Sequence[Taken]) -> None:
    secure = app.state.secure
    # the last one added is the outermost
    app.add_middleware(Repeats)
    app.add_middleware(RenewedCookies, secure=secure)
    app.add_middleware(BodyLimit, uploads=app.state.pages.addresses.upload_paths)
    scheme = "https" if secure else "http"
    app.add_middleware(OwnFormsOnly, scheme=scheme)
    app.add_middleware(KnownMethods, taken=taken)
    if hosts:
        app.add_middleware(KnownHosts, hosts=hosts, scheme=scheme)
    app.add_middleware(Answering, pages=app.state.pages)
    app.add_middleware(SecurityHeaders, secure=secure, leads_to=app.state.pages.addresses.leads_to)
    app.add_middleware(HeadAsGet)


def _health(readiness: Ready) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        report = await readiness()
        return JSONResponse(report.as_json(), 503 if report.status == "down" else 200)

    @router.get("/metrics")
    async def figures() -> Response:
        body, content_type = metrics.render()
        return Response(body, media_type=content_type)

    return router


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = getattr(error, "headers", None) or {}
    if "Location" in headers:
        return Response(status_code=status, headers=headers)
    answer = problem(request, status, request.app.state.pages, getattr(error, "shown", None))
    answer.headers.update(headers)
    return answer


async def _invalid(request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError) and request.url.path.startswith("/api/"):
        return invalid_body(request, error, request.app.state.pages)
    return problem(request, 404, request.app.state.pages)
