"""Files that were handed in, in memory."""

from dataclasses import replace

from services.intake.imports.model import Counts, Import, ImportId, ImportState, Step, Upload
from services.intake.staff.model import StaffId
from tests.support.intake.state import Repository


class FakeImports(Repository):
    """Files in memory."""

    async def keep(
        self, import_id: ImportId, by: StaffId, upload: Upload, wrong: tuple[int, int]
    ) -> None:
        del by
        kept = Import(
            id=import_id,
            state=ImportState.CHECKED,
            created_at=self.state.now,
            rows=wrong[0],
            wrong=wrong[1],
        )
        self.state.imports[import_id] = (kept, upload)

    async def note(self, import_id: ImportId, by: StaffId, step: Step) -> None:
        self.state.import_steps.append((import_id, by, step))

    async def latest(self, limit: int) -> list[Import]:
        every = [kept for kept, _ in self.state.imports.values()]
        return sorted(every, key=lambda one: one.created_at, reverse=True)[:limit]

    async def read(self, import_id: ImportId) -> Import | None:
        return self.state.imports[import_id][0] if import_id in self.state.imports else None

    lock = read

    async def upload(self, import_id: ImportId) -> Upload:
        return self.state.imports[import_id][1]

    async def confirm(self, import_id: ImportId) -> bool:
        found = await self.read(import_id)
        if found is None or found.state is not ImportState.CHECKED or not found.good:
            return False
        self._change(replace(found, state=ImportState.CONFIRMED))
        return True

    async def add(self, import_id: ImportId, counts: Counts) -> None:
        kept, _ = self.state.imports[import_id]
        before = kept.counts
        summed = Counts(
            before.taken + counts.taken,
            before.known + counts.known,
            before.rejected + counts.rejected,
        )
        assert summed.reached <= kept.rows
        state = ImportState.DONE if summed.reached == kept.rows else kept.state
        self._change(replace(kept, counts=summed, state=state))

    async def remove(self, import_id: ImportId) -> None:
        del self.state.imports[import_id]

    def _change(self, to: Import) -> None:
        self.state.imports[to.id] = (to, self.state.imports[to.id][1])
