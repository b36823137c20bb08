"""Which tests stay with one worker: those of a file, and files that share what is dear to make."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from typing_extensions import override
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has none
from xdist.workermanage import WorkerController  # type: ignore[import-untyped]  # see above

STORIES: Final = frozenset({"tests/e2e", "tests/browser/staff", "tests/browser/story"})
"""Folders whose files use the one town; elsewhere a file has servers of its own."""

TOGETHER: Final[Mapping[str, str]] = {
    **{
        f"tests/integration/postgres/{name}.py": "the grown databases"
        for name in ("test_plans", "test_locks")
    },
    "tests/e2e/test_erased_means_unreadable.py": "a network without a demo",
    "tests/e2e/test_real_messages.py": "a town for real messages",
    "tests/e2e/test_states_story.py": "a network that is put to sleep",
}
"""Files that go by something else than their folder: some share what only they use, and some have
a network of their own where the others have the one town."""

LONG: Final = (
    "tests/e2e/deploy/test_up_and_down.py",
    "tests/e2e/test_canary_story.py",  # and with it all that share the one town
    "tests/faults/test_town_under_fire.py",
    "tests/browser/intake/test_journeys_in_chromium.py",
    "tests/integration/postgres/test_plans.py",
    "tests/e2e/verifying/test_tampering.py",
    "tests/faults/test_seeded_bugs.py",
    "tests/faults/test_three_brokers.py",
    "tests/browser/intake/test_request_page_in_chromium.py",
    "tests/browser/intake/test_staff_pages_in_chromium.py",
    "tests/integration/deploy/test_private_rabbit.py",
    "tests/integration/intake/test_postgres_intake_store.py",
    "tests/browser/intake/test_journeys_with_a_helper_in_chromium.py",
    "tests/e2e/test_erased_means_unreadable.py",
    "tests/faults/test_deaths_of_intake.py",
    "tests/e2e/deploy/test_given_servers.py",
    "tests/browser/intake/test_acts_in_chromium.py",
    "tests/integration/web/test_locked_tables.py",
    "tests/integration/messaging/test_broker_rights.py",
    "tests/integration/postgres/test_locks.py",
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
        return TOGETHER.get(file, "the town" if folder in STORIES else file)

    @override
    def remove_node(self, node: WorkerController) -> str | None:
        """Give the test at which the worker ended, if it did; xdist would hand it out again."""
        for unit in self.assigned_work[node].values():
            for test, is_done in unit.items():
                if not is_done:
                    unit[test] = True
                    super().remove_node(node)
                    return str(test)
        super().remove_node(node)
        return None
