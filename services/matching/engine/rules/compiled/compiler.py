"""Compile plain functions as they stand, so that both forms are one text."""

from types import FunctionType, ModuleType
from typing import Any


def compiled(*modules: ModuleType) -> dict[str, Any]:
    """Give all names of these modules, their functions compiled at the first call.

    Each calls the others' compiled forms; a name must mean the same in all of them.
    """
    from numba import njit  # noqa: PLC0415  # takes 40 MB and a second, and few towns are so large

    names: dict[str, Any] = {}
    for module in modules:
        names |= vars(module)
    for module in modules:
        for name, function in vars(module).items():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                names[name] = njit(FunctionType(function.__code__, names), nogil=True)
    return names
