"""What a service loads is no garbage, and what it makes later may be."""

import subprocess
import sys

TOLD = """
import shared.quick_start, gc
print(gc.isenabled())
shared.quick_start.end()
print(gc.isenabled(), gc.get_freeze_count() > 0)
"""


def test_garbage_is_looked_for_when_all_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True", "True"]
