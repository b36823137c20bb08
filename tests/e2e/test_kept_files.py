"""What a running network keeps is what its inventory says: every file, and a loop for the rows."""

from fnmatch import fnmatch

import httpx
import pytest

from deploy.local.services import SERVICES
from shared.retention.inventory import read_inventory
from tests.support.patience import PATIENCE
from tests.support.town import Town


async def test_every_file_has_its_line_in_the_inventory(town: Town) -> None:
    state = town.stack.plan.folders.state
    kept = [str(file.relative_to(state)) for file in state.rglob("*") if file.is_file()]
    patterns = read_inventory().files

    unknown = [name for name in kept if not any(fnmatch(name, pattern) for pattern in patterns)]

    assert kept
    assert unknown == []


@pytest.mark.parametrize("service", SERVICES)
async def test_every_service_says_how_forgetting_goes(town: Town, service: str) -> None:
    address = f"http://127.0.0.1:{town.network.ports[service]}/health/ready"
    async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
        health = (await client.get(address)).json()

    assert health["checks"]["retention"]["status"] == "ok"
