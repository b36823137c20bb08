"""Find the network that a command is about: the one that runs here, else one given by addresses."""

import os
from collections.abc import Mapping

from deploy.local.broker_users import as_deployer
from deploy.local.folders import Folders
from deploy.local.record import Network, running_network
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES


class NoNetworkError(Exception):
    """Nothing runs from this state folder, and no addresses are in the environment."""


def find_network(folders: Folders, environ: Mapping[str, str] = os.environ) -> Network:
    """Give the network that runs here, else PORUKALLA_RABBIT_URL and each INTAKE_POSTGRES_URL.

    By INTAKE_VERIFY_URL and so on `verify` asks: the services' own addresses are refused.
    Raises NoNetworkError.
    """
    network = running_network(folders) or _given(environ, Secrets(folders.secrets))
    if network is None:
        raise NoNetworkError
    return network


def owner_url(
    folders: Folders, network: Network, service: str, environ: Mapping[str, str] = os.environ
) -> str | None:
    """Give the address of a database's owner: INTAKE_OWNER_URL, or by the password that is here."""
    given = environ.get(f"{service.upper()}_OWNER_URL")
    return given or Secrets(folders.secrets).owner_url(service, network.databases[service])


def _given(environ: Mapping[str, str], secrets: Secrets) -> Network | None:
    rabbit_url = environ.get("PORUKALLA_RABBIT_URL")
    databases = {name: environ.get(f"{name.upper()}_POSTGRES_URL", "") for name in SERVICES}
    if not rabbit_url or not all(databases.values()):
        return None
    ports = {name: environ.get(f"{name.upper()}_HTTP_PORT") for name in SERVICES}
    return Network(
        origin=environ.get("INTAKE_PUBLIC_URL", "").rstrip("/"),
        rabbit_url=as_deployer(rabbit_url, secrets),
        databases=databases,
        ledgers={
            name: environ.get(f"{name.upper()}_VERIFY_URL") or dsn
            for name, dsn in databases.items()
        },
        ports={name: int(port) for name, port in ports.items() if port},
        is_ready=True,
    )
