"""What may be typed of an organisation and of who speaks for it."""

from collections.abc import Mapping, Sequence
from typing import Final

from services.intake.accounts.rules import read_name
from services.intake.organisations.model import Applicant, Contact, Listed
from shared.contracts.words import OFFERED, Language
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.fields.phone import international, wrong_phone
from shared.fields.problem import Problem
from shared.fields.register_number import register_number, wrong_register_number
from shared.fields.text import LONGEST_LINE, one_line, plain, wrong_line, wrong_name

APPLICATIONS_AN_HOUR: Final = 30
"""More come from a flood: whoever means it is asked to come back, or to ring."""
LONGEST_WHAT: Final = 1000


def read_application(
    typed: Mapping[str, str], language: Language
) -> Applicant | tuple[Problem, ...]:
    """Make an application of what was typed, or say everything that is wrong with it."""
    applicant = Applicant(
        name=one_line(typed.get("name", "")),
        number=register_number(typed.get("number", "")),
        what=plain(typed.get("what", "")),
        contact=one_line(typed.get("contact", "")),
        email=mail_address(typed.get("email", "")),
        phone=international(typed.get("phone", "")),
        language=language,
    )
    codes = {
        "name": wrong_organisation(applicant.name),
        "number": wrong_register_number(applicant.number),
        "what": wrong_line(applicant.what, LONGEST_WHAT) if applicant.what else "missing",
        "contact": wrong_name(applicant.contact) if applicant.contact else "missing",
        "email": _wrong_address(applicant.email),
        "phone": wrong_phone(applicant.phone, applicant.phone) if applicant.phone else None,
    }
    return _problems(codes) or applicant


def read_contact(typed: Mapping[str, str], language: Language) -> Contact | tuple[Problem, ...]:
    """Read who is to speak for an organisation; the name is read as every account's is."""
    email = mail_address(typed.get("email", ""))
    contact = Contact(typed.get("contact", ""), email, language)
    return _problems({"email": _wrong_address(email)}) or contact


def read_listed(row: Mapping[str, Sequence[str]]) -> Listed | tuple[Problem, ...]:
    """Read a row of a list of organisations, or say everything that is wrong with it."""
    said = {name: next(iter(values), "") for name, values in row.items()}
    name, account = one_line(said.get("organisation", "")), read_name(said.get("contact", ""))
    spoken = next((each for each in OFFERED if each == said.get("language")), Language.FINNISH)
    contact = Contact(str(account), mail_address(said.get("email", "")), spoken)
    codes = {
        "organisation_name": wrong_organisation(name),
        "contact": account.code if isinstance(account, Problem) else None,
        "contact_email": _wrong_address(contact.email),
    }
    return _problems(codes) or Listed(name, contact)


def wrong_organisation(name: str) -> str | None:
    """Say why an organisation cannot be called so."""
    return wrong_line(name, LONGEST_LINE) if name else "missing"


def _problems(codes: Mapping[str, str | None]) -> tuple[Problem, ...]:
    return tuple(Problem(field, code) for field, code in codes.items() if code)


def _wrong_address(email: str) -> str | None:
    if not email:
        return "missing"
    return "invalid" if wrong_mail_address(email) else None
