"""Which names and roles an account may have, and how it stands."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from services.intake.accounts.model import Grant
from shared.contracts.words import Language, StaffRole
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, ReachPoint

LONGEST_NAME: Final = 60
OF_ONE_ORGANISATION: Final = frozenset(
    {StaffRole.PARTNER_MEMBER, StaffRole.REFERRER, StaffRole.SUPPLIER}
)
"""They see what is their own organisation's, so they have no role beside that sees all."""
_NAME: Final = re.compile(r"[\w.@-]+(?: [\w.@-]+)*")


def read_name(typed: str) -> str | Problem:
    """Bring a name to the form it is compared in; letters, digits and a few signs."""
    name = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not name:
        return Problem("name", "missing")
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return Problem("name", "characters")
    return name


def read_email(typed: str, language: Language) -> ReachPoint | Problem | None:
    """Read where letters reach somebody; None where nothing was typed."""
    email = mail_address(typed)
    wrong = wrong_mail_address(email) if email else None
    if wrong:
        return Problem("email", wrong)
    return ReachPoint(ReachKind.EMAIL, email, language) if email else None


def read_grant(codes: Sequence[str], organisation: str) -> Grant | Problem:
    """Read roles and, for who sees one organisation only, its id."""
    if wrong := _wrong_roles(codes):
        return Problem("roles", wrong)
    roles = tuple(role for role in StaffRole if role in codes)
    if OF_ONE_ORGANISATION.isdisjoint(roles):
        return Grant(roles)
    try:
        return Grant(roles, UUID(organisation.strip()))
    except ValueError:
        return Problem("organisation", "missing")


def _wrong_roles(codes: Sequence[str]) -> str | None:
    if not codes:
        return "missing"
    if set(codes) - set(StaffRole):
        return "unknown"
    is_mixed = len(set(codes)) > 1 and not OF_ONE_ORGANISATION.isdisjoint(codes)
    return "alone" if is_mixed else None
