"""What is served beside the pages: files named by their content, and the town's own colours."""

from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope
from typing_extensions import override

from shared.web.town_theme import TownTheme


class Assets(StaticFiles):
    """The kit's files, and one sheet that stands in no folder."""

    def __init__(self, folder: Path, theme: TownTheme) -> None:
        """Serve a folder and a theme."""
        super().__init__(directory=folder)
        self._theme = theme

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        if self._theme.sheet and path == self._theme.file:
            return Response(self._theme.sheet, media_type="text/css")
        return await super().get_response(path, scope)
