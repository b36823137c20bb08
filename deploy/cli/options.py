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
