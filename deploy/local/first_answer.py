"""Wait until a network that was started takes requests."""

import time

import httpx

from deploy.local.record import Network
from deploy.local.services import SERVICES

READY_SECONDS = 90.0
_LOOK_SECONDS = 0.2


class NotReadyError(Exception):
    """Not everything became ready in time; the logs in the state folder say why."""


def until_ready(network: Network, seconds: float = READY_SECONDS) -> None:
    """Return when every service calls itself well and the front answers; NotReadyError."""
    give_up = time.monotonic() + seconds
    # one for all looks: to make one takes longer than to look, for it reads certificates
    with httpx.Client(timeout=5.0, trust_env=False) as client:
        while missing := _missing(client, network):
            if time.monotonic() > give_up:
                raise NotReadyError(", ".join(missing))
            time.sleep(_LOOK_SECONDS)


def _missing(client: httpx.Client, network: Network) -> list[str]:
    addresses = {name: f"http://127.0.0.1:{network.ports[name]}/health/ready" for name in SERVICES}
    missing = [name for name, url in addresses.items() if not _is_well(client, url)]
    if not missing and not _answers(client, f"{network.origin}/fi"):
        missing = ["caddy"]
    return missing


def _is_well(client: httpx.Client, url: str) -> bool:
    try:
        answer = client.get(url)
        return answer.is_success and answer.json().get("status") == "ok"
    except (httpx.HTTPError, ValueError):
        return False


def _answers(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(url, follow_redirects=True).is_success
    except httpx.HTTPError:
        return False
