"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from cases.views import (
    casework,
    contests,
    files,
    keeping,
    manager,
    mandates,
    messages,
    officer,
    own_contests,
    own_copy,
    own_login,
    own_looks,
    person,
    retention,
)
from cases.views import victims as victim_contact

cases = [
    path("", officer.case_list, name="list"),
    path("today/", officer.today, name="today"),
    path("new/", officer.new, name="new"),
    path("team/", manager.team, name="team"),
    path("retention/", retention.home, name="retention"),
    path("<uuid:case_id>/hold/", retention.hold, name="hold"),
    path("<uuid:case_id>/hold/<uuid:hold_id>/", retention.lift, name="hold_lift"),
    path("<uuid:case_id>/", casework.detail, name="detail"),
    path("<uuid:case_id>/record/", casework.record, name="record"),
    path("<uuid:case_id>/looks/", casework.looks, name="looks"),
    path("<uuid:case_id>/history/<str:model>/<uuid:record_id>/", casework.history, name="history"),
    path("<uuid:case_id>/entries/new/", keeping.entry_add, name="entry_add"),
    path("<uuid:case_id>/entries/<uuid:entry_id>/correct/", keeping.entry_correct, name="entry_correct"),
    path("<uuid:case_id>/explain/", keeping.explain, name="explain"),
    path("<uuid:case_id>/log-in/", own_login.own_login, name="own_login"),
    path("<uuid:case_id>/log-in/suspend/", own_login.suspend, name="own_login_suspend"),
    path("<uuid:case_id>/files/<uuid:file_id>/", files.file, name="file"),
    path("<uuid:case_id>/messages/", messages.messages, name="messages"),
    path("<uuid:case_id>/messages/<uuid:message_id>/answer/", messages.answer, name="message_answer"),
    path("<uuid:case_id>/mandates/", mandates.mandates, name="mandates"),
    path("<uuid:case_id>/mandates/<uuid:mandate_id>/end/", mandates.end, name="mandate_end"),
    path("<uuid:case_id>/contests/<uuid:contest_id>/answer/", contests.answer, name="contest_answer"),
]
victims = [
    path("", victim_contact.home, name="home"),
    path("new/", victim_contact.new, name="new"),
    path("<uuid:victim_contact_id>/", victim_contact.detail, name="detail"),
    path("<uuid:victim_contact_id>/edit/", victim_contact.edit, name="edit"),
    path("<uuid:victim_contact_id>/instruction/", victim_contact.instruction, name="instruction"),
]
my = [
    path("", person.home, name="home"),
    path("record/", person.record, name="record"),
    path("record/entries/", person.entries, name="entries"),
    path("record/<uuid:entry_id>/changes/", person.history, name="history"),
    path("record/<uuid:entry_id>/disagree/", own_contests.contest, name="contest"),
    path("disagreements/", own_contests.contests, name="contests"),
    path("disagreements/<uuid:contest_id>/", own_contests.contest_detail, name="contest_detail"),
    path("who-looked/", own_looks.looks, name="looks"),
    path("rights/", person.rights, name="rights"),
    path("files/<uuid:file_id>/", files.own_file, name="kept_file"),
    path("messages/", messages.own_messages, name="messages"),
    path("who-acts-for-me/", mandates.own_mandates, name="mandates"),
    path("who-acts-for-me/<uuid:mandate_id>/", mandates.own_end, name="mandate_end"),
    path("copy/", own_copy.copy, name="copy"),
    path("copy/my-record.json", own_copy.copy_json, name="copy_json"),
    path("copy/print/", own_copy.copy_print, name="copy_print"),
]
