"""What differs between installations of intake; the only reader of the environment."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from services.intake.board.adapters import OUTLINES_FOLDER
from services.intake.calls.adapters.practice import PRACTICE_FILE
from services.intake.calls.adapters.triage import TRIAGE_FILE
from services.intake.doors.adapters import DOORS_FILE
from services.intake.phone_hours.adapters import HOURS_FILE
from services.intake.requests.adapters import PAYMENT_FILE, PROMISES_FILE, TOWN_FILE
from services.intake.submissions.adapters import CAUTION_FILE, CAUTION_WEIGHTS_FILE
from shared.service_settings import ServiceSettings
from shared.sheets.glossary import IMPORTS_FILE
from shared.web.about import ABOUT_FILE


class Settings(ServiceSettings):
    """Read once, at start; a missing or wrong value stops the process with its name."""

    model_config = SettingsConfigDict(env_prefix="INTAKE_")

    sealing_keys: SecretStr
    """The key ring of what lies in the database, `k2:<base64>,k1:<base64>`; the first is active.

    Or `file:` and where it lies: then it may change while the service runs. So may the next.
    """
    demo_staff: bool = False
    """Whether accounts of the demo may sign in: everyone who starts it reads their secrets."""
    session_private_keys: SecretStr
    """By which passes of staff are signed, the newest first."""
    notify_public_key: str
    """Letters are sealed for the holder of its private half."""
    same_person_key: SecretStr
    """By which intake and matching tell that who asks and who helps are one; nobody else has it."""
    import_pass: SecretStr | None = None
    """Who shows it is of our own staff and imports: nothing of theirs is counted or held."""
    import_key: SecretStr | None = None
    """By which rows of files are known again, as to the tools of this installation; in hex."""
    call_key: SecretStr | None = None
    """By which a telephone system signs what it tells of calls, `whsec_…`; several with commas.

    Or `file:` and where it lies. Without it nobody may tell of calls but by hand.
    """
    imports_file: Path = IMPORTS_FILE
    """How columns of other people's files are called, and what their words mean."""
    doors_file: Path = DOORS_FILE
    """How much of what strangers send goes ahead by itself."""
    caution_file: Path = CAUTION_FILE
    """Which words make a person look at a plea."""
    caution_weights_file: Path = CAUTION_WEIGHTS_FILE
    """What was learned of pleas that hint at danger."""
    triage_file: Path = TRIAGE_FILE
    practice_file: Path = PRACTICE_FILE
    """What is said and asked on the phone, and what answers change."""
    hours_file: Path = HOURS_FILE
    payment_file: Path = PAYMENT_FILE
    """When the network's phone is answered."""
    town_file: Path = TOWN_FILE
    """Where the network is and helps; who is in danger and does not say is thought to be there."""
    outlines_folder: Path = OUTLINES_FOLDER
    """How the postal areas of its towns lie, for those of which that is known."""
    about_file: Path = ABOUT_FILE
    """Who stands behind the network and answers for it."""
    promises_file: Path = PROMISES_FILE
    """By when whoever asked hears from us either way."""
