"""Say of a request what was not said when it came in: a person has let it go on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from services.intake.requests.model import Request, State
from services.intake.requests.ports import Draws, Letters
from services.intake.requests.rules.links import Links
from services.intake.requests.rules.promises import Promises
from services.intake.submissions.events import created
from services.intake.submissions.letters import first_letters
from services.intake.submissions.model import NewRequest
from services.intake.submissions.ports import HeldWork, PersonKeys
from services.intake.submissions.rules.calls import why_called, words_of
from services.intake.submissions.rules.person import person_of
from shared.same_person import SamePerson
from shared.sealing.tokens import token_hash


@dataclass(frozen=True, slots=True)
class LetThrough:
    """A held request goes on as if it came now, and so does one that a person had."""

    letters: Letters
    links: Links
    chance: Draws
    person_keys: PersonKeys
    caution: Callable[[str], Collection[str]]
    promises: Promises
    same_person: SamePerson

    async def key_for(self, request: Request) -> bytes | None:
        """Give the key under which its person is counted; asked for before a transaction begins."""
        return await self.person_keys.key_of(request.activation)

    async def announce_held(
        self, work: HeldWork, request: Request, person_key: bytes | None
    ) -> None:
        """Say now that it came in; each letter has a link of its own."""
        new = await self._as_sent_in(work, request)
        about = self.caution(words_of(new.plea.contact))
        for reason in why_called(new.plea, new.reserved, about):
            await work.attention.call_person(request.id, reason)
        tokens = self.chance.new_token(), self.chance.new_token()
        first = list(first_letters(new, self.links, tokens))
        for letter in first:
            await work.requests.add_link(request.id, token_hash(tokens[letter.tells_helped]))
        person = person_of(new.plea, person_key) if person_key else None
        await work.publish([created(new, person), *map(self.letters.announce, first)])

    async def let_go(self, work: HeldWork, request: Request, person_key: bytes | None) -> None:
        """Give a request that a person had to matching."""
        new = await self._as_sent_in(work, request)
        person = person_of(new.plea, person_key) if person_key else None
        said = created(new, person, request.version + 1)
        await work.requests.save_standing(request.id, said.version, State.RECEIVED, None)
        await work.publish([said])

    async def _as_sent_in(self, work: HeldWork, request: Request) -> NewRequest:
        """Read it, with what its asker is promised from now on."""
        contact = await work.requests.contact(request.id)
        points = await work.requests.reach_points(request.id)
        promise = self.promises.first(request.urgency, points)
        await work.requests.keep_promise(request.id, promise)
        new = await work.submissions.read_new(request, contact, points, promise)
        return replace(new, not_for=self.same_person.marks(request.id, points))
