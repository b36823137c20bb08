"""Drafts in memory."""

from dataclasses import replace
from datetime import timedelta

from services.intake.request_form.model import Draft, DraftId
from tests.support.intake.state import Repository


class FakeDrafts(Repository):
    """Drafts in memory."""

    async def start(self, draft_id: DraftId, token_hash: str, lifetime: timedelta) -> None:
        self.state.drafts[token_hash] = Draft(draft_id, {}), self.state.now + lifetime

    async def read(self, token_hash: str) -> Draft | None:
        draft, expires_at = self.state.drafts.get(token_hash, (None, self.state.now))
        left = expires_at - self.state.now
        return replace(draft, left=left) if draft and left > timedelta() else None

    async def save(self, draft: Draft) -> None:
        kept = draft if draft.answer is None else replace(draft, fields={})
        for token_hash, (item, expires_at) in self.state.drafts.items():
            if item.id == draft.id:
                self.state.drafts[token_hash] = kept, expires_at

    async def remove_expired(self) -> int:
        now, drafts = self.state.now, self.state.drafts
        expired = [name for name, (_, expires_at) in drafts.items() if expires_at <= now]
        for name in expired:
            del drafts[name]
        return len(expired)
