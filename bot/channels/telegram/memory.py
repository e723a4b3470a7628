"""Python's garbage collector, told what stays."""

from __future__ import annotations

import gc


def settle() -> None:
    """Takes everything alive out of the collector's rounds; garbage of an earlier call goes first.

    A fact base is most of the heap and lives as long as it is in service. Left in, it makes full rounds slow,
    and so rare that garbage piles up to a quarter of its size in between.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
