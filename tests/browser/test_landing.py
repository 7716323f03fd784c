"""The harness itself: the product runs as processes, and a visitor of the demo gets in with one click."""

from tests.processes import environment, manage, where_it_is


def test_a_visitor_signs_in_with_one_click(sign_in, check_page):
    page = sign_in("officer", width=360)
    check_page(page)


def test_the_landing_page_is_accessible_in_french(visitor, check_page):
    check_page(visitor.open("/", lang="fr"))


def test_web_and_worker_own_no_table(service):
    assert service.sql_as_web("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == [(0,)]
    assert service.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") > [(0,)]


def test_the_service_comes_back_after_its_processes_are_killed(service, visitor):
    service.web.kill()
    service.worker.kill()
    service.start()
    assert visitor.open("/").locator("main").is_visible()


def test_the_demo_is_told_whole_in_the_middle_of_the_night(chromium, tmp_path):
    """What happened on other days happened at their hours, whenever the demo is begun."""
    env = environment(tmp_path, TIME_ZONE=where_it_is(0), DATABASE_URL=f"sqlite:///{tmp_path / 'service.sqlite3'}")
    manage(env, "migrate")
    assert "officer" in manage(env, "demo").stdout
