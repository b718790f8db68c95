"""Lists for paper and for Office: the forms of the circulars, and the tables that people work on in a spreadsheet.

Owns what stands in which column of which list, in which order and under which name at which time, and writes it as
.docx and .xlsx. A list holds what the person who asks may see, and no more. Never changes a record, and never decides
how a page of the site looks (``ui`` does, from the same lists).
"""

from .boxes import Label, box_labels
from .cover import Cover, cover_of
from .documents import document_list
from .dossiers import dossier_list
from .errors import ListError, TooManyRows
from .model import Column, Heading, PrintedList, Table
from .results import results_table
from .tables import authorities_table, parked_table, register_table, undescribed_table

__all__ = [
    "Column",
    "Cover",
    "Heading",
    "Label",
    "ListError",
    "PrintedList",
    "Table",
    "TooManyRows",
    "authorities_table",
    "box_labels",
    "cover_of",
    "document_list",
    "dossier_list",
    "parked_table",
    "register_table",
    "results_table",
    "undescribed_table",
]
