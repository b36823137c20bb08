"""Letters to the staff: who is called, and with the address of which page."""

from functools import partial

from services.intake.adapters import CHANCE
from services.intake.attention.letters import DutyLetters
from services.intake.attention.use_cases import CallOnDuty
from services.intake.briefings.letters import BriefingLetters, Pages
from services.intake.briefings.wording import BriefingWords
from services.intake.concerns.letters import ConcernLetters
from services.intake.lookups.letters import AlarmLetters
from services.intake.referrals.letters import ReferralLetters
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


def briefing_letters(opened: Opened[Settings], post: SealedPost) -> BriefingLetters:
    """Make the letters of the morning."""
    addresses, origin = opened.pages.addresses, opened.settings.origin

    def at(name: str, language: Language, **values: object) -> str:
        return origin + addresses.of(name, language, **values)

    pages = Pages(
        board=partial(at, "board"),
        calls=partial(at, "calls"),
        request=lambda language, one: at("one_request", language, request_id=one),
        referral=lambda language, whose, one: at(
            "own_referral", language, organisation_id=whose, referral_id=one
        ),
        referrals=lambda language, whose: at("own_referrals", language, organisation_id=whose),
        capacity=lambda language, whose: (
            at("own_partner", language, organisation_id=whose) + "/maara"
        ),
        refuse=partial(at, "duty"),
    )
    words = BriefingWords(opened.pages.catalogues)
    return BriefingLetters(post, opened.clock.now, CHANCE, pages, words)


def concern_letters(opened: Opened[Settings], post: SealedPost) -> ConcernLetters:
    """Make the letters of concerns."""
    page, people = _page(opened, "concerns"), opened.pages.contact
    lead, deputy = people.safeguarding_email, people.deputy_email
    return ConcernLetters(post, opened.clock.now, page=page, lead=lead, deputy=deputy)


def partner_letters(opened: Opened[Settings], post: SealedPost) -> ReferralLetters:
    """Make the letters to members of organisations."""
    addresses, origin = opened.pages.addresses, opened.settings.origin
    return ReferralLetters(
        post,
        opened.clock.now,
        opened.pages.catalogues,
        lambda language, token: origin + addresses.of("referral", language, token=token),
        lambda language, one: origin + addresses.of("own_referrals", language, organisation_id=one),
    )


def _page(opened: Opened[Settings], name: str) -> str:
    """Give the address of a page in a letter to staff."""
    return opened.settings.origin + opened.pages.addresses.of(name, Language.FINNISH)
