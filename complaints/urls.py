"""Addresses of complaints, by space; config puts them together."""

from django.urls import path

from complaints.views import investigating, own

complaints = [
    path("", investigating.inbox, name="inbox"),
    path("about-me/", investigating.about_me, name="about_me"),
    path("<uuid:complaint_id>/", investigating.detail, name="detail"),
    path("<uuid:complaint_id>/reply/", investigating.reply, name="reply"),
    path("<uuid:complaint_id>/ask/", investigating.ask, name="ask"),
    path("<uuid:complaint_id>/hearing/", investigating.hearing, name="hearing"),
    path("<uuid:complaint_id>/decide/", investigating.decide, name="decide"),
    path("<uuid:complaint_id>/statements/<uuid:statement_id>/", investigating.statement, name="statement"),
]
my = [
    path("complaints/", own.complaints, name="complaints"),
    path("complaints/new/", own.new, name="complaint_new"),
    path("complaints/<uuid:complaint_id>/", own.complaint, name="complaint"),
]
