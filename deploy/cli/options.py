"""Options that several commands share."""

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
