"""What a service's database is made of: the tables of shared parts first, then its own."""

from collections.abc import Sequence
from pathlib import Path

_SHARED = Path(__file__).parent
_PARTS = ("clock", "audit", "activation", "loops", "messaging", "sealing", "web", "retention")

Components = Sequence[tuple[str, Path]]
"""Names with the folders of their migrations, in the order in which they are applied."""


def parts(*names: str) -> Components:
    """Give shared parts alone."""
    return tuple((name, _SHARED / name / "migrations") for name in names)


def components_of(service: str, own: Path, *, without: Sequence[str] = ()) -> Components:
    """List them; a service that seals nothing leaves `sealing` out."""
    return (*parts(*(part for part in _PARTS if part not in without)), (service, own))
