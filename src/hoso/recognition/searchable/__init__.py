"""The searchable copy of a file: its pages as they are, with the words that were read lying over them unseen.

The copy is PDF/A-2b where that can be had without changing what the pages look like; where it cannot, the copy says
so and why. The file itself is only read. Making happens in a limited child; ``make_copy`` is the door.
"""

from .codes import CHANGES, OBSTACLES
from .making import COPY_VERSION, CopyFailed, CopyReport, make_copy

__all__ = ["CHANGES", "COPY_VERSION", "OBSTACLES", "CopyFailed", "CopyReport", "make_copy"]
