"""What every import can be told."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

File = Annotated[
    Path | None, typer.Argument(help="CSV with a header, as spreadsheets save it.", metavar="FILE")
]
Example = Annotated[bool, typer.Option("--example", help="Print a file that can be filled in.")]
Mapping = Annotated[
    Path | None,
    typer.Option(help="TOML: where each field comes from, for columns that are not known."),
]
Check = Annotated[bool, typer.Option("--check", help="Check only; nothing is saved.")]
Unsaid = Annotated[
    list[str] | None,
    typer.Option(
        "--if-unsaid", metavar="FIELD=VALUE", help="What rows mean that do not say: urgency=today."
    ),
]
RejectedFile = Annotated[
    Path | None, typer.Option(help="Where rows that cannot be taken go, with reasons.")
]
FromOrganisation = Annotated[
    str, typer.Option(help="Whose list it is, where no column says so; all on it are told.")
]
Of = Annotated[UUID | None, typer.Option(help="Whose they are: `partner list` says the id.")]
Url = Annotated[str | None, typer.Option(help="Another network than the one running here.")]
Pass = Annotated[
    str,
    typer.Option(
        envvar="PORUKALLA_IMPORT_PASS",
        help="The other network's INTAKE_IMPORT_PASS, best as a variable.",
    ),
]
