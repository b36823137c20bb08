"""What writing the letter of a morning is built of in tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.intake.adapters import CHANCE
from services.intake.briefings.letters import BriefingLetters, Pages
from services.intake.briefings.ports import BriefingWork, DueMornings, PartnerMorningWork
from services.intake.briefings.use_cases import WriteBriefings, WritePartnerMornings
from services.intake.briefings.wording import BriefingWords
from services.intake.organisations.model import OrganisationId
from services.intake.organisations.ports import OrganisationWork
from services.intake.requests.model import Referral, ReferralId, ReferralState, RequestId
from services.intake.requests.ports import RequestWork
from services.intake.staff.model import Staff, StaffId
from shared.activation.current import Current
from shared.contracts.words import Language, StaffRole
from shared.letters import SealedPost
from shared.web.catalogues import read_catalogues
from shared.work import Store
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.building import PUBLIC_URL, Sealed

MORNING = datetime(2026, 11, 26, 5, 30, tzinfo=UTC)
"""7.30 where the help is given."""
PAGES = Pages(
    board=lambda language: f"{PUBLIC_URL}/{language}/taulu",
    calls=lambda language: f"{PUBLIC_URL}/{language}/ops",
    request=lambda language, one: f"{PUBLIC_URL}/{language}/ops/pyynto/{one}",
    referral=lambda language, whose, one: f"{PUBLIC_URL}/{language}/kumppani/{whose}/{one}",
    referrals=lambda language, whose: f"{PUBLIC_URL}/{language}/kumppani/{whose}",
    capacity=lambda language, whose: f"{PUBLIC_URL}/{language}/kumppani/{whose}/maara",
    refuse=lambda language: f"{PUBLIC_URL}/{language}/oma-tili/vuoro",
)


def briefings(
    store: Store[BriefingWork],
    sealed: Sealed,
    now: Callable[[], datetime],
    current: Current | None = None,
) -> WriteBriefings:
    """Give who writes it."""
    return WriteBriefings(store, _letters(sealed, now), current or FakeCurrent(), now)


def partner_mornings(
    store: Store[PartnerMorningWork],
    mornings: DueMornings,
    sealed: Sealed,
    now: Callable[[], datetime],
) -> WritePartnerMornings:
    """Give who writes to organisations."""
    letters = _letters(sealed, now)
    return WritePartnerMornings(store, mornings, letters, FakeCurrent(), now)


async def keep_referral(
    store: Store[RequestWork], request_id: RequestId, organisation_id: UUID
) -> None:
    """Have an organisation be asked about a request."""
    until = MORNING + timedelta(hours=4)
    sent = ReferralState.SENT
    news = Referral(ReferralId(uuid4()), organisation_id, 1, sent, None, until)
    async with store.begin() as work:
        await work.requests.keep_referral(request_id, news)


async def organisation_with(
    store: Store[OrganisationWork], name: str, address: str = "veera@example.org"
) -> OrganisationId:
    """Give an organisation with a member, whom letters reach at the address."""
    which = OrganisationId(uuid4())
    roles = (StaffRole.PARTNER_MEMBER,)
    member = Staff(StaffId(uuid4()), name, "$argon2id$", roles, organisation_id=which)
    async with store.begin() as work:
        await work.organisations.add(which, f"{name} ry", ACTIVATION)
        await work.staff.add(member)
        await work.duties.set_email(member.id, address, Language.FINNISH)
    return which


def _letters(sealed: Sealed, now: Callable[[], datetime]) -> BriefingLetters:
    words = BriefingWords(read_catalogues(["intake", "kit"]))
    return BriefingLetters(SealedPost(sealed, CHANCE), now, CHANCE, PAGES, words)
