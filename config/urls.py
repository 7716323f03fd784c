"""Every address of the product; each app brings its own under its own space."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

import cases.urls
import cases.views.jobs
import complaints.urls
import reports.urls
import sanctions.urls
import volunteers.urls
from config import views

# One way to sign in, with its second factor: the administration has no door of its own.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.landing, name="landing"),
    path("home/", views.home, name="home"),
    path("demo/sign-in/", views.demo_login, name="demo_login"),
    path("stay/", views.stay, name="stay"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("accounts/", include("config.account_urls")),
    path("admin/jobs/", cases.views.jobs.jobs, name="jobs"),
    path("admin/", admin.site.urls),
    # The apps' own spaces. A person's pages come from several floors.
    path("cases/", include((cases.urls.cases + reports.urls.cases, "cases"))),
    path("my/", include((cases.urls.my + sanctions.urls.my + complaints.urls.my + reports.urls.my, "my"))),
    path("sanctions/", include((sanctions.urls.sanctions, "sanctions"))),
    path("complaints/", include((complaints.urls.complaints, "complaints"))),
    path("victims/", include((cases.urls.victims, "victims"))),
    path("volunteers/", include((volunteers.urls.volunteers, "volunteers"))),
    path("partner/", include((sanctions.urls.partners + reports.urls.asking("partner"), "partner"))),
    path("authority/", include((sanctions.urls.authority + reports.urls.asking("authority"), "authority"))),
    path("reports/", include((reports.urls.reports, "reports"))),
    path("public/", include((reports.urls.public, "public"))),
    path("inspection/", include((reports.urls.inspection, "inspection"))),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler429 = "config.views.too_many"
handler500 = "config.views.server_error"
