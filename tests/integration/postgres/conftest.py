"""One grown database a service, shared by what looks at migrations and at plans."""

import pytest

from tests.support.fresh_databases import FreshDatabases
from tests.support.grown_databases import Grown, grow


class GrownDatabases:
    """Grows a service's database when it is first asked for; it goes with the server."""

    def __init__(self, databases: FreshDatabases, folders: pytest.TempPathFactory) -> None:
        self._databases = databases
        self._folders = folders
        self._grown: dict[str, Grown] = {}

    async def __call__(self, service: str) -> Grown:
        if service not in self._grown:
            folder = self._folders.mktemp(service)
            self._grown[service] = await grow(self._databases, service, folder)
        return self._grown[service]


@pytest.fixture(scope="session")
def grown(
    fresh_databases: FreshDatabases, tmp_path_factory: pytest.TempPathFactory
) -> GrownDatabases:
    """Give what grows a service's database when it is first asked for."""
    return GrownDatabases(fresh_databases, tmp_path_factory)
