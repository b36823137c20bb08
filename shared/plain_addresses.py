"""Addresses by which others could listen: refused, unless an installation says aloud that they may.

On this machine nobody listens but its root; a name that others resolve for us is not this machine.
"""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import parse_qs, urlsplit

_CHECKED: Final = ("verify-full", "verify-ca")


class PlainAddressError(ValueError):
    """An address goes in clear to another machine."""

    def __init__(self, setting: str, instead: str, switch: str) -> None:
        """Name the setting, what to write instead, and what allows it."""
        self.setting = setting
        super().__init__(f"{setting} goes in clear to another machine: {instead}, or set {switch}")


def is_here(host: str | None) -> bool:
    """Say whether a host is this machine: loopback, a name that always is, or a local socket."""
    if not host or host.startswith("/"):
        return True
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def plain_broker(url: str) -> str | None:
    """Say what to write instead of a broker's address; None when it is well."""
    parts = urlsplit(url)
    is_checked = parts.scheme == "amqps" and "no_verify_ssl" not in parse_qs(parts.query)
    return None if is_checked or is_here(parts.hostname) else "say amqps:// and let it be verified"


def plain_database(url: str) -> str | None:
    """Say what to write instead of a database's address; None when it is well."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    hosts = [*_hosts(parts.netloc), *(asked.get("host", [""])[0].split(","))]
    is_checked = asked.get("sslmode", [""])[-1] in _CHECKED
    return None if is_checked or all(map(is_here, hosts)) else "say ?sslmode=verify-full"


def plain_site(url: str) -> str | None:
    """Say what to write instead of the address people open; None when it is well."""
    parts = urlsplit(url)
    return None if parts.scheme == "https" or is_here(parts.hostname) else "say https://"


def allowed(found: Mapping[str, str | None], may: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Give the settings that are plain and may be; raises PlainAddressError for another."""
    plain = {setting: instead for setting, instead in found.items() if instead is not None}
    for setting, instead in plain.items():
        if setting not in may:
            name = f"{prefix}{setting}".upper()
            raise PlainAddressError(name, instead, f"{prefix.upper()}ALLOW_PLAIN={setting}")
    return tuple(sorted(plain))


def _hosts(netloc: str) -> list[str]:
    """Part several hosts, each with its port or without."""
    listed = netloc.rpartition("@")[2].split(",")
    return [one.rpartition("]")[0] if "]" in one else one.partition(":")[0] for one in listed]
