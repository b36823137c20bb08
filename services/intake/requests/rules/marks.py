"""By what an address is found again, however it was spelled."""

from shared.fields.mail_address import same_address
from shared.reach_points import ReachKind


def marked_by(kind: str, address: str) -> tuple[str, str, str]:
    """Give the purpose and the parts of which the installation's key makes an address's mark."""
    text = same_address(address) if kind == ReachKind.EMAIL else address
    return "reach point", kind, text
