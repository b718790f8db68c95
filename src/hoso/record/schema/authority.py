"""Description of an authority: names, codes and relations over time (ISAAR(CPF), kept small)."""

from plone.supermodel import model
from zope import schema

from hoso.record.fields import DatedNames, PartialDateField
from hoso.record.i18n import _
from hoso.record.schema.options import AUTHORITIES, one_of, some_of


class IAuthorityDescription(model.Schema):
    """An authority. Its name of today is the title; what it was called before stands in ``names``."""

    model.fieldset(
        "history",
        label=_("Over time"),
        fields=["names", "codes", "predecessors", "founded", "ended", "description"],
    )

    title = schema.TextLine(
        title=_("Name of the authority"),
        description=_("The full official name it has now, or had last."),
        max_length=200,
    )
    kind = one_of("authority_kinds", title=_("Kind of authority"))
    code = schema.TextLine(
        title=_("Identifier of the authority"),
        description=_("The code it has now, as in QCVN 102:2016/BTTTT, for example 000.00.19.H42."),
        max_length=35,
        required=False,
    )
    names = DatedNames(
        title=_("Names over time"),
        description=_("One name a line: name | from | to. Dates may be years or months."),
        required=False,
        default=(),
        missing_value=(),
    )
    codes = DatedNames(
        title=_("Codes over time"),
        description=_("One code a line: code | from | to."),
        required=False,
        default=(),
        missing_value=(),
    )
    parent = schema.Choice(title=_("Superior authority"), vocabulary=AUTHORITIES, required=False)
    predecessors = some_of(
        AUTHORITIES,
        title=_("Predecessors"),
        description=_(
            "The authorities whose tasks it took over, by merger, division or renaming. Semicolons between several."
        ),
    )
    founded = PartialDateField(title=_("Founded"), required=False)
    ended = PartialDateField(title=_("Ended"), required=False)
    description = schema.Text(title=_("History"), max_length=10000, required=False, missing_value="")
