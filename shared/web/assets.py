"""What is served beside the pages: files named by their content, and what the town's own is."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope
from typing_extensions import override


class Asset(NamedTuple):
    """What stands in no folder."""

    content: bytes | str
    media_type: str


class Assets(StaticFiles):
    """The kit's files, and a town's own: its colours, and the emblems of who pays."""

    def __init__(self, folder: Path, own: Mapping[str, Asset]) -> None:
        """Serve a folder and a town's own, each by its served name."""
        super().__init__(directory=folder)
        self._own = own

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        if own := self._own.get(path):
            return Response(own.content, media_type=own.media_type)
        return await super().get_response(path, scope)
