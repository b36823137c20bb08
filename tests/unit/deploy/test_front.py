"""What stands before the services, and beside them: one way in, and files of our own account."""

import re
import ssl
import tomllib
from pathlib import Path

import pytest

from deploy.local.folders import Folders

DEPLOY = Path(__file__).parents[3] / "deploy"
CADDYFILE = DEPLOY / "caddy" / "Caddyfile"
ROUTES = tomllib.loads((DEPLOY / "network" / "permissions.toml").read_text("utf-8"))["routes"]


def text() -> str:
    """Give what is configured, without what is only said about it."""
    lines = CADDYFILE.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def test_no_older_tls_than_1_2_is_spoken() -> None:
    assert not re.search(r"\b(tls|protocols|ciphers|curves|auto_https|insecure)\b", text())
    assert ssl.create_default_context().minimum_version >= ssl.TLSVersion.TLSv1_2


def test_the_front_reaches_the_four_services_and_nothing_else() -> None:
    reached = set(re.findall(r"import (?:service|lane) (\S+)", text()))

    assert reached == {
        "{$INTAKE:127.0.0.1:8001}",
        "{$MATCHING:127.0.0.1:8002}",
        "{$NOTIFY:127.0.0.1:8003}",
        "{$REPORTING:127.0.0.1:8004}",
    }
    assert text().count("reverse_proxy") == len(("service", "lane"))


def led_to(path: str) -> str:
    """Follow a path to a service as the front does: the first matcher that fits, else intake."""
    matchers = dict(re.findall(r"^\t@(\w+) path_regexp (\S+)$", text(), re.MULTILINE))
    handled = re.findall(r"handle @(\w+) \{\s+import service \{\$(\w+):", text())
    fitting = (to for name, to in handled if re.search(matchers[name], path))
    return next(fitting, "INTAKE").lower()


@pytest.mark.parametrize("service", ["intake", "matching", "notify", "reporting"])
def test_each_page_is_asked_of_the_service_that_has_it(service: str) -> None:
    paths = [route.split()[1] for route in ROUTES[service]]
    asked = {re.sub(r"\{\w+\}", "x", path.replace("{language}", "fi")) for path in paths}

    assert {path: led_to(path) for path in asked if led_to(path) != service} == {}


def test_only_we_read_what_processes_say(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "state")

    folders.make()

    for room in (folders.log, folders.run, folders.secrets, folders.mail):
        assert room.stat().st_mode & 0o077 == 0
