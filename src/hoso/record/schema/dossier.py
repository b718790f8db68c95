"""Description of a dossier: the 14 fields of TT 02/2019/TT-BNV, and where it stands on the shelf."""

from plone.autoform import directives
from plone.supermodel import model
from zope import schema

from hoso.record.fields import PartialDateField
from hoso.record.i18n import _
from hoso.record.schema.fonds import MOST
from hoso.record.schema.options import one_of, some_of


class IDossierDescription(model.Schema):
    """A dossier."""

    directives.order_before(file_notation="title")
    directives.order_after(start_date="title")
    directives.order_after(end_date="start_date")
    directives.order_after(retention="end_date")

    title = schema.TextLine(
        title=_("Title of the dossier"),
        description=_("What the matter is, which authority, which years; without abbreviations."),
        max_length=500,
    )
    identifier = schema.TextLine(
        title=_("Code of the archive"),
        description=_("Leave empty to take it from the fonds."),
        max_length=13,
        required=False,
    )
    organ_id = schema.TextLine(
        title=_("Code of the fonds"),
        description=_("Leave empty to take it from the fonds."),
        max_length=13,
        required=False,
    )
    file_catalogue = schema.Int(
        title=_("Number of the catalogue, or year of the dossier"),
        description=_("Leave empty to take it from the series."),
        min=1,
        max=9999,
        required=False,
    )
    file_notation = schema.TextLine(
        title=_("Number and symbol of the dossier"),
        description=_("For example 01.TH."),
        max_length=20,
        required=False,
    )
    retention = one_of(
        "retention", title=_("Retention period"), description=_("Permanent, or a number of years: 20 năm.")
    )
    use_regime = one_of(
        "use_regimes",
        title=_("Regime of use"),
        description=_("Describes the paper. Who may see the record here follows from its level of access."),
    )
    languages = some_of(
        "hoso.languages",
        title=_("Languages"),
        description=_("Several separated by semicolons: Tiếng Việt; Tiếng Pháp."),
    )
    start_date = PartialDateField(
        title=_("First date"),
        description=_("Of the earliest document: 12/06/1998, 6/1998 or 1998."),
        required=False,
    )
    end_date = PartialDateField(title=_("Last date"), description=_("Of the latest document."), required=False)
    total_documents = schema.Int(title=_("Number of documents"), min=0, max=MOST, required=False)
    description = schema.Text(title=_("Annotation"), max_length=2000, required=False, missing_value="")
    information_sign = schema.TextLine(
        title=_("Information sign"),
        description=_("The sign of the record in a filing scheme, where there is one."),
        max_length=30,
        required=False,
    )
    keywords = schema.TextLine(
        title=_("Keywords"), description=_("Separated by semicolons."), max_length=100, required=False
    )
    sheet_count = schema.Int(title=_("Number of sheets"), min=0, max=MOST, required=False)
    page_count = schema.Int(title=_("Number of pages"), min=0, max=MOST, required=False)
    condition = one_of("conditions", title=_("Physical condition"))

    model.fieldset(
        "sheets",
        label=_("Sheets and paper"),
        fields=["total_documents", "sheet_count", "page_count", "condition"],
    )
    model.fieldset("shelf", label=_("On the shelf"), fields=["store", "rack", "box"])
    model.fieldset(
        "more",
        label=_("Codes"),
        fields=["identifier", "organ_id", "file_catalogue", "information_sign", "languages"],
    )
    model.fieldset("access", label=_("Access"), fields=["use_regime"])
    store = schema.TextLine(title=_("Store room"), max_length=50, required=False)
    rack = schema.TextLine(title=_("Rack"), max_length=50, required=False)
    box = schema.TextLine(title=_("Box"), max_length=50, required=False)
