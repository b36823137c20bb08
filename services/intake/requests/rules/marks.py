"""By what an address is found again, however it was spelled."""

from collections.abc import Callable, Iterable, Mapping

from shared.fields.mail_address import same_address
from shared.reach_points import ReachKind, ReachPoint


def marks_of(
    points: Iterable[ReachPoint], mark: Callable[[str, str, str], str]
) -> Mapping[str, str]:
    """Give by key what each address is found by."""
    found = (point for point in points if point.is_address)
    return {point.key: mark(*marked_by(point.kind, point.address)) for point in found}


def marked_by(kind: str, address: str) -> tuple[str, str, str]:
    """Give the purpose and the parts of which the installation's key makes an address's mark."""
    text = same_address(address) if kind == ReachKind.EMAIL else address
    return "reach point", kind, text
