"""The newest things of one kind, in memory and on disk."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

Item = TypeVar("Item", bound=BaseModel)
MOST = 500


class Shelf(Generic[Item]):
    """Keeps the last `most` items, a file each, so that they are there after a restart."""

    def __init__(self, folder: Path, kind: type[Item], most: int = MOST) -> None:
        """Read what was kept before; the folder is made when missing."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        files = sorted(folder.glob("*.json"))[-most:]
        self._next = int(files[-1].stem) + 1 if files else 1
        self._items: deque[tuple[Path, Item]] = deque(
            (file, kind.model_validate_json(file.read_bytes())) for file in files
        )
        self._most = most

    def put(self, item: Item) -> None:
        """Keep an item; the oldest one goes when there are too many."""
        file = self._folder / f"{self._next:08d}.json"
        self._next += 1
        file.write_text(item.model_dump_json(), encoding="utf-8")
        self._items.append((file, item))
        while len(self._items) > self._most:
            self._items.popleft()[0].unlink(missing_ok=True)

    def newest(self) -> Sequence[Item]:
        """Give what is kept, the newest first; whose file was removed is gone."""
        return [item for file, item in reversed(self._items) if file.exists()]
