"""The few lines a page must be able to say when nothing else works."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, model_validator

from shared.fields.mail_address import split_address
from shared.help_lines import Day, check_ringer, is_fresh
from shared.network_file import Table

Phone = Annotated[str, StringConstraints(pattern=r"^\+?\d[\d ]{1,20}\d$")]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    """Phone numbers as data, with the day somebody last rang them; None where nobody did."""

    network_name: str
    network_phone: str
    emergency_phone: str
    verified_on: date | None = None
    safeguarding_email: str = ""
    """Who is told of unusual looking at people's data and of concerns; empty where nobody is."""
    deputy_email: str = ""
    """Who is told of a concern that the safeguarding lead has not read in time."""

    def is_confirmed(self, today: date) -> bool:
        """Say whether somebody rang the numbers within the last year."""
        return is_fresh(self.verified_on, today)

    @property
    def network_tel(self) -> str:
        """The number as a tel: link wants it."""
        return "".join(sign for sign in self.network_phone if sign.isdigit() or sign == "+")


def read_contact(file: Path) -> EmergencyContact:
    """Read the contact file; a missing key or a wrong value stops the start by its name."""
    content = _File.read(file)
    return EmergencyContact(
        network_name=content.network.name,
        network_phone=content.network.phone,
        emergency_phone=content.emergency.phone,
        verified_on=content.verified_on,
        safeguarding_email=content.safeguarding.email if content.safeguarding else "",
        deputy_email=content.safeguarding.deputy_email or "" if content.safeguarding else "",
    )


def _mail_address(text: str) -> str:
    split_address(text)
    return text


MailAddress = Annotated[str, AfterValidator(_mail_address)]


class _Network(Table):
    name: Name
    phone: Phone
    sender: MailAddress | None = None
    """The deploy step's: notify is told it as a setting."""


class _Emergency(Table):
    phone: Phone


class _Safeguarding(Table):
    email: MailAddress
    deputy_email: MailAddress | None = None


class _File(Table):
    verified_on: Day = None
    verified_by: str = ""
    network: _Network
    emergency: _Emergency
    safeguarding: _Safeguarding | None = None

    @model_validator(mode="after")
    def _is_rung_by_somebody(self) -> "_File":
        check_ringer(self.verified_on, self.verified_by, self.network.name)
        return self
