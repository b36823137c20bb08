"""The small sizes of `porukalla bench matching`: what must hold at any size, holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(300)
def test_the_small_sizes_meet_their_goals(postgres_admin_dsn: str, tmp_path: Path) -> None:
    """In a process of its own, as people run it: the loops of other tests are not in its way."""
    file = tmp_path / "rows.json"
    words = [sys.executable, "-m", "deploy.cli", "bench", "matching", "--json", str(file)]
    settings = os.environ | {"PORUKALLA_POSTGRES_URL": postgres_admin_dsn}

    done = subprocess.run(
        words, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert sum(row["met"] is True for row in rows) >= 15
