"""From a file to pages of words: what a file is, what stands on each page and where, and the picture of a page.

Owns the choice of how a page is read (its text layer, a converted legacy encoding, recognition of its picture), the
recognition itself, and the limited child processes without which no file is opened. It never knows of records, of
the database or of who may see what, never changes a file, and keeps nothing but a spool of unfinished readings.
"""

from .errors import ReaderUnavailable, UnreadableFile
from .limits import Limits
from .model import Box, Line, Page, Word, compose
from .packing import pack, unpack, unpack_text
from .pictures import picture
from .probe import FileFacts, probe
from .reading import ENGINE_VERSION, forget_pages, read_pages
from .reasons import explain
from .report import report

__all__ = [
    "Box",
    "ENGINE_VERSION",
    "FileFacts",
    "Limits",
    "Line",
    "Page",
    "ReaderUnavailable",
    "UnreadableFile",
    "Word",
    "compose",
    "explain",
    "forget_pages",
    "pack",
    "picture",
    "probe",
    "read_pages",
    "report",
    "unpack",
    "unpack_text",
]
