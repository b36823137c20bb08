"""Debian packages that are missing: installed as root, or by sudo once the user agreed."""

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.local import rabbit
from deploy.local.account import make_way
from deploy.system_services import enabled_services, runs_systemd, services_of, stopping

Command = Sequence[str]
Say = Callable[[str], None]

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""What its program may be called; without windows a page takes half as long."""

_POLICY = Path("/usr/sbin/policy-rc.d")
# What `_nothing_started` does, for people to type where there is no systemd.
_FORBID = (
    *("sh", "-c"),
    f'printf "#!/bin/sh\\nexit 101\\n" > {_POLICY} && chmod 755 {_POLICY}',
)
_ALLOW = ("rm", str(_POLICY))
_APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300")
_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_SUSPEND": "1"}


class PackageError(Exception):
    """Packages that are needed could not be had; the subclass says why and what to do."""


class PackageNeededError(PackageError):
    """Debian packages are missing that only an administrator may install, by these commands."""


class NoAptError(PackageError):
    """This machine has no apt-get; install what follows by its own means."""


class InstallError(PackageError):
    """Installing failed; the reason is at the end of the file that follows."""


def _on_path(*programs: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(program) for program in programs)


def _loads(library: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return present


# How to tell that what a package brings is there, whoever installed it.
PRESENT: Mapping[str, Callable[[], bool]] = {
    "caddy": _on_path("caddy"),
    "chromium-headless-shell": _on_path(*CHROMIUM),
    # what Playwright's own node needs and a bare Debian 12 lacks
    "libatomic1": _loads("libatomic.so.1"),
    "php-cli": _on_path("php"),
    "rabbitmq-server": rabbit.is_installed,
}


def missing(names: Sequence[str]) -> list[str]:
    """Name those of the packages whose program is not on this machine."""
    return [name for name in names if not PRESENT[name]()]


def commands_for(names: Sequence[str]) -> list[Command]:
    """Give the commands that install packages, as root would type them."""
    return [(*_APT, "update"), (*_APT, "install", "--yes", "--no-install-recommends", *names)]


def commands_to_type(names: Sequence[str]) -> list[Command]:
    """Give the same with what keeps the packages' own services off: Debian starts them at once."""
    install = commands_for(names)
    if runs_systemd():
        return [*install, *stopping(services_of(names))]
    return [_FORBID, *install, _ALLOW] if services_of(names) else install


def ensure(names: Sequence[str], log: Path, say: Say = print) -> list[str]:
    """Install what is missing, leaving none of its services started; returns what was missing.

    apt's own talk goes to `log`. Raises PackageNeededError with the exact commands where we are
    neither root nor may ask, or another PackageError.
    """
    wanted = missing(names)
    if not wanted:
        return wanted
    _ask_first(wanted, say)
    say(f"Installing {', '.join(wanted)} ...")
    make_way(log.parent)
    before = enabled_services()
    with _nothing_started(log):
        for command in commands_for(wanted):
            _run(command, log)
    _stop_what_came(enabled_services() - before, log, say)
    if missing(wanted):
        raise PackageNeededError(_shown(wanted))
    return wanted


def _ask_first(wanted: Sequence[str], say: Say) -> None:
    shown = _shown(wanted)
    if shutil.which("apt-get") is None:
        raise NoAptError(" ".join(wanted))
    if os.geteuid() == 0:
        return
    if not sys.stdin.isatty() or shutil.which("sudo") is None:
        raise PackageNeededError(shown)
    say(f"Needed from Debian's packages: {', '.join(wanted)}. With your leave this runs:\n{shown}")
    if input("Run them now? [y/N] ").strip().lower() not in {"y", "yes"}:
        raise PackageNeededError(shown)


def _shown(wanted: Sequence[str]) -> str:
    commands = commands_to_type(wanted)
    lines = [f"  {shlex.join(_as_root(command))}" for command in commands]
    if len(commands) > len(commands_for(wanted)):
        lines.append("(Ours run privately: the machine's own services of these names stay off.)")
    return "\n".join(lines)


def _as_root(command: Command) -> Command:
    """Put sudo before it where there is one; where there is none, only root types it."""
    may = os.geteuid() == 0 or shutil.which("sudo") is None
    return command if may else ("sudo", *command)


def _run(command: Command, log: Path) -> None:
    with log.open("ab") as output:
        done = subprocess.run(
            _as_root(command),
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            umask=0o022,
            check=False,
        )
    if done.returncode != 0:
        raise InstallError(str(log))


def _stop_what_came(services: frozenset[str], log: Path, say: Say) -> None:
    for command in stopping(services):
        say(f"Keeping the machine's own {', '.join(sorted(services))} off")
        _run(command, log)


@contextmanager
def _nothing_started(log: Path) -> Iterator[None]:
    """Have Debian's own switch say no to starting services, where nobody else has set it."""
    if _POLICY.exists():
        yield
        return
    _run(_FORBID, log)
    try:
        yield
    finally:
        _run(_ALLOW, log)
