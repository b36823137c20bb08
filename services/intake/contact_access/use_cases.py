"""The contact page: one link, one browser, until the task is over."""

from dataclasses import dataclass, field

from services.intake.attention.model import AttentionReason
from services.intake.contact_access.model import ContactLink, View
from services.intake.contact_access.ports import ContactWork, LinkWork
from services.intake.contact_access.rules import view_of
from services.intake.requests.model import Contact, MatchId, RequestId, Task, VolunteerId
from services.intake.requests.ports import UnknownRequestError, WithRequests
from services.intake.requests.rules.people import People, people_of
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.matching import MatchAccessIssued
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Card:
    """All that a helper needs of one task, on one page."""

    task: Task
    people: People
    contact: Contact = field(repr=False)
    payment: str
    """A code of the network's data; empty where there is nothing to pay."""
    code_word: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """What the page shows; the card only to the bound browser."""

    view: View
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class ShowContact:
    """`browser` is a random token in a cookie, set before the link is used."""

    store: Store[ContactWork]
    chance: Chance

    def new_browser(self) -> str:
        """Draw a token by which a browser will be known."""
        return self.chance.new_token()

    async def show_contact(self, token: str, browser: str) -> Visit:
        """Show what this browser may see; each showing of contact data leaves an audit row."""
        async with self.store.begin() as work:
            link = await work.contacts.link(token_hash(token), token_hash(browser))
            view = view_of(link)
            if link is None or view is not View.CONTACT:
                return Visit(view)
            assignment = await work.requests.assignment(link.request_id)
            if assignment is None or assignment.match_id != link.match_id:
                return Visit(View.MOMENT)  # given to another meanwhile, whose word nobody else sees
            await work.contacts.note_view(link)
            return Visit(view, await card_of(work, link.request_id, assignment.code_word))

    async def tell_not_reached(self, token: str, browser: str) -> bool:
        """Have somebody of the staff look into it; False for whoever may not see the card.

        Pressing twice is the same as once, as long as nobody has looked.
        """
        async with self.store.begin() as work:
            link = await work.contacts.link(token_hash(token), token_hash(browser))
            if link is None or view_of(link) is not View.CONTACT:
                return False
            reason = AttentionReason.HELPER_COULD_NOT_REACH
            await work.attention.call_person(link.request_id, reason)
        return True

    async def use_link(self, token: str, browser: str, introduced_as: str = "") -> View:
        """Use the link up for this browser; pressing twice in one browser is the same as once.

        The one who is helped sees the name that whoever opens it first gave, if any.
        """
        hashes = token_hash(token), token_hash(browser)
        async with self.store.begin() as work:
            link = await work.contacts.link(*hashes)
            view = view_of(link)
            if link is None or view is not View.BUTTON:
                return view
            if not await work.contacts.use_link(*hashes):
                return view_of(await work.contacts.link(*hashes))
            if introduced_as:
                await work.requests.introduce(link.request_id, link.match_id, introduced_as)
            return View.CONTACT


@dataclass(frozen=True, slots=True)
class KeepContactLinks:
    """Matching gives the volunteer a one-time link; its hash comes here."""

    store: Store[LinkWork]

    async def react_to_match_access_issued(self, event: Envelope[MatchAccessIssued]) -> None:
        """Keep the link; it may come before its assignment, and a second time changes nothing."""
        data = event.data
        link = ContactLink(
            match_id=MatchId(data.match_id),
            request_id=RequestId(data.request_id),
            volunteer_id=VolunteerId(data.volunteer_id),
        )
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            if await work.requests.lock(link.request_id) is None:
                raise UnknownRequestError
            await work.contacts.keep_link(link, data.token_hash, data.expires_at)


async def card_of(work: WithRequests, request_id: RequestId, code_word: str) -> Card:
    """Read all that a helper needs of one task; the caller has noted who sees it."""
    contact = await work.requests.contact(request_id)
    points = await work.requests.reach_points(request_id)
    known = await work.requests.circumstances(request_id)
    people = people_of(contact, points, known.relation)
    return Card(await work.requests.task(request_id), people, contact, known.payment, code_word)
