"""Letters to the staff: who is called, and with the address of which page."""

from services.intake.adapters import CHANCE
from services.intake.attention.letters import DutyLetters
from services.intake.attention.use_cases import CallOnDuty
from services.intake.briefings.letters import BriefingLetters, Pages
from services.intake.briefings.use_cases import WriteBriefings
from services.intake.briefings.wording import BriefingWords
from services.intake.concerns.letters import ConcernLetters
from services.intake.lookups.letters import AlarmLetters
from services.intake.settings import Settings
from services.intake.work import Work
from shared.activation.current import Current
from shared.contracts.words import Language
from shared.letters import SealedPost
from shared.service import Opened
from shared.work import Store


def alarm_letters(opened: Opened[Settings], post: SealedPost) -> AlarmLetters:
    """Make the letters of unusual looking at people's data."""
    lead = opened.pages.contact.safeguarding_email
    return AlarmLetters(post, opened.clock.now, page=_page(opened, "looks"), lead=lead)


def call_on_duty(
    opened: Opened[Settings], post: SealedPost, store: Store[Work], current: Current
) -> CallOnDuty:
    """Make what calls those on duty, and marks in the menu how many wait."""
    pages, origin = opened.pages, opened.settings.origin

    def page(language: Language) -> str:
        return origin + pages.addresses.of("call_list", language)

    def mark(waiting: int) -> None:
        pages.marks["call_list"] = waiting

    letters = DutyLetters(post, opened.clock.now, CHANCE, page)
    return CallOnDuty(store, letters, current, mark)


def write_briefings(
    opened: Opened[Settings], post: SealedPost, store: Store[Work], current: Current
) -> WriteBriefings:
    """Make what writes the letter of the morning."""
    addresses, origin, now = opened.pages.addresses, opened.settings.origin, opened.clock.now
    pages = Pages(
        board=lambda language: origin + addresses.of("board", language),
        calls=lambda language: origin + addresses.of("calls", language),
        request=lambda language, one: (
            origin + addresses.of("one_request", language, request_id=one)
        ),
    )
    words = BriefingWords(opened.pages.catalogues)
    return WriteBriefings(store, BriefingLetters(post, now, CHANCE, pages, words), current, now)


def concern_letters(opened: Opened[Settings], post: SealedPost) -> ConcernLetters:
    """Make the letters of concerns."""
    page, people = _page(opened, "concerns"), opened.pages.contact
    lead, deputy = people.safeguarding_email, people.deputy_email
    return ConcernLetters(post, opened.clock.now, page=page, lead=lead, deputy=deputy)


def _page(opened: Opened[Settings], name: str) -> str:
    """Give the address of a page in a letter to staff."""
    return opened.settings.origin + opened.pages.addresses.of(name, Language.FINNISH)
