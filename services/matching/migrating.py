"""The migrations of matching's database, in order."""

from pathlib import Path

_ROOT = Path(__file__).parents[2]

COMPONENTS: tuple[tuple[str, Path], ...] = (
    ("messaging", _ROOT / "shared" / "messaging" / "migrations"),
    ("sealing", _ROOT / "shared" / "sealing" / "migrations"),
    ("web", _ROOT / "shared" / "web" / "migrations"),
    ("matching", _ROOT / "services" / "matching" / "migrations"),
)
