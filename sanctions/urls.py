"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from sanctions.views import appointments as meetings
from sanctions.views import authority as orders
from sanctions.views import court, hours, own, rulings, sanction

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
    path("<uuid:case_id>/rulings/<uuid:ruling_id>/", rulings.ruling, name="ruling"),
]
my = [
    path("conditions/", own.conditions, name="conditions"),
    path("rulings/<uuid:ruling_id>/", rulings.own_ruling, name="ruling"),
]
authority = [
    path("", court.inbox, name="home"),
    path("queries/", orders.queries, name="queries"),
    path("<uuid:case_id>/queries/<uuid:query_id>/", orders.query, name="query"),
    path("<uuid:case_id>/reports/<uuid:report_id>/", court.report, name="report"),
    path("<uuid:case_id>/reports/<uuid:report_id>/received/", court.received, name="received"),
    path("<uuid:case_id>/reports/<uuid:report_id>/ask/", court.ask, name="ask"),
    path("<uuid:case_id>/reports/<uuid:report_id>/hearing/", court.hearing, name="hearing"),
    path("<uuid:case_id>/reports/<uuid:report_id>/hearing/<uuid:hearing_id>/", court.hearing_note, name="hearing_note"),
    path("<uuid:case_id>/reports/<uuid:report_id>/rule/", court.ruling, name="rule"),
    path("<uuid:case_id>/reports/<uuid:report_id>/consequence/", court.consequence, name="consequence"),
]
