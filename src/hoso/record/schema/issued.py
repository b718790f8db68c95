"""What documents and legal acts have in common: who issued what, under which number, when."""

from plone.autoform import directives
from plone.supermodel import model
from zope import schema

from hoso.record.fields import PartialDateField
from hoso.record.i18n import _
from hoso.record.schema.options import one_of


class IIssuedDescription(model.Schema):
    """Something issued under a number."""

    # In the order in which a head of a document is read.
    directives.order_before(code_number="title")
    directives.order_after(code_notation="code_number")
    directives.order_after(document_type="code_notation")
    directives.order_after(issued_date="document_type")

    title = schema.Text(
        title=_("Subject"),
        description=_("What the document is about, as in its heading, without abbreviations."),
        max_length=500,
    )
    document_type = one_of(
        "document_types", title=_("Type of document"), description=_("Name or abbreviation: Quyết định, QĐ.")
    )
    code_number = schema.TextLine(title=_("Number"), description=_("For example 1004."), max_length=11, required=False)
    code_notation = schema.TextLine(
        title=_("Symbol"), description=_("For example QĐ-UBND."), max_length=30, required=False
    )
    issued_date = PartialDateField(
        title=_("Date of the document"),
        description=_("As on the document: 12/06/1998, 6/1998, 1998, 1997-1998, or “không ngày”."),
        required=False,
    )
    organ_name = schema.TextLine(
        title=_("Name of the issuing authority"),
        description=_("Its name as printed on the document."),
        max_length=200,
        required=False,
    )
