"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from volunteers.views import asking, coordinating, helping

volunteers = [
    path("", helping.home, name="home"),
    path("tasks/<uuid:task_id>/", helping.task, name="task"),
    path("coordination/", coordinating.coordination, name="coordination"),
    path("coordination/tasks/<uuid:task_id>/", coordinating.give, name="give"),
    path("people/new/", coordinating.new, name="new"),
    path("people/<uuid:volunteer_id>/", coordinating.volunteer, name="volunteer"),
    path("people/<uuid:volunteer_id>/papers/", coordinating.papers, name="papers"),
    path("people/<uuid:volunteer_id>/check/", coordinating.check, name="check"),
    path("people/<uuid:volunteer_id>/decide/", coordinating.decide, name="decide"),
    path("cases/<uuid:case_id>/ask/", asking.ask, name="ask"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/end/", asking.end, name="end"),
]
