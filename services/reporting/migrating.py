"""The migrations of reporting's database, in order."""

from pathlib import Path

_ROOT = Path(__file__).parents[2]

COMPONENTS: tuple[tuple[str, Path], ...] = (
    ("messaging", _ROOT / "shared" / "messaging" / "migrations"),
    ("web", _ROOT / "shared" / "web" / "migrations"),
    ("reporting", _ROOT / "services" / "reporting" / "migrations"),
)
