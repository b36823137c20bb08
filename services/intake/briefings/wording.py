"""What stands in the letter, in a reader's language."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.intake.briefings.model import Lapse, OpenReferral, Waiting
from shared.contracts.words import Language
from shared.web.catalogues import Catalogues
from shared.web.dates import spoken_time
from shared.web.wording import Wording, name_of

_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BriefingWords:
    """Implements the port `Words`."""

    catalogues: Catalogues

    def waits(self, waiting: Waiting, language: Language) -> str:
        """Say it as the board does, in whole days or hours."""
        say, days = Wording(self.catalogues, language), waiting.waited.days
        group, code = "request_state", str(waiting.state)
        if waiting.reason:
            group, code = "board.reason", waiting.reason
        unit, count = ("days", days) if days else ("hours", waiting.waited // _HOUR)
        wait = self.catalogues.counted(language, f"wait.{unit}", count)
        return say.text("briefing.waits", wait=wait, why=say.code(group, code))

    def promised(self, at: datetime, language: Language) -> str:
        """Say the time where the help is given."""
        return spoken_time(at, language)

    def more(self, count: int, language: Language) -> str:
        """Say how many there are beside."""
        return self.catalogues.counted(language, "briefing.more", count)

    def referral(self, open_: OpenReferral, language: Language) -> str:
        """Say the town, how soon, and the deadline where there is one."""
        say = Wording(self.catalogues, language)
        by = open_.answer_by
        return say.text(
            f"briefing.referral.{open_.state}",
            town=name_of(open_.municipality, language),
            urgency=say.code("urgency", open_.urgency),
            time=spoken_time(by, language) if by else say.text("briefing.no_deadline"),
        )

    def more_referrals(self, count: int, language: Language) -> str:
        """Say how many there are beside."""
        return self.catalogues.counted(language, "briefing.more_referrals", count)

    def lapse(self, lapse: Lapse, language: Language) -> str:
        """Say the line and the day."""
        say = Wording(self.catalogues, language)
        line = say.code("line", lapse.line)
        return say.text("briefing.lapse", line=line, day=say.day(lapse.until))
