"""What only real processes show: the worker seals, a kill loses nothing, two people save at once, a guard is gone."""

from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

UNSEALED = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM cases_sealqueue)"


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def form_of(page):
    """Everything the page's main form would send, as a browser sends it."""
    return page.evaluate(
        "() => [...new FormData(document.querySelector('main form[novalidate]'))]"
        ".filter(([name, value]) => typeof value === 'string')"
    )


def as_sent_from(page):
    """The address and headers a form of this page is sent with."""
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    headers = {"Cookie": cookies, "Referer": page.url, "Content-Type": "application/x-www-form-urlencoded"}
    return page.url, headers


def send(url, headers, fields):
    """Post a form; the status of the answer."""
    request = Request(url, urlencode(fields).encode(), headers)
    try:
        return build_opener(NoRedirect).open(request).status
    except HTTPError as answer:
        return answer.code


def an_entry_to_correct(service, page):
    """Open the correction form of an entry the officer keeps."""
    [(entry, case)] = service.sql(
        "SELECT e.id, e.case_id FROM cases_entry e JOIN cases_caserecord c ON c.id = e.case_id"
        " JOIN cases_person p ON p.id = c.person_id WHERE p.family_name = 'Petrova' ORDER BY e.id LIMIT 1"
    )
    page.goto(f"/cases/{case}/entries/{entry}/correct/")
    return entry


def test_the_worker_seals_what_the_web_wrote_and_the_ledger_verifies(service, sign_in):
    page = sign_in("officer")
    page.goto("/cases/")
    service.wait_for(UNSEALED)
    assert service.sql("SELECT count(*) FROM cases_leaf") > [(300,)]
    assert "Nothing is wrong" in service.manage("verify_ledger").stdout


def test_of_two_who_save_at_once_one_is_kept_and_the_other_is_shown_both_texts(service, sign_in):
    page = sign_in("officer")
    entry = an_entry_to_correct(service, page)
    fields = dict(form_of(page)) | {"reason": "A word was missing"}
    url, headers = as_sent_from(page)
    [(before,)] = service.sql("SELECT version FROM cases_entry WHERE id = %s", entry)
    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(lambda n: send(url, headers, fields | {"text": f"Text number {n}."}), range(4)))
    assert sorted(answers) == [302, 409, 409, 409]
    assert service.sql("SELECT version FROM cases_entry WHERE id = %s", entry) == [(before + 1,)]


def test_killed_in_the_middle_of_sealing_the_worker_goes_on_where_it_was(service):
    service.worker.kill()
    service.sql("UPDATE cases_sealqueue SET source = source")  # the queue may be written, the ledger may not
    service.manage("shell", "-c", "from tests.browser.many import write_looks; write_looks(20000)")
    service.start(service.worker)
    service.wait_for("SELECT 1 FROM cases_seal WHERE size > 1000")
    service.worker.kill()
    service.start(service.worker)
    service.wait_for(UNSEALED)
    assert (
        service.sql(
            "SELECT count(*), count(DISTINCT row) FROM cases_leaf WHERE form_id IN"
            " (SELECT id FROM cases_leafform WHERE source = 'cases_look')"
        )[0][0]
        >= 20000
    )
    assert "Nothing is wrong" in service.manage("verify_ledger").stdout


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_historicalperson SET family_name = 'x'",
        "DELETE FROM cases_action",
        "UPDATE cases_look SET purpose = 'x'",
        "INSERT INTO cases_historicalperson SELECT * FROM cases_historicalperson",
        "DELETE FROM cases_person",
        "DROP TRIGGER rec_cases_person_update ON cases_person",
        "ALTER TABLE cases_person DISABLE TRIGGER ALL",
        "UPDATE cases_person SET family_name = 'x', version = version + 1",
    ],
)
def test_the_role_of_the_web_cannot_pass_by_the_actions(service, statement):
    with pytest.raises(Exception, match="permission denied|must be owner|no action is open"):
        service.sql_as_web(statement)


def test_without_a_guard_neither_web_nor_worker_starts(service):
    service.web.kill()
    service.sql("ALTER TABLE cases_person DISABLE TRIGGER rec_cases_person_update")
    with pytest.raises(RuntimeError, match="rec_cases_person_update is missing or disabled"):
        service.start(service.web)
    assert "rec_cases_person_update" in service.manage("verify_ledger", check=False).stdout
    service.sql("ALTER TABLE cases_person ENABLE TRIGGER rec_cases_person_update")
    service.start(service.web)
