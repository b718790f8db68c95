"""Fields that zope.schema lacks: dates as vague as the paper, and names that held for a time."""

from hoso.record.fields.dated_names import DatedName, DatedNames
from hoso.record.fields.partial_date import PartialDateField

__all__ = ["DatedName", "DatedNames", "PartialDateField"]
