"""The one origin: who answers which path, what is never shown, and what is said in an outage."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx
import pytest

from deploy.local.folders import CLONE, Folders
from deploy.local.front import front, front_environment
from deploy.local.ports import free_port
from deploy.local.program import Program
from tests.support.deploy.answers import until_answers
from tests.support.deploy.echo import echoing

pytestmark = pytest.mark.skipif(shutil.which("caddy") is None, reason="Caddy is not installed")
UP = ("intake", "matching", "notify", "catcher")
TOKEN = "S3cretT0ken"


@pytest.fixture(scope="module")
def caddy() -> Iterator[tuple[str, Program]]:
    """Run Caddy in front of three echoing services and a catcher; reporting is away."""
    ports = {name: free_port() for name in (*UP, "reporting")}
    with ExitStack() as stack:
        folders = Folders(Path(stack.enter_context(TemporaryDirectory(prefix="porukalla-"))))
        folders.make()
        for name in UP:
            stack.enter_context(echoing(name, ports[name]))
        port = free_port()
        program = front(folders, port, ports)
        stack.callback(program.kill)
        program.start()
        origin = f"http://localhost:{port}"
        until_answers(origin)
        yield origin, program


@pytest.fixture
def client(caddy: tuple[str, Program]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=caddy[0], trust_env=False, timeout=10) as client:
        yield client


def test_the_configuration_is_valid_and_formatted(tmp_path: Path) -> None:
    ports = dict.fromkeys((*UP, "reporting"), 1)
    for folder in ("deploy/caddy/Caddyfile", "deploy/caddy/development.caddy"):
        shutil.copy(CLONE / folder, tmp_path)
    environment = {"PATH": os.environ["PATH"], **front_environment(tmp_path, 8080, ports)}

    checked = subprocess.run(
        ["caddy", "validate", "--config", "Caddyfile", "--adapter", "caddyfile"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    formatted = subprocess.run(
        ["caddy", "fmt", "Caddyfile"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert checked.returncode == 0, checked.stderr
    assert formatted.stdout == (tmp_path / "Caddyfile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", "intake"),
        ("/fi", "intake"),
        ("/fi/apua/mita", "intake"),
        (f"/sv/p/{TOKEN}", "intake"),
        (f"/en/yhteys/{TOKEN}", "intake"),
        ("/fi/kirjaudu", "intake"),
        ("/fi/taulu", "intake"),
        ("/assets/kit.css", "intake"),
        ("/docs/", "intake"),
        ("/api/requests", "intake"),
        ("/tila.json", "intake"),
        ("/robots.txt", "intake"),
        ("/favicon.ico", "intake"),
        ("/fi/vapaaehtoinen", "matching"),
        ("/sv/vapaaehtoinen/vahvista", "matching"),
        (f"/en/v/{TOKEN}", "matching"),
        ("/sv/perustelut/1", "matching"),
        (f"/fi/t/{TOKEN}", "matching"),
        ("/fi/vapaaehtoisille", "intake"),
        ("/fi/toimitukset", "notify"),
        ("/_posti", "catcher"),
        ("/_posti.json?to=aino@demo.invalid", "catcher"),
        ("/_kumppani", "catcher"),
    ],
)
def test_a_path_belongs_to_one_service_and_is_passed_on_whole(
    client: httpx.Client, path: str, service: str
) -> None:
    answer = client.get(path)

    assert answer.headers["x-service"] == service
    assert answer.text == f"http {path}"


@pytest.mark.parametrize("service", ["intake", "matching", "notify"])
def test_each_services_description_is_read_under_docs(client: httpx.Client, service: str) -> None:
    answer = client.get(f"/docs/{service}/openapi.json")

    assert (answer.headers["x-service"], answer.text) == (service, "http /openapi.json")


@pytest.mark.parametrize(
    "path",
    [
        *("/health/live", "/health/ready", "/health", "/metrics", "/openapi.json"),
        *("//metrics", "/%6detrics", "/METRICS", "/health%2Fready", "/./metrics", "/x/../metrics"),
    ],
)
def test_what_is_for_the_operator_is_not_shown(caddy: tuple[str, Program], path: str) -> None:
    # httpx would tidy the path up
    with closing(HTTPConnection(urlsplit(caddy[0]).netloc, timeout=10)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()

    assert answer.status == 404
    assert answer.getheader("x-service") is None


@pytest.mark.parametrize(
    ("path", "language"), [("/fi/raportit", "fi"), ("/sv/raportit", "sv"), ("/en/raportit", "en")]
)
def test_while_a_service_is_away_its_pages_say_whom_to_call(
    client: httpx.Client, path: str, language: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert f'<html lang="{language}"' in answer.text
    assert "+358 15 000 0000" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert client.get("/_katko/outage.css").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/fi/raportit", "/health", "/_katko/outage.css", "/_katko/none", "/_posti"]
)
def test_head_is_answered_as_get(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers.keys() >= got.headers.keys() - {"transfer-encoding", "content-length"}


def test_a_file_that_is_only_read_says_so(client: httpx.Client) -> None:
    answer = client.put("/_katko/outage.css")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_body_that_is_too_large_is_refused_with_or_without_a_length(
    client: httpx.Client,
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * 70_000

    with_length = client.post("/fi/apua/viesti", content=b"x" * 70_000)
    without = client.post("/en/apua/viesti", content=pieces())

    assert [with_length.status_code, without.status_code] == [413, 413]
    assert "liian pitkä" in with_length.text


@pytest.mark.parametrize("path", ["/api/requests", "/tila.json"])
def test_what_is_wrong_is_told_to_machines_as_they_read_it(client: httpx.Client, path: str) -> None:
    answer = client.post(path, content=b"x" * 70_000)

    assert (answer.status_code, answer.json()["status"]) == (413, 413)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_within_the_limit_arrives(client: httpx.Client) -> None:
    assert client.post("/api/requests", content=b"x" * 65_000).headers["x-service"] == "intake"


def test_another_hosts_name_gets_nothing(client: httpx.Client) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 421
    assert (answer.headers.get("x-service"), answer.headers.get("server")) == (None, None)


def test_no_path_is_ever_logged(caddy: tuple[str, Program], client: httpx.Client) -> None:
    client.get(f"/fi/raportit/{TOKEN}")
    client.get(f"/fi/v/{TOKEN}")

    log = caddy[1].log.read_text(encoding="utf-8")

    assert TOKEN not in log
