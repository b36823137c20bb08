"""While a service loads its modules nothing is garbage: to look for some took a tenth of its start.

Nor does it draw for a terminal, as structlog would be ready to do where rich is installed.
Imported before everything else, by what starts a service and by nothing else.
"""

import gc
import sys

gc.disable()
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # whoever imports it is refused


def end() -> None:
    """From now on look for garbage, and not among what was loaded and stays."""
    gc.collect()
    gc.freeze()
    gc.enable()
