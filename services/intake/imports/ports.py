"""Files that were handed in, and who did what with them."""

from typing import Protocol

from services.intake.imports.model import Counts, Import, ImportId, Step, Upload
from services.intake.staff.model import StaffId
from services.intake.submissions.ports import SubmissionWork


class Imports(Protocol):
    """Files in one transaction."""

    async def keep(
        self, import_id: ImportId, by: StaffId, upload: Upload, wrong: tuple[int, int]
    ) -> None:
        """Keep a file sealed; `wrong` is of so many rows so many that cannot be taken."""
        ...

    async def note(self, import_id: ImportId, by: StaffId, step: Step) -> None:
        """Keep for good who did what."""
        ...

    async def latest(self, limit: int) -> list[Import]:
        """List them, the newest first."""
        ...

    async def read(self, import_id: ImportId) -> Import | None:
        """Give one; None for one that nobody knows any more."""
        ...

    async def lock(self, import_id: ImportId) -> Import | None:
        """Give one that nobody else changes before this ends."""
        ...

    async def upload(self, import_id: ImportId) -> Upload:
        """Unseal the file of one that is there."""
        ...

    async def confirm(self, import_id: ImportId) -> bool:
        """Let it be taken; False when it was confirmed before, or no row of it can be taken."""
        ...

    async def add(self, import_id: ImportId, counts: Counts) -> None:
        """Add what became of further rows; with the last of them it is done."""
        ...

    async def remove(self, import_id: ImportId) -> None:
        """Remove the file and the key that opened it."""
        ...


class WithImports(Protocol):
    """A transaction in which files can be kept and read."""

    @property
    def imports(self) -> Imports:
        """Give the files as this transaction sees them."""
        ...


class ImportWork(WithImports, SubmissionWork, Protocol):
    """What taking rows in needs of a transaction."""
