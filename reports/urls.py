"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from reports.views import asked, certificates, disclosures, releasing
from reports.views import documents as press
from reports.views import figures as counting
from reports.views import inspection as inspecting

cases = [
    path("<uuid:case_id>/disclosures/", disclosures.register, name="disclosures"),
    path("<uuid:case_id>/disclosures/new/", disclosures.new, name="disclosure_new"),
    path(
        "<uuid:case_id>/disclosures/requests/<uuid:disclosure_request_id>/",
        disclosures.answer,
        name="disclosure_request",
    ),
    path(
        "<uuid:case_id>/disclosures/requests/<uuid:disclosure_request_id>/refuse/",
        disclosures.refuse,
        name="disclosure_refuse",
    ),
    path("<uuid:case_id>/disclosures/deferrals/<uuid:deferral_id>/", releasing.look_again, name="deferral_review"),
    path("<uuid:case_id>/disclosures/<uuid:disclosure_made_id>/", disclosures.detail, name="disclosure"),
    path("<uuid:case_id>/disclosures/<uuid:disclosure_made_id>/file/", disclosures.file, name="disclosure_file"),
    path("<uuid:case_id>/disclosures/<uuid:disclosure_made_id>/approve/", releasing.decide, name="disclosure_approve"),
    path("<uuid:case_id>/disclosures/<uuid:disclosure_made_id>/send/", releasing.leave, name="disclosure_send"),
    path(
        "<uuid:case_id>/disclosures/<uuid:disclosure_made_id>/received/",
        releasing.acknowledge,
        name="disclosure_acknowledge",
    ),
    path("<uuid:case_id>/disclosures/<uuid:disclosure_made_id>/recall/", releasing.call_back, name="disclosure_recall"),
]


def asking(space) -> list:
    """The pages on which somebody outside asks for more, in their own space of addresses."""
    return [
        path("<uuid:case_id>/requests/", asked.requests, {"space": space}, name="requests"),
        path("<uuid:case_id>/sent/<uuid:disclosure_made_id>/file/", asked.file, name="sent_file"),
    ]


inspection = [
    path("", inspecting.home, name="home"),
]
public = [
    path("", counting.public, name="home"),
    path("<int:year>/", counting.public, name="year"),
]
reports = [
    path("figures/", counting.publishing, name="publishing"),
    path("certificates/<uuid:destruction_id>/", certificates.certificate, name="certificate"),
    path("<uuid:case_id>/", press.documents, name="documents"),
    path("<uuid:case_id>/new/<slug:kind>/", press.new, name="document_new"),
    path("<uuid:case_id>/<uuid:document_id>/", press.document, name="document"),
    path("<uuid:case_id>/<uuid:document_id>/file/", press.file, name="file"),
]
my = [
    path("documents/", press.own_documents, name="documents"),
    path("documents/<uuid:document_id>/", press.own_document, name="document"),
    path("documents/<uuid:document_id>/file/", press.own_file, name="file"),
]
