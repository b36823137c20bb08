"""The letters of the morning: figures, reasons and links, and nobody's name, reference or place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice, repeat
from typing import Final
from uuid import UUID

from services.intake.briefings.model import Briefing, PartnerMorning
from services.intake.briefings.ports import Words
from services.intake.briefings.rules import LISTED
from services.intake.duty.model import Duty
from shared.activation import Activation
from shared.chance import Chance
from shared.contracts.words import Language
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story

AGES: Final = timedelta(hours=12)
"""By the network's clock: in the evening it says nothing any more."""
Line = tuple[str, str]
"""What is said, and where it leads."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the lines lead, in a reader's language."""

    board: Callable[[Language], str]
    calls: Callable[[Language], str]
    request: Callable[[Language, UUID], str]
    referral: Callable[[Language, UUID, UUID], str]
    """Of an organisation."""
    referrals: Callable[[Language, UUID], str]
    capacity: Callable[[Language, UUID], str]
    refuse: Callable[[Language], str]
    """Where whoever reads letters of mornings says that they want none."""


@dataclass(frozen=True, slots=True)
class BriefingLetters:
    """Writes to members of staff, each in the language of their address."""

    post: SealedPost
    now: Callable[[], datetime]
    chance: Chance
    pages: Pages
    words: Words

    def briefing(self, duty: Duty, briefing: Briefing, activation: Activation) -> Announcement:
        """Ask notify to send it; it is about nobody's request."""
        language = _language(duty)
        values = {
            "board_url": self.pages.board(language),
            **_numbered("waits", self._waiting(briefing, language)),
            **_numbered("promised", self._promised(briefing, language)),
            "promised_more": self._more(briefing, language),
        }
        return self._send("morning_briefing", duty, values, activation)

    def partner_morning(
        self, duty: Duty, organisation_id: UUID, morning: PartnerMorning, activation: Activation
    ) -> Announcement:
        """Tell a member what their organisation has in hand, and what it is to say anew."""
        language, pages = _language(duty), self.pages
        more = morning.referrals_in_all - len(morning.referrals)
        open_ = (
            (
                self.words.referral(one, language),
                pages.referral(language, organisation_id, one.referral_id),
            )
            for one in morning.referrals
        )
        lapses = [self.words.lapse(one, language) for one in morning.lapses]
        values = {
            **_numbered("open", open_),
            "open_more": self.words.more_referrals(more, language) if more else "",
            "open_url": pages.referrals(language, organisation_id) if morning.referrals else "",
            **{f"lapses_{at + 1}": "".join(lapses[at : at + 1]) for at in range(LISTED)},
            "lapses_url": pages.capacity(language, organisation_id) if morning.lapses else "",
            "refuse_url": pages.refuse(language),
        }
        return self._send("partner_morning", duty, values, activation)

    def _send(
        self, template: str, duty: Duty, values: Mapping[str, str], activation: Activation
    ) -> Announcement:
        assert duty.to is not None, "whoever is chosen has one"  # noqa: S101  # who_wants
        letter_id = self.chance.new_id()
        letter = Letter(
            template=template,
            about=letter_id,
            whose=duty.staff_id,
            to=duty.to,
            expires_at=self.now() + AGES,
            values=values,
        )
        return self.post.send(Story(letter_id, activation=activation), letter)

    def _waiting(self, briefing: Briefing, language: Language) -> Iterator[Line]:
        for each in briefing.waiting:
            yield self.words.waits(each, language), self.pages.request(language, each.request_id)

    def _promised(self, briefing: Briefing, language: Language) -> Iterator[Line]:
        for each in briefing.promised:
            page = self.pages.calls(language)
            if each.request_id is not None:
                page = self.pages.request(language, each.request_id)
            yield self.words.promised(each.at, language), page

    def _more(self, briefing: Briefing, language: Language) -> str:
        more = briefing.promised_in_all - len(briefing.promised)
        return self.words.more(more, language) if more else ""


def _language(duty: Duty) -> Language:
    assert duty.to is not None, "whoever is chosen has one"  # noqa: S101  # who_wants
    return duty.to.language


def _numbered(name: str, lines: Iterable[Line]) -> Mapping[str, str]:
    """Give the lines as the template takes them: each a value of its own, empty past the last."""
    filled = [*islice(chain(lines, repeat(("", ""))), LISTED)]
    said = {f"{name}_{at}": words for at, (words, _) in enumerate(filled, start=1)}
    return said | {f"{name}_{at}_url": url for at, (_, url) in enumerate(filled, start=1)}
