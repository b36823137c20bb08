"""Requests in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from services.intake.attention.model import ESCALATING
from services.intake.requests import model
from services.intake.requests.rules.asked import Asked
from services.intake.requests.rules.steps import Care
from services.intake.submissions.rules.reserved import may_go_to_partner, why_reserved
from shared.contracts.words import Helped
from shared.reach_points import ReachPoint
from tests.support.intake.state import Repository


class FakeRequests(Repository):
    """Requests in memory."""

    async def by_link(self, status_hash: str) -> model.Request | None:
        found = self.state.status_links.get(status_hash)
        if found is None:
            return None
        item = self.state.requests[found]
        while item.leads_to:
            item = self.state.requests[item.leads_to]
        return item.stored

    async def parts(self, request_id: model.RequestId) -> Sequence[str]:
        parts = self.state.requests[request_id].split_off
        return [self.state.requests[each].stored.reference for each in parts]

    async def lock(self, request_id: model.RequestId) -> model.Request | None:
        found = self.state.requests.get(request_id)
        return found.stored if found else None

    async def contact(self, request_id: model.RequestId) -> model.Contact:
        return self.state.requests[request_id].plea.contact

    async def reach_points(self, request_id: model.RequestId) -> Sequence[ReachPoint]:
        return self.state.requests[request_id].plea.reach_points

    async def circumstances(self, request_id: model.RequestId) -> model.Circumstances:
        return self.state.requests[request_id].plea.circumstances

    async def task(self, request_id: model.RequestId) -> model.Task:
        item = self.state.requests[request_id]
        plea = item.plea
        return model.Task(
            plea.category,
            plea.urgency,
            plea.language,
            plea.municipality,
            plea.postal_code,
            item.stored.created_at,
            item.corrected,
            item.corrected_at,
            plea.also,
        )

    async def progress(self, request_id: model.RequestId) -> model.Progress:
        return self.state.requests[request_id].progress

    async def keep_proposal(self, request_id: model.RequestId, proposal: model.Proposal) -> None:
        item = self.state.requests[request_id]
        known = item.progress.proposals.get(proposal.match_id)
        if known is None or known.version < proposal.version:
            proposals = {**item.progress.proposals, proposal.match_id: proposal}
            item.progress = replace(item.progress, proposals=proposals)

    async def referred(self, referral_id: model.ReferralId) -> model.RequestId | None:
        for request_id, item in self.state.requests.items():
            if referral_id in item.progress.referrals:
                return request_id
        return None

    async def keep_referral(self, request_id: model.RequestId, referral: model.Referral) -> None:
        item = self.state.requests[request_id]
        known = item.progress.referrals.get(referral.referral_id)
        if known is None or known.version < referral.version:
            referrals = {**item.progress.referrals, referral.referral_id: referral}
            item.progress = replace(item.progress, referrals=referrals)

    async def keep_unmatched(self, request_id: model.RequestId, notice: model.Unmatched) -> None:
        item = self.state.requests[request_id]
        known = item.progress.unmatched
        if known is None or known.version < notice.version:
            item.progress = replace(item.progress, unmatched=notice)

    async def save_standing(
        self,
        request_id: model.RequestId,
        version: int,
        state: model.State,
        closure: model.Closure | None,
    ) -> None:
        item = self.state.requests[request_id]
        item.stored = replace(item.stored, version=version, state=state, closure=closure)
        item.changed_at = self.state.now

    async def asked(self, request_id: model.RequestId) -> Asked:
        plea = self.state.requests[request_id].plea
        return Asked(
            category=plea.category,
            urgency=plea.urgency,
            municipality=plea.municipality,
            postal_code=plea.postal_code,
            language=plea.language,
            min_vetting=plea.min_vetting,
            volunteer_allowed=not why_reserved(plea),
            also=plea.also,
            may_be_referred=may_go_to_partner(plea),
        )

    async def consent(self, request_id: model.RequestId) -> model.ReferralConsent | None:
        said = self.state.requests[request_id].consents
        return said[-1] if said else None

    async def keep_consent(
        self, request_id: model.RequestId, consent: model.ReferralConsent
    ) -> None:
        item = self.state.requests[request_id]
        item.consents.append(replace(consent, at=self.state.now))
        item.plea = replace(item.plea, may_be_referred=consent.said_yes)

    async def care(self, request_id: model.RequestId) -> Care:
        item = self.state.requests[request_id]
        found = self.state.attentions.values()
        calls = [each for each in found if each.attention.request_id == request_id]
        is_over = item.stored.state in {model.State.ESCALATED, model.State.CLOSED}
        was_escalated = is_over and any(each.attention.reason in ESCALATING for each in calls)
        by_staff = was_escalated or bool(why_reserved(item.plea))
        return Care(by_staff, any(each.taken_at or each.settled_as for each in calls))

    async def reopen(self, request_id: model.RequestId, version: int, after: int) -> None:
        await self.save_standing(request_id, version, model.State.OPEN, None)
        item = self.state.requests[request_id]
        item.progress, item.helped = replace(item.progress, reopened_after=after), None
        item.leads_to = None

    async def helped(self, request_id: model.RequestId) -> Helped | None:
        return self.state.requests[request_id].helped

    async def keep_helped(self, request_id: model.RequestId, version: int, helped: Helped) -> None:
        item = self.state.requests[request_id]
        item.stored, item.helped = replace(item.stored, version=version), helped

    async def erase(self, request_id: model.RequestId) -> None:
        item = self.state.requests[request_id]
        item.plea = replace(item.plea, contact=model.Contact(), reach_points=(), again_of=None)
        item.marks, item.code_word = {}, ""
        links = self.state.status_links
        self.state.status_links = {key: to for key, to in links.items() if to != request_id}
        self.state.submissions = {
            key: (fingerprint, answer, kept_at)
            for key, (fingerprint, answer, kept_at) in self.state.submissions.items()
            if answer is None or answer.reference != item.stored.reference
        }

    async def promise(self, request_id: model.RequestId) -> model.Promise | None:
        return self.state.promises.get(request_id)

    async def keep_promise(
        self, request_id: model.RequestId, following: model.Promise | None
    ) -> None:
        self.state.promises.pop(request_id, None)
        if following is not None:
            self.state.promises[request_id] = following

    async def add_link(self, request_id: model.RequestId, status_hash: str) -> None:
        self.state.status_links[status_hash] = request_id

    async def letters_lately(self, request_id: model.RequestId) -> int:
        return list(self.state.status_links.values()).count(request_id) - 1

    async def code_word(self, request_id: model.RequestId) -> str:
        helper = await self.assignment(request_id)
        return helper.code_word if helper else self.state.requests[request_id].code_word

    async def save_code_word(self, request_id: model.RequestId, code_word: str) -> None:
        self.state.requests[request_id].code_word = code_word

    async def code_words_used(self, request_id: model.RequestId) -> Collection[str]:
        return [found.code_word for found, _ in self.state.requests[request_id].assignments]

    async def assignment(self, request_id: model.RequestId) -> model.Assignment | None:
        found = self.state.requests[request_id].assignments
        return next((each for each, is_open in found if is_open), None)

    async def open_assignment(
        self,
        request_id: model.RequestId,
        assignment: model.Assignment,
        volunteer_id: model.VolunteerId,
    ) -> None:
        if await self.assignment(request_id) is not None:
            raise AssertionError(volunteer_id)
        item = self.state.requests[request_id]
        item.assignments.append((replace(assignment, level=item.plea.min_vetting), True))

    async def introduce(
        self, request_id: model.RequestId, match_id: model.MatchId, name: str
    ) -> None:
        item = self.state.requests[request_id]
        item.assignments = [
            (replace(each, introduced_as=name), is_open)
            if is_open and each.match_id == match_id
            else (each, is_open)
            for each, is_open in item.assignments
        ]

    async def close_assignment(self, request_id: model.RequestId) -> None:
        item = self.state.requests[request_id]
        item.assignments = [(assignment, False) for assignment, _ in item.assignments]


class FakePartings(Repository):
    """Partings in memory."""

    async def note(self, mark: str) -> None:
        self.state.partings.add(mark)

    async def holds(self, mark: str) -> bool:
        return mark in self.state.partings
