"""Signing in as people do it: a code from an app, a passkey on a device, and a warning that costs no typed word."""

import re

import pytest
from playwright.sync_api import expect

from config.demo.cast import PASSWORD
from tests.authenticator import code_now, passkeys_on

HOME = re.compile("/cases/")
TYPED = "Called twice, nobody answered."


@pytest.fixture(scope="module")
def service(service):
    """The product with passkeys switched on, under the one name of this machine to which browsers give them."""
    service.web.kill()
    service.web.env["PASSKEY_LOGIN"] = "1"
    service.start(service.web)
    service.base_url = service.base_url.replace("127.0.0.1", "localhost")
    return service


def press(page, label):
    """Press a button or follow a link that says just this."""
    button, link = (page.get_by_role(role, name=label, exact=True) for role in ("button", "link"))
    with page.expect_navigation():
        button.or_(link).first.click()


def come_in(visitor, username, **window):
    """To the sign-in page, with name and password."""
    page = visitor.open("/accounts/login/", **window)
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    press(page, "Sign in")
    return page


def test_a_code_from_an_app_is_set_up_and_asked_for_from_then_on(service, visitor, check_page):
    page = come_in(visitor, "officer", width=360)
    page.goto("/accounts/2fa/")
    check_page(page)
    press(page, "Use an app")
    expect(page.locator("img.qr")).to_have_js_property("complete", True)
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 100
    check_page(page)
    secret = page.locator("#authenticator_secret").inner_text()
    page.fill("[name=code]", code_now(secret))
    press(page, "Use this app from now on")
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    check_page(page)
    assert service.sql("SELECT count(*) FROM mfa_authenticator WHERE data::text LIKE %s", f"%{secret}%") == [(0,)]

    again = come_in(visitor, "officer", width=360)
    check_page(again)
    again.fill("[name=code]", "000000" if code_now(secret) != "000000" else "111111")
    press(again, "Sign in")
    expect(again.locator("main")).to_contain_text("This code is not right")
    again.fill("[name=code]", code_now(secret))
    press(again, "Sign in")
    expect(again).to_have_url(HOME)


def test_a_passkey_is_added_and_opens_the_log_in_with_the_password_and_alone(visitor, check_page):
    page = come_in(visitor, "manager")
    passkeys_on(page)
    page.goto("/accounts/2fa/webauthn/add/")
    check_page(page)
    page.fill("[name=name]", "Work telephone")
    page.get_by_label("Sign in with it alone").check()
    press(page, "Add it")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="Work telephone")).to_be_visible()
    check_page(page)

    for _ in range(2):
        press(page, "Sign out")
        page.goto("/accounts/login/")
        page.fill("[name=login]", "manager")
        page.fill("[name=password]", PASSWORD)
        press(page, "Sign in")
        expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
        press(page, "Use a passkey")
        expect(page).to_have_url(HOME)

    press(page, "Sign out")
    page.goto("/accounts/login/")
    press(page, "Sign in with a passkey")
    expect(page).to_have_url(HOME)


def test_a_passkey_that_does_not_answer_is_said_and_nothing_is_lost(visitor):
    page = come_in(visitor, "manager")
    passkeys_on(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("#passkey-failed")).to_be_visible()
    assert page.url.endswith("/accounts/2fa/authenticate/")
    assert not visitor.problems


def test_the_warning_before_a_session_ends_keeps_what_was_typed(visitor, sign_in, check_page):
    page = sign_in("officer2", width=360)
    page.clock.install()
    page.goto("/cases/")
    press(page, page.locator("main tbody a").first.inner_text())
    page.goto(page.url + "entries/new/")
    page.fill("[name=text]", TYPED)
    page.clock.fast_forward("00:04")
    # The draft is kept, which says to the service that somebody is there: the time begins anew.
    expect(page.locator("[data-kept]").first).not_to_be_empty()
    warning = page.locator("#time-left")
    page.clock.fast_forward("54:00")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("01:10")
    expect(warning).to_be_visible()
    check_page(page)
    with page.expect_response("**/stay/") as answered:
        page.get_by_role("button", name="Stay signed in").click()
    assert answered.value.status == 204
    expect(warning).to_be_hidden()
    expect(page.locator("[name=text]")).to_have_value(TYPED)
    page.clock.fast_forward("54:00")
    expect(warning).to_be_hidden()
    page.context.clear_cookies()
    page.clock.fast_forward("01:10")
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_contain_text("Your session has ended. Copy what you have typed")
    expect(page.locator("[name=text]")).to_have_value(TYPED)
