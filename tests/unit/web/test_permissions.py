"""The table of permissions: what it says, what stops a start, and what binds to a house."""

from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Response
from pydantic import ValidationError

from shared.contracts.words import StaffRole
from shared.web.access import UnlistedRouteError
from shared.web.app import build_app
from shared.web.pages import open_pages
from shared.web.permissions import (
    Permission,
    Permissions,
    RouteTable,
    StaffSession,
    UnboundRouteError,
    UnknownPermissionError,
    read_permissions,
)
from tests.support.web.page_world import nothing
from tests.support.web.route_tables import table_of
from tests.support.web.showcase import CONTACT, ready
from tests.support.web.staff import cookie_for, session_cookies

OURS, THEIRS = uuid4(), uuid4()
TABLE = """
version = 3
bound = ["supplier"]
[permissions]
lists = { roles = ["coordinator"] }
contracts = { roles = ["coordinator", "supplier"] }
export = { roles = ["coordinator"], fresh = true }
[routes.every]
"GET /health" = "public"
[routes.one]
"GET /{language}/list" = "lists"
"GET /{language}/export" = "export"
"GET /{language}/me" = "signed_in"
"GET /{language}/contracts/{organisation_id}" = "contracts"
"GET /{language}/link/{token}" = "link"
"""


def read(folder: Path, text: str = TABLE) -> Permissions:
    file = folder / "permissions.toml"
    file.write_text(text, encoding="utf-8")
    return read_permissions(file)


def someone(role: StaffRole, organisation: UUID | None = OURS) -> StaffSession:
    return StaffSession(uuid4(), frozenset({role}), organisation)


def test_each_route_asks_for_what_its_line_says(tmp_path: Path) -> None:
    table = read(tmp_path).of("one")

    assert table.of("GET /health") is None
    assert table.of("GET /{language}/link/{token}") is None
    assert table.of("GET /{language}/list") == Permission(frozenset({StaffRole.COORDINATOR}))
    assert table.of("GET /{language}/me") == Permission(frozenset(StaffRole))
    export = table.of("GET /{language}/export")
    assert export is not None
    assert export.fresh


@pytest.mark.parametrize("role", StaffRole)
def test_what_has_no_line_is_open_to_nobody(tmp_path: Path, role: StaffRole) -> None:
    permission = read(tmp_path).of("one").of("POST /{language}/list")

    assert permission is not None
    assert not permission.admits(someone(role))


def test_who_is_bound_to_a_house_sees_that_one_only(tmp_path: Path) -> None:
    permission = read(tmp_path).of("one").of("GET /{language}/contracts/{organisation_id}")
    assert permission is not None
    supplier, homeless = someone(StaffRole.SUPPLIER), someone(StaffRole.SUPPLIER, None)

    asked = [str(OURS), str(THEIRS), "None", None]

    assert [permission.admits(supplier, each) for each in asked] == [True, False, False, False]
    assert [permission.admits(homeless, each) for each in asked] == [False] * 4
    assert permission.admits(someone(StaffRole.COORDINATOR), str(THEIRS))
    assert not permission.admits(someone(StaffRole.REPORTER), str(OURS))


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('"GET /x" = "nonsense"', UnknownPermissionError),
        ('"GET /x" = "contracts"', UnboundRouteError),
    ],
)
def test_a_wrong_line_stops_the_start(tmp_path: Path, line: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="GET /x"):
        read(tmp_path, TABLE + line)


def test_an_unknown_role_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="janitor"):
        read(tmp_path, TABLE.replace('["coordinator"]', '["janitor"]'))


def small(table: RouteTable, router: APIRouter) -> FastAPI:
    return build_app(
        title="small",
        lifespan=nothing,
        routers=[router],
        table=table,
        readiness=ready,
        pages=open_pages(rooms={}, texts=[], contact=CONTACT),
        secure=False,
    )


def routed() -> APIRouter:
    router = APIRouter()

    @router.get("/{language}/contracts/{organisation_id}")
    async def contracts(organisation_id: UUID) -> Response:
        return Response(str(organisation_id))

    return router


CONTRACTS = "GET /{language}/contracts/{organisation_id}"
SUPPLIERS = Permission(frozenset(), bound=frozenset({StaffRole.SUPPLIER}))


def test_a_route_without_a_line_stops_the_start() -> None:
    with pytest.raises(UnlistedRouteError, match="contracts"):
        small(table_of([]), routed())


def test_a_line_without_a_route_stops_the_start() -> None:
    with pytest.raises(UnlistedRouteError, match="contracts"):
        small(table_of([routed()]), APIRouter())


@pytest.mark.parametrize(("house", "status"), [(OURS, 200), (THEIRS, 403)])
async def test_a_page_of_another_house_is_refused(house: UUID, status: int) -> None:
    app = small(table_of([routed()], {CONTRACTS: SUPPLIERS}), routed())
    app.state.session_cookies = session_cookies()
    transport = httpx.ASGITransport(app)

    async with httpx.AsyncClient(
        transport=transport,
        base_url="http://localhost",
        cookies={"porukalla": cookie_for(StaffRole.SUPPLIER, organisation=OURS)},
    ) as client:
        answer = await client.get(f"/fi/contracts/{house}")

    assert answer.status_code == status


async def test_a_route_added_to_a_running_service_is_open_to_nobody() -> None:
    router = routed()
    app = small(table_of([router]), router)
    app.state.session_cookies = session_cookies()

    @router.get("/{language}/late")
    async def late() -> Response:
        return Response("late")

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://localhost",
        cookies={"porukalla": cookie_for(StaffRole.ADMIN)},
    ) as client:
        answer = await client.get("/fi/late")

    assert answer.status_code == 403
