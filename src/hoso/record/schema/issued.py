"""What documents and legal acts have in common: who issued what, under which number, when."""

from plone.supermodel import model
from zope import schema

from hoso.record.fields import PartialDateField
from hoso.record.i18n import _
from hoso.record.schema.options import one_of


class IIssuedDescription(model.Schema):
    """Something issued under a number."""

    title = schema.Text(
        title=_("Subject"),
        description=_("What the document is about, as in its heading. A file not yet described has its name here."),
        max_length=500,
    )
    document_type = one_of("document_types", title=_("Type of document"))
    code_number = schema.TextLine(title=_("Number"), description=_("For example 1004."), max_length=11, required=False)
    code_notation = schema.TextLine(
        title=_("Symbol"), description=_("For example QĐ-UBND."), max_length=30, required=False
    )
    issued_date = PartialDateField(
        title=_("Date of the document"),
        description=_("As vague as it is known: 1998, 6/1998, 12/06/1998, không ngày."),
        required=False,
    )
    organ_name = schema.TextLine(
        title=_("Name of the issuing authority"),
        description=_("Its name as printed on the document."),
        max_length=200,
        required=False,
    )
