"""What was read of a record's files: readings, a person's corrections, the state of reading, pictures of
pages.

Owns the storage of readings (one immutable blob each), the corrections laid over them, the work of reading and
of making searchable copies in the worker's lanes, and the caches of page pictures and copies. Never opens a file
itself: that is done by the limited children of ``hoso.recognition``. Never decides who may see what; a caller has
checked that before it asks.
"""

from .copy_state import CopyFile, CopyState, copy_file, copy_state
from .copying import request_copy
from .corrections import Correction
from .errors import CorrectedMeanwhile, NoFile, NoPicture, NoSuchPage, NotRead, PagesError, TooLongCorrection
from .events import ReadingStored
from .hits import boxes, boxes_of_each
from .pagefile import DamagedReading
from .picture import WIDTHS, page_picture
from .read import request_reading
from .reading import Reading, correct, corrections_of, reading, uncorrect
from .state import ReadingState, state, state_of_brain

__all__ = [
    "WIDTHS",
    "CopyFile",
    "CopyState",
    "CorrectedMeanwhile",
    "Correction",
    "DamagedReading",
    "NoFile",
    "NoPicture",
    "NoSuchPage",
    "NotRead",
    "PagesError",
    "Reading",
    "ReadingState",
    "ReadingStored",
    "TooLongCorrection",
    "boxes",
    "boxes_of_each",
    "copy_file",
    "copy_state",
    "correct",
    "corrections_of",
    "page_picture",
    "reading",
    "request_copy",
    "request_reading",
    "state",
    "state_of_brain",
    "uncorrect",
]
