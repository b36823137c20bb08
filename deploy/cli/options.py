"""Options that several commands share."""

import os
from pathlib import Path
from typing import Annotated

import typer

State = Annotated[
    Path | None,
    typer.Option(
        "--state",
        help="Folder of data, keys and logs; `var` in the clone where servers can reach it.",
        file_okay=False,
    ),
]


def sealing_keys(service: str, state: Path | None) -> str:
    """Read the key ring of a service's data from the state folder."""
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py
    from deploy.local.secrets import Secrets  # noqa: PLC0415  # see app.py

    return Secrets(choose_folders(state).secrets).sealing_keys(service)


def network_files(state: Path | None) -> dict[str, Path]:
    """Give the network's own files, where it has some beside the shipped ones."""
    from deploy.local.folders import choose_folders  # noqa: PLC0415  # see app.py

    own = choose_folders(state).state / "network"
    found = {
        "projects_file": os.environ.get("REPORTING_PROJECTS_FILE") or own / "projects.toml",
        "funding_file": os.environ.get("REPORTING_FUNDING_FILE") or own / "funding.toml",
    }
    return {name: Path(file) for name, file in found.items() if Path(file).is_file()}
