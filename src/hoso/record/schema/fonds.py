"""Description of a fonds: the 13 fields of TT 02/2019/TT-BNV, and its creator."""

from plone.autoform import directives
from plone.supermodel import model
from zope import schema

from hoso.record.i18n import _
from hoso.record.schema.options import AUTHORITIES, some_of

MOST = 9_999_999_999  # "Number 10": ten digits


class IFondsDescription(model.Schema):
    """A fonds, a construction archive or a collection."""

    directives.order_after(archives_time="creator_authority")
    model.fieldset(
        "extent",
        label=_("Extent"),
        fields=["paper_total", "paper_digital", "copy_number", "key_groups", "other_types", "languages"],
    )
    model.fieldset("more", label=_("Codes and finding aids"), fields=["identifier", "organ_id", "lookup_tools"])

    title = schema.TextLine(
        title=_("Name of the fonds"),
        description=_("Fonds, construction archive or collection, for example “UBND tỉnh Hà Nam”."),
        max_length=200,
    )
    creator_authority = schema.Choice(
        title=_("Creator of the fonds"),
        description=_("The authority whose work made these records. It stays the creator after a merger."),
        vocabulary=AUTHORITIES,
        required=False,
    )
    identifier = schema.TextLine(title=_("Code of the archive"), max_length=13, required=False)
    organ_id = schema.TextLine(title=_("Code of the fonds"), max_length=13, required=False)
    history = schema.Text(title=_("History of the creator"), max_length=10000, required=False)
    archives_time = schema.TextLine(
        title=_("Time of the records"), description=_("For example 1945–1975."), max_length=30, required=False
    )
    paper_total = schema.Int(title=_("Number of paper records"), min=0, max=MOST, required=False)
    paper_digital = schema.Int(title=_("Number of paper records digitised"), min=0, max=MOST, required=False)
    key_groups = schema.Text(title=_("Main groups of records"), max_length=300, required=False)
    other_types = schema.Text(title=_("Other kinds of records"), max_length=300, required=False)
    languages = some_of(
        "hoso.languages",
        title=_("Languages"),
        description=_("Several separated by semicolons: Tiếng Việt; Tiếng Pháp."),
    )
    lookup_tools = schema.TextLine(title=_("Finding aids"), max_length=50, required=False)
    copy_number = schema.Int(title=_("Pages with an insurance copy"), min=0, max=MOST, required=False)
    description = schema.Text(title=_("Note"), max_length=1000, required=False, missing_value="")
