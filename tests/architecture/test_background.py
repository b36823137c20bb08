"""Whatever goes on in the background is a loop of the one supervisor, or ends with who began it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BEGINNERS = {
    "shared/loops/supervisor.py": "runs the loops",
    "shared/messaging/relay_pass.py": "a pass awaits its batches",
    "shared/telemetry/health.py": "a probe is asked again when it ended",
    "services/notify/deliveries/adapters.py": "a delivery in flight is given up after its lease",
}
WAYS = {"create_task", "ensure_future", "TaskGroup", "run_coroutine_threadsafe"}
FILES = [path for tree in ("shared", "services") for path in (ROOT / tree).rglob("*.py")]


def begins_tasks(source: str) -> bool:
    """Say whether this text leaves something running."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in WAYS
        for node in ast.walk(ast.parse(source))
    )


@pytest.mark.long
def test_only_those_who_look_after_them_begin_tasks() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in FILES
        if begins_tasks(path.read_text(encoding="utf-8"))
    }

    assert found == set(BEGINNERS)


def test_a_task_of_his_own_is_found() -> None:
    assert begins_tasks("task = asyncio.create_task(self.run())")
    assert not begins_tasks("await asyncio.gather(one(), two())")
