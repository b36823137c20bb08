"""By what a helped person is counted once, however often they ask and however they type."""

import hmac
import unicodedata

from services.intake.submissions.model import Plea
from shared.fields.mail_address import same_address
from shared.reach_points import ReachKind, Whose, address_of


def person_of(plea: Plea, key: bytes) -> str | None:
    """Give 64 signs that are the same for the same number and first name under the same key.

    Without a number the address counts. None when neither of their own is known, or no first
    name: whoever asks for others would be counted in their place. It serves only to count and lies
    nowhere beside the contact data it is made of.
    """
    points = [point for point in plea.reach_points if point.whose is Whose.HELPED]
    first_name = folded(plea.contact.first_name)
    email = same_address(address_of(points, ReachKind.EMAIL))
    reached_at = address_of(points, ReachKind.PHONE) or email
    if not reached_at or not first_name:
        return None
    return hmac.digest(key, f"{reached_at}\n{first_name}".encode(), "sha256").hex()


def folded(name: str) -> str:
    """Give the letters and digits that spellings of one name share: no case, accents or signs."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(sign for sign in apart if sign.isalnum())
