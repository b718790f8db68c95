"""Mass intake: a folder tree of files and the catalogue that describes them become records, and a table comes back.

Owns the walk over a source, the reading, matching and writing of catalogues, the resumable import and its report.
Never opens what is inside a file (``recognition`` does, in its limited children), never decides what a value may be
(``record`` does), and never removes a record or a version.
"""

from .catalogue import export_catalogue
from .committing import SiteOpener
from .errors import IngestError
from .importer import Importer
from .past import Import, import_named, imports, progress_of, to_look_at
from .progress import Progress
from .report import Problem, Report, Result
from .walk import Ignored, Item, Rejected, WalkLimits, walk

__all__ = [
    "Import",
    "Ignored",
    "Importer",
    "IngestError",
    "Item",
    "Problem",
    "Progress",
    "Rejected",
    "Report",
    "Result",
    "SiteOpener",
    "WalkLimits",
    "export_catalogue",
    "import_named",
    "imports",
    "progress_of",
    "to_look_at",
    "walk",
]
