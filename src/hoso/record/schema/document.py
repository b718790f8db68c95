"""Description of an archival document: the 18 fields of TT 02/2019/TT-BNV, and its sheets in the dossier."""

from plone.autoform import directives
from plone.supermodel import model
from zope import schema

from hoso.record.i18n import _
from hoso.record.schema.issued import IIssuedDescription
from hoso.record.schema.options import one_of, some_of


class IDocumentDescription(IIssuedDescription):
    """An archival document. The code of its dossier (field 2) comes from where it lies."""

    directives.order_after(keywords="organ_name")
    directives.order_after(description="keywords")

    document_code = schema.TextLine(title=_("Code of the document"), max_length=25, required=False)
    ordinal = schema.Int(
        title=_("Number in the dossier"),
        description=_("Orders the documents of a dossier."),
        min=1,
        max=999,
        required=False,
    )
    languages = some_of(
        "hoso.languages",
        title=_("Languages"),
        description=_("Several separated by semicolons: Tiếng Việt; Tiếng Pháp."),
    )
    page_count = schema.Int(title=_("Number of pages of the document"), min=0, max=9999, required=False)
    description = schema.Text(title=_("Note"), max_length=500, required=False, missing_value="")
    information_sign = schema.TextLine(
        title=_("Information sign"),
        description=_("The sign of the record in a filing scheme, where there is one."),
        max_length=30,
        required=False,
    )
    keywords = schema.TextLine(
        title=_("Keywords"), description=_("Separated by semicolons."), max_length=100, required=False
    )
    use_regime = one_of(
        "use_regimes",
        title=_("Regime of use"),
        description=_("Describes the paper. Who may see the record here follows from its level of access."),
    )
    confidence_level = one_of("confidence_levels", title=_("Level of confidence"))
    autograph = schema.Text(
        title=_("Handwritten remarks"),
        description=_("Remarks and instructions written on the paper."),
        max_length=2000,
        required=False,
    )
    condition = one_of("conditions", title=_("Physical condition"))

    model.fieldset(
        "sheets",
        label=_("Sheets and paper"),
        fields=["ordinal", "sheet_from", "sheet_to", "page_count", "condition", "autograph"],
    )
    model.fieldset(
        "more",
        label=_("Further description"),
        fields=["document_code", "information_sign", "confidence_level", "languages"],
    )
    model.fieldset("access", label=_("Access"), fields=["use_regime"])
    sheet_from = schema.Int(title=_("From sheet"), min=1, max=99999, required=False)
    sheet_to = schema.Int(title=_("To sheet"), min=1, max=99999, required=False)
