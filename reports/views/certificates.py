"""The certificate of a destruction on paper: kinds and counts, a line of the schedule, two roles, days (rule 48)."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import page
from cases.access.roles import Act
from cases.disclosure.view import disclosed_or_404
from cases.models.destruction import Destruction
from cases.views.officer import purpose_of
from cases.views.settling import named
from reports.press.blocks import Sheet
from reports.press.pdf import pdf


@require_safe
@page(Act.READ_CERTIFICATES, "certificates")
def certificate(request, destruction_id):
    """One certificate as PDF; it says the same whenever it is asked for."""
    visitor = request.visitor
    purpose = purpose_of(visitor, Act.READ_CERTIFICATES)
    found = disclosed_or_404(Destruction.objects.filter(pk=destruction_id, done_at__isnull=False), purpose, visitor)
    data, _pages = pdf(content_of(found), found.reference, found.done_at)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response


def content_of(found):
    """What a certificate says, in blocks; nothing of it is about a person."""
    sheet = Sheet(_("Certificate of destruction"))
    if found.ended_as:
        said = _(
            "A record was destroyed with its history, files, documents and whatever was searched in it,"
            " by order of two."
        )
        of_record = [
            (_("How supervision ended"), found.ended_as_label),
            (_("Kept for (years)"), found.years),
            (_("Counted from"), found.counted_from_label),
        ]
    else:
        said = _("An entry or a file was erased with its history, by order of two; the record it was in stays.")
        of_record = []
    sheet.paragraph(said)
    sheet.facts(
        [
            (_("Certificate"), found.reference),
            *of_record,
            (_("Approved as"), found.approved_as_label),
            (_("Approved on"), found.approved_on),
            (_("Ordered as"), found.ordered_as_label),
            (_("Ordered on"), found.ordered_on),
            (_("Carried out"), found.done_at),
        ]
    )
    sheet.table(_("What was destroyed"), (_("Kind of record"), _("Number")), named(found.counts), numeric=(1,))
    sheet.paragraph(_("Hash of the certificate: %(hash)s") % {"hash": found.content_hash}, quiet=True)
    return sheet.content()
