"""Packages are installed by commands a person could have typed, and only with leave."""

from pathlib import Path

import pytest

from deploy.local.start_report import reason_of
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


def test_a_chromium_with_windows_is_enough(nothing_there: Path) -> None:
    program(nothing_there, "chromium")

    assert ensure(["chromium-headless-shell"], nothing_there / "log") == []


def test_the_commands_are_those_a_person_would_type() -> None:
    update, install = commands_for(["caddy", "chromium"])

    assert update[-1] == "update"
    assert install[-4:] == ("--yes", "--no-install-recommends", "caddy", "chromium")


@pytest.fixture
def systemd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have systemd run this machine, as far as anybody can tell."""
    monkeypatch.setattr("deploy.packages.runs_systemd", lambda: True)
    monkeypatch.setattr("deploy.system_services.runs_systemd", lambda: True)


def commands_told(folder: Path) -> list[str]:
    with pytest.raises(PackageNeededError) as refused:
        ensure(["caddy", "rabbitmq-server"], folder / "log")
    return [line for line in reason_of(refused.value).splitlines() if line.startswith("  ")]


@pytest.mark.usefixtures("systemd")
def test_an_ordinary_user_is_shown_commands_that_leave_no_service_on(
    nothing_there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(nothing_there, "apt-get")
    program(nothing_there, "sudo")
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    update, install, disable = commands_told(nothing_there)

    assert update.startswith("  sudo apt-get ")
    assert install.endswith(" install --yes --no-install-recommends caddy rabbitmq-server")
    assert disable.startswith("  sudo systemctl disable --now caddy.service epmd.service ")


def test_without_systemd_and_sudo_root_is_shown_commands_that_start_nothing(
    nothing_there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(nothing_there, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("deploy.packages.runs_systemd", lambda: False)

    forbid, _, install, allow = commands_told(nothing_there)

    assert "sudo" not in f"{forbid}{install}{allow}"
    assert "exit 101" in forbid
    assert allow == "  rm /usr/sbin/policy-rc.d"


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
def test_without_systemd_nothing_was_started_and_no_script_is_called() -> None:
    assert enabled_services() == frozenset()


def test_nothing_that_came_means_nothing_to_stop() -> None:
    assert stopping(frozenset()) == []
