"""Packages are installed by commands a person could have typed, and only with leave."""

from pathlib import Path

import pytest

from deploy.packages import NoAptError, PackageNeededError, commands_for, ensure
from deploy.system_services import enabled_services, stopping


@pytest.fixture
def nothing_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a search path of one's own, on which no program is found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, does: str = "") -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    file.chmod(0o755)


def test_what_is_there_is_left_alone(nothing_there: Path) -> None:
    program(nothing_there, "caddy")

    assert ensure(["caddy"], nothing_there / "log") == []


def test_the_commands_are_those_a_person_would_type() -> None:
    update, install = commands_for(["caddy", "chromium"])

    assert update[-1] == "update"
    assert install[-4:] == ("--yes", "--no-install-recommends", "caddy", "chromium")


def test_an_ordinary_user_is_shown_the_commands(
    nothing_there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(nothing_there, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(PackageNeededError, match=r"sudo apt-get .* install .* caddy"):
        ensure(["caddy"], nothing_there / "log")


def test_a_machine_without_apt_is_told_what_to_install(nothing_there: Path) -> None:
    with pytest.raises(NoAptError, match="caddy"):
        ensure(["caddy"], nothing_there / "log")


def test_only_our_servers_services_are_looked_at(nothing_there: Path) -> None:
    program(nothing_there, "systemctl", "echo epmd.socket enabled; echo cron.service enabled")

    assert enabled_services() == {"epmd.socket"}


def test_services_that_came_along_are_kept_off(nothing_there: Path) -> None:
    program(nothing_there, "systemctl")

    (command,) = stopping(frozenset({"epmd.socket", "rabbitmq-server.service"}))

    assert command[:2] == ("systemctl", "disable")
    assert command[-2:] == ("epmd.socket", "rabbitmq-server.service")


@pytest.mark.usefixtures("nothing_there")
def test_scripts_that_came_along_are_stopped_where_there_is_no_systemd() -> None:
    assert stopping(frozenset({"rabbitmq-server"})) == [("service", "rabbitmq-server", "stop")]


def test_nothing_that_came_means_nothing_to_stop() -> None:
    assert stopping(frozenset()) == []
