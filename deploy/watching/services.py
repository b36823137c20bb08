"""Ask each service on its own port how it is."""

import asyncio
from collections.abc import Mapping

import httpx

from deploy.watching.figures import Health, ServiceFigures

ADDRESSES = "addresses"
"""The check by which a service tells what goes in clear to another machine."""
ASK_SECONDS = 4.0
_KNOWN: Mapping[str, Health] = {"ok": "ok", "degraded": "degraded", "down": "down"}


async def look_at_services(
    ports: Mapping[str, int], restarts: Mapping[str, int]
) -> list[ServiceFigures]:
    """Ask all at once; one that does not answer is unreachable."""
    async with httpx.AsyncClient(timeout=ASK_SECONDS, trust_env=False) as client:
        asked = [_look(client, name, port, restarts.get(name)) for name, port in ports.items()]
        return list(await asyncio.gather(*asked))


async def _look(
    client: httpx.AsyncClient, name: str, port: int, restarts: int | None
) -> ServiceFigures:
    address = f"http://127.0.0.1:{port}/health"
    try:
        live = (await client.get(f"{address}/live")).is_success
        report = (await client.get(f"{address}/ready")).json()
    except (httpx.HTTPError, ValueError):
        return ServiceFigures(name=name, live=False, ready="unreachable", restarts=restarts)
    checks = {
        check: str(found.get("status"))
        for check, found in report.get("checks", {}).items()
        if found.get("status") != "ok"
    }
    return ServiceFigures(
        name=name,
        live=live,
        ready=_KNOWN.get(str(report.get("status")), "unreachable"),
        restarts=restarts,
        checks=checks,
        plain=str(report.get("checks", {}).get(ADDRESSES, {}).get("detail", {}).get("plain", "")),
    )
