"""Which tests stay with one worker: those of a file, and all that share the run's one town."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from typing_extensions import override
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has none

STORIES: Final = frozenset({"tests/e2e", "tests/browser/staff", "tests/browser/story"})
"""Folders whose files use the one town; elsewhere a file has servers of its own."""

LONG: Final = (
    "tests/browser/intake/test_journeys_in_chromium.py",
    "tests/e2e/test_canary_story.py",  # and with it all that share the one town
    "tests/e2e/verifying/test_tampering.py",
    "tests/faults/test_town_under_fire.py",
    "tests/e2e/deploy/test_up_and_down.py",
    "tests/browser/intake/test_journeys_with_a_helper_in_chromium.py",
    "tests/faults/test_three_brokers.py",
    "tests/browser/intake/test_staff_pages_in_chromium.py",
    "tests/browser/intake/test_request_page_in_chromium.py",
    "tests/faults/test_two_matchings.py",
    "tests/integration/matching/reasons/test_why_command.py",
    "tests/integration/deploy/test_private_rabbit.py",
    "tests/faults/test_deaths_of_intake.py",
    "tests/integration/verifying/test_verifying.py",
)
"""Files that take longer than a minute, the longest first: none of them should be the last."""


def longest_first(files: Iterable[str]) -> list[int]:
    """Give the order of these files, each by its place, those of no known length as they came."""
    known = {file: place for place, file in enumerate(LONG)}
    named = list(files)
    return sorted(range(len(named)), key=lambda place: known.get(named[place], len(LONG)))


class FileScheduling(LoadScopeScheduling):  # type: ignore[misc]  # untyped, see above
    """Hands whole files out; xdist's own groups are lost under pytest 9.2."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = str(PurePosixPath(file).parent)
        return "the town" if folder in STORIES else file
