"""What was read of a record's files: readings, a person's corrections, the state of reading, pictures of
pages.

Owns the storage of readings (one immutable blob each), the corrections laid over them, the work of reading
in the worker's lane, and the cache of page pictures. Never opens a file itself: that is done by the limited
children of ``hoso.recognition``. Never decides who may see what; a caller has checked that before it asks.
"""

from .corrections import Correction
from .errors import CorrectedMeanwhile, NoFile, NoPicture, NoSuchPage, NotRead, PagesError, TooLongCorrection
from .events import ReadingStored
from .hits import boxes
from .pagefile import DamagedReading
from .picture import WIDTHS, page_picture
from .read import request_reading
from .reading import Reading, correct, corrections_of, reading, uncorrect
from .state import ReadingState, state, state_of_brain

__all__ = [
    "WIDTHS",
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
    "correct",
    "corrections_of",
    "page_picture",
    "reading",
    "request_reading",
    "state",
    "state_of_brain",
    "uncorrect",
]
