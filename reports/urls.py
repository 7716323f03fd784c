"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from reports.views import documents as press
from reports.views import figures as counting
from reports.views import inspection as inspecting

inspection = [
    path("", inspecting.home, name="home"),
]
public = [
    path("", counting.public, name="home"),
    path("<int:year>/", counting.public, name="year"),
]
reports = [
    path("figures/", counting.publishing, name="publishing"),
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
