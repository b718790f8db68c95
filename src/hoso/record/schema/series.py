"""Description of a series: a part of a fonds with a catalogue of its own."""

from plone.supermodel import model
from zope import schema

from hoso.record.fields import PartialDateField
from hoso.record.i18n import _


class ISeriesDescription(model.Schema):
    """A series (mục lục)."""

    title = schema.TextLine(title=_("Name of the series"), max_length=200)
    number = schema.Int(
        title=_("Number of the catalogue"),
        description=_("Goes into the code of each dossier inside."),
        min=1,
        max=9999,
        required=False,
    )
    years = PartialDateField(title=_("Years"), description=_("For example 1997–2005."), required=False)
    description = schema.Text(title=_("Note"), max_length=1000, required=False, missing_value="")
