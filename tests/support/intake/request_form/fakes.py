"""Drafts in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from services.intake.request_form.model import Draft, DraftId
from tests.support.intake.state import FakeDraft, Repository


class FakeDrafts(Repository):
    """Drafts in memory."""

    async def start(self, draft: Draft, browser: str) -> None:
        now = self.state.now
        self.state.drafts[draft.id] = FakeDraft(draft, browser, now, now + draft.life)

    async def read(self, draft_id: DraftId, browser: str) -> Draft | None:
        found = self.state.drafts.get(draft_id)
        if found is None or found not in self._alive(browser):
            return None
        now = self.state.now
        return replace(found.draft, left=found.expires_at - now, age=now - found.started_at)

    async def unfinished(self, browser: str) -> DraftId | None:
        begun = [each for each in self._alive(browser) if each.draft.fields]
        return max(begun, key=lambda each: each.started_at).draft.id if begun else None

    async def left(self, browser: str) -> timedelta:
        lives = [each.expires_at - self.state.now for each in self._alive(browser)]
        return max(lives, default=timedelta())

    async def save(self, draft: Draft) -> None:
        kept = draft if draft.answer is None else replace(draft, fields={})
        self.state.drafts[draft.id] = replace(
            self.state.drafts[draft.id], draft=kept, expires_at=self.state.now + draft.life
        )

    async def remove(self, draft_id: DraftId, browser: str) -> None:
        self._remove(lambda each: (each.draft.id, each.browser) == (draft_id, browser))

    async def remove_all(self, browser: str) -> None:
        self._remove(lambda each: each.browser == browser)

    async def remove_sent(self, browser: str) -> None:
        self._remove(lambda each: each.browser == browser and each.draft.answer is not None)

    async def remove_expired(self) -> int:
        return self._remove(lambda each: each.expires_at <= self.state.now)

    def _alive(self, browser: str) -> list[FakeDraft]:
        drafts, now = self.state.drafts.values(), self.state.now
        return [each for each in drafts if each.browser == browser and each.expires_at > now]

    def _remove(self, is_meant: Callable[[FakeDraft], bool]) -> int:
        meant = [name for name, each in self.state.drafts.items() if is_meant(each)]
        for name in meant:
            del self.state.drafts[name]
        return len(meant)
