"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from sanctions.views import appointments as meetings
from sanctions.views import authority as orders
from sanctions.views import (
    closing,
    court,
    court_papers,
    hours,
    noncompliance,
    own,
    own_move,
    own_reports,
    partner,
    placing,
    reporting,
    rulings,
    sanction,
    transcribing,
)

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
    path("<uuid:case_id>/conditions/<uuid:condition_id>/placement/", placing.new, name="placement_new"),
    path("<uuid:case_id>/placements/<uuid:placement_id>/end/", placing.end, name="placement_end"),
    path("<uuid:case_id>/hours/<uuid:line_id>/correct/", hours.correct, name="hours_correct"),
    path("<uuid:case_id>/appointments/", meetings.appointments, name="appointments"),
    path("<uuid:case_id>/appointments/new/", meetings.new, name="appointment_new"),
    path("<uuid:case_id>/appointments/<uuid:appointment_id>/outcome/", meetings.outcome, name="outcome"),
    path("<uuid:case_id>/appointments/<uuid:appointment_id>/change/", meetings.change, name="outcome_change"),
    path("<uuid:case_id>/close/", closing.close, name="close"),
    path("<uuid:case_id>/non-compliance/", noncompliance.overview, name="noncompliance"),
    path("<uuid:case_id>/failures/new/", noncompliance.failure_new, name="failure_new"),
    path(
        "<uuid:case_id>/appointments/<uuid:appointment_id>/failure/",
        noncompliance.failure_of_appointment,
        name="failure_of_appointment",
    ),
    path("<uuid:case_id>/failures/<uuid:failure_id>/", noncompliance.failure, name="failure"),
    path("<uuid:case_id>/reports/new/", noncompliance.report_new, name="report_new"),
    path("<uuid:case_id>/reports/<uuid:report_id>/", reporting.report, name="report"),
    path("<uuid:case_id>/reports/<uuid:report_id>/passages/new/", reporting.passage_add, name="passage_add"),
    path("<uuid:case_id>/reports/<uuid:report_id>/passages/<uuid:passage_id>/", reporting.passage, name="passage"),
    path("<uuid:case_id>/reports/<uuid:report_id>/invite/", reporting.invite, name="report_invite"),
    path("<uuid:case_id>/reports/<uuid:report_id>/comments/<uuid:comment_id>/", reporting.comment, name="comment_note"),
    path("<uuid:case_id>/reports/<uuid:report_id>/ask-check/", reporting.check_ask, name="report_check_ask"),
    path("<uuid:case_id>/reports/<uuid:report_id>/check/", reporting.check, name="report_check"),
    path("<uuid:case_id>/reports/<uuid:report_id>/send/", reporting.submit, name="report_submit"),
    path("<uuid:case_id>/reports/<uuid:report_id>/hurry/", reporting.hurry, name="report_hurry"),
    path("<uuid:case_id>/reports/<uuid:report_id>/correct/", reporting.correct, name="report_correct"),
    path("<uuid:case_id>/reports/<uuid:report_id>/serve/", reporting.serve, name="report_serve"),
    path("<uuid:case_id>/reports/<uuid:report_id>/give-up/", reporting.withdraw, name="report_withdraw"),
    path("<uuid:case_id>/reports/<uuid:report_id>/on-paper/", transcribing.new, name="transcript_new"),
    path("<uuid:case_id>/transcripts/<uuid:transcript_id>/", transcribing.check, name="transcript_check"),
    path("<uuid:case_id>/rulings/<uuid:ruling_id>/", rulings.ruling, name="ruling"),
]
my = [
    path("conditions/", own.conditions, name="conditions"),
    path("appointments/<uuid:appointment_id>/another-time/", own_move.move, name="move"),
    path("comments/<uuid:comment_id>/", own_reports.comment, name="comment"),
    path("reports/<uuid:report_id>/", own_reports.report, name="report"),
    path("rulings/<uuid:ruling_id>/", rulings.own_ruling, name="ruling"),
]
authority = [
    path("", court.inbox, name="home"),
    path("queries/", orders.queries, name="queries"),
    path("<uuid:case_id>/queries/<uuid:query_id>/", orders.query, name="query"),
    path("<uuid:case_id>/reports/<uuid:report_id>/", court.report, name="report"),
    path("<uuid:case_id>/reports/<uuid:report_id>/as-pdf/", court_papers.order, name="paper_order"),
    path("<uuid:case_id>/papers/<uuid:document_id>/", court_papers.paper, name="paper"),
    path("<uuid:case_id>/papers/<uuid:document_id>/file/", court_papers.paper_file, name="paper_file"),
    path("<uuid:case_id>/reports/<uuid:report_id>/received/", court.received, name="received"),
    path("<uuid:case_id>/reports/<uuid:report_id>/ask/", court.ask, name="ask"),
    path("<uuid:case_id>/reports/<uuid:report_id>/hearing/", court.hearing, name="hearing"),
    path("<uuid:case_id>/reports/<uuid:report_id>/hearing/<uuid:hearing_id>/", court.hearing_note, name="hearing_note"),
    path("<uuid:case_id>/reports/<uuid:report_id>/rule/", court.ruling, name="rule"),
    path("<uuid:case_id>/reports/<uuid:report_id>/consequence/", court.consequence, name="consequence"),
]
partners = [
    path("", partner.home, name="home"),
    path("hours/", partner.hours, name="hours"),
    path("<uuid:case_id>/", partner.placement, name="placement"),
]
