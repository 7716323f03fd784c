"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from sanctions.views import appointments as meetings
from sanctions.views import authority as court
from sanctions.views import hours, own, sanction

sanctions = [
    path("<uuid:case_id>/", sanction.overview, name="overview"),
    path("<uuid:case_id>/new/", sanction.new, name="new"),
    path("<uuid:case_id>/orders/<uuid:sanction_id>/", sanction.settle, name="settle"),
    path("<uuid:case_id>/orders/<uuid:sanction_id>/edit/", sanction.edit, name="edit"),
    path("<uuid:case_id>/orders/<uuid:sanction_id>/conditions/", sanction.condition_add, name="condition_add"),
    path("<uuid:case_id>/orders/<uuid:sanction_id>/bind/", sanction.bind, name="bind"),
    path("<uuid:case_id>/conditions/<uuid:condition_id>/edit/", sanction.condition_edit, name="condition_edit"),
    path("<uuid:case_id>/conditions/<uuid:condition_id>/hours/", hours.lines, name="hours"),
    path("<uuid:case_id>/conditions/<uuid:condition_id>/hours/new/", hours.new, name="hours_new"),
    path("<uuid:case_id>/hours/<uuid:line_id>/correct/", hours.correct, name="hours_correct"),
    path("<uuid:case_id>/appointments/", meetings.appointments, name="appointments"),
    path("<uuid:case_id>/appointments/new/", meetings.new, name="appointment_new"),
    path("<uuid:case_id>/appointments/<uuid:appointment_id>/outcome/", meetings.outcome, name="outcome"),
    path("<uuid:case_id>/appointments/<uuid:appointment_id>/change/", meetings.change, name="outcome_change"),
]
my = [path("conditions/", own.conditions, name="conditions")]
authority = [
    path("", court.home, name="home"),
    path("<uuid:case_id>/queries/<uuid:query_id>/", court.query, name="query"),
]
