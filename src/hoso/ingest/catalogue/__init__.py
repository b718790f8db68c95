"""The catalogue of a source: a table with a row for each file or dossier, read, matched with files, and written.

An empty cell states nothing and erases nothing; a value is erased in the record's own form. A table written by
``export_catalogue`` and read back changes nothing. Spreadsheet programs turn ``6/1998`` and ``08`` of a .csv into
other values when they open it: a table to be corrected there is written as .xlsx, whose cells are all text.
"""

from .export import export_catalogue
from .matching import Catalogue, read_catalogue

__all__ = ["Catalogue", "export_catalogue", "read_catalogue"]
