"""Caddy in front of the services, with the same routes as in production."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from deploy.caddy.outage import write_pages
from deploy.local.account import Account, give, make_folder, server_account
from deploy.local.environments import CONTACT_FILE
from deploy.local.folders import CLONE, Folders
from deploy.local.own_files import own_or_shipped
from deploy.local.program import Program

ROUTES = CLONE / "deploy" / "caddy" / "Caddyfile"
DEVELOPMENT = CLONE / "deploy" / "caddy" / "development.caddy"
LAST_PRIVILEGED_PORT = 1023


class CaddyMissingError(Exception):
    """Caddy is not installed; on Debian: apt-get install caddy."""


def front(folders: Folders, port: int, ports: Mapping[str, int]) -> Program:
    """Prepare Caddy's folder and give its process; raises CaddyMissingError."""
    binary = shutil.which("caddy")
    if binary is None:
        raise CaddyMissingError
    account = _account(port)
    make_folder(folders.caddy, account)
    pages = folders.caddy / "outage"
    write_pages(own_or_shipped(folders.network, CONTACT_FILE), pages)
    files = [Path(shutil.copy(file, folders.caddy)) for file in (ROUTES, DEVELOPMENT)]
    give([*files, pages, *pages.iterdir()], account)
    return Program(
        [binary, "run", "--config", str(files[0]), "--adapter", "caddyfile"],
        folder=folders.caddy,
        log=folders.log / "caddy.log",
        memory=folders.run / "caddy.process",
        environment=front_environment(folders.caddy, port, ports),
        account=account,
    )


def front_environment(folder: Path, port: int, ports: Mapping[str, int]) -> dict[str, str]:
    """Fill the placeholders of the Caddyfile; `ports` are the services' and the catcher's.

    Paths are told from Caddy's own folder, where it runs: whatever stands before is not its affair.
    """
    own = str(folder)
    return {
        "SITE_ADDRESS": f"http://localhost:{port}, http://127.0.0.1:{port}",
        "OTHER_ADDRESSES": f"http://:{port}",
        "SITE_BIND": "127.0.0.1",
        "CADDY_STORAGE": "storage",
        "OUTAGE_PAGES": "outage",
        "EXTRA_ROUTES": "development.caddy",
        "HOME": own,
        "XDG_CONFIG_HOME": f"{own}/config",
        "XDG_DATA_HOME": f"{own}/data",
        **{name.upper(): f"127.0.0.1:{number}" for name, number in ports.items()},
    }


def _account(port: int) -> Account | None:
    """Only root itself may open the ports below 1024."""
    if port <= LAST_PRIVILEGED_PORT and os.geteuid() == 0:
        return None
    return server_account("caddy")
