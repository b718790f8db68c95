"""Description of a legal act."""

from plone.autoform import directives
from plone.supermodel import model
from zope import schema

from hoso.record.fields import PartialDateField
from hoso.record.i18n import _
from hoso.record.schema.issued import IIssuedDescription
from hoso.record.schema.options import one_of


class ILegalActDescription(IIssuedDescription):
    """A legal act: a normative document, or an individual decision kept as one."""

    document_type = one_of(
        "legal_act_types", title=_("Type of legal act"), description=_("Name or abbreviation: Nghị quyết, NQ.")
    )
    directives.order_after(document_type="code_notation")
    directives.order_after(signer="organ_name")
    directives.order_after(signer_position="signer")
    model.fieldset("force", label=_("Force and basis"), fields=["effective_date", "legal_basis"])
    signer = schema.TextLine(title=_("Signer"), max_length=100, required=False)
    signer_position = schema.TextLine(
        title=_("Position of the signer"),
        description=_("With the authority to sign, for example “KT. Chủ tịch, Phó Chủ tịch”."),
        max_length=200,
        required=False,
    )
    legal_basis = schema.Text(
        title=_("Legal basis"), description=_("The lines that begin with “Căn cứ”."), max_length=10000, required=False
    )
    effective_date = PartialDateField(
        title=_("In force from"), description=_("The day that the act itself names."), required=False
    )
    subject_field = schema.TextLine(title=_("Subject field"), max_length=200, required=False)
    description = schema.Text(title=_("Note"), max_length=1000, required=False, missing_value="")
