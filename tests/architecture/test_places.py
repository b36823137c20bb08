"""A place at the database is asked for through the port that gives none without an end."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
BARE: Final = re.compile(r"\bcreate_pool\(|\bOpenPool\b|\basyncpg\.Pool\b")
HOME: Final = ROOT / "shared" / "postgres"


def test_no_pool_is_opened_or_used_but_the_shared_one() -> None:
    sources = [
        file for part in ("services", "shared", "deploy") for file in (ROOT / part).rglob("*.py")
    ]

    bare = [
        file for file in sources if file.parent != HOME and BARE.search(file.read_text("utf-8"))
    ]

    assert bare == []
