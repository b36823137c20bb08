"""Which tests stay with one worker: those of a file, and all that share the run's one town."""

from pathlib import PurePosixPath
from typing import Final

from typing_extensions import override
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has none

STORIES: Final = frozenset({"tests/e2e", "tests/browser/story"})
"""Folders whose files use the one town; elsewhere a file has servers of its own."""


class FileScheduling(LoadScopeScheduling):  # type: ignore[misc]  # untyped, see above
    """Hands whole files out; xdist's own groups are lost under pytest 9.2."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = str(PurePosixPath(file).parent)
        return "the town" if folder in STORIES else file
