"""The ways out that a machine shares with the host: names, proxies, and whom to trust."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
PIP = Path("/etc/pip.conf")
RESOLVING = Path("/etc/resolv.conf")

_PROXIES = frozenset({"http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy"})
_APT_PROXY = re.compile(r'^Acquire::\w+::Proxy(?:::\S+)? ".+";$', re.MULTILINE)
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\n", re.DOTALL)


def proxies(environ: Mapping[str, str]) -> dict[str, str]:
    """Take the proxies from an environment, in either way of writing, and nothing else."""
    return {name: value for name, value in environ.items() if name.lower() in _PROXIES}


def apt_proxies(dump: str) -> str:
    """Take the proxies from what `apt-config dump` prints, as a file of apt's settings."""
    return "".join(f"{line}\n" for line in _APT_PROXY.findall(dump))


def foreign(host: str, machine: str) -> list[str]:
    """Give the certificates of the host's bundle that the machine's does not hold."""
    known = set(_CERTIFICATE.findall(machine))
    return [one for one in _CERTIFICATE.findall(host) if one not in known]


def network_files(name: str) -> Iterator[tuple[str, str]]:
    """Give the files by which a machine of this name finds others: hosts, servers, apt's proxy."""
    here = f"127.0.0.1\tlocalhost\n127.0.1.1\t{name}\n"
    yield "/etc/hosts", here + "::1\tlocalhost ip6-localhost ip6-loopback\n"
    yield "/etc/hostname", f"{name}\n"
    if RESOLVING.exists():
        yield "/etc/resolv.conf", RESOLVING.read_text(encoding="utf-8")
    proxy = apt_proxies(_apt_settings())
    if proxy:
        yield "/etc/apt/apt.conf.d/90proxy", proxy


def trust_files(machine: Path) -> Iterator[tuple[str, str]]:
    """Give the files by which pip finds its registry, and programs believe whom the host does."""
    if PIP.exists():
        yield "/etc/pip.conf", PIP.read_text(encoding="utf-8")
    if not BUNDLE.exists():
        return
    there = machine / BUNDLE.relative_to("/")
    theirs = foreign(BUNDLE.read_text(encoding="utf-8"), there.read_text(encoding="utf-8"))
    for number, certificate in enumerate(theirs):
        yield f"/usr/local/share/ca-certificates/host-{number}.crt", certificate


def _apt_settings() -> str:
    try:
        return subprocess.run(
            ("apt-config", "dump"), capture_output=True, text=True, check=False
        ).stdout
    except FileNotFoundError:
        return ""
