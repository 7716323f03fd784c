"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from cases.views import own_contests, own_copy, own_looks, person

cases = []
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
    path("copy/", own_copy.copy, name="copy"),
    path("copy/my-record.json", own_copy.copy_json, name="copy_json"),
    path("copy/print/", own_copy.copy_print, name="copy_print"),
]
