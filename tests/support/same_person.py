"""What tells intake and matching that who asks and who helps are one, in tests."""

from typing import Final

from shared.same_person import SamePerson
from shared.sealing.key_text import KeyText

SAME_PERSON_KEY: Final = "a key of tests"
SAME_PERSON: Final = SamePerson(KeyText(SAME_PERSON_KEY))
