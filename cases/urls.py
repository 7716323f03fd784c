"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from cases.views import casework, contests, keeping, manager, officer

cases = [
    path("", officer.case_list, name="list"),
    path("today/", officer.today, name="today"),
    path("new/", officer.new, name="new"),
    path("team/", manager.team, name="team"),
    path("<uuid:case_id>/", casework.detail, name="detail"),
    path("<uuid:case_id>/record/", casework.record, name="record"),
    path("<uuid:case_id>/looks/", casework.looks, name="looks"),
    path("<uuid:case_id>/history/<str:model>/<uuid:record_id>/", casework.history, name="history"),
    path("<uuid:case_id>/entries/new/", keeping.entry_add, name="entry_add"),
    path("<uuid:case_id>/entries/<uuid:entry_id>/correct/", keeping.entry_correct, name="entry_correct"),
    path("<uuid:case_id>/explain/", keeping.explain, name="explain"),
    path("<uuid:case_id>/contests/<uuid:contest_id>/answer/", contests.answer, name="contest_answer"),
]
my = []
