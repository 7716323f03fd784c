/* Lets the button of a page speak to a passkey, and says on the page when that failed. */
"use strict";

const button = document.querySelector("[data-passkey]");
if (button) {
  const field = document.querySelector("input[name=credential]");
  button.id ||= "passkey-button";
  field.id ||= "passkey-field";
  // The package's own functions, by what the button is for.
  const { addForm, authenticateForm, loginForm } = window.allauth.webauthn.forms;
  const start = { add: addForm, authenticate: authenticateForm, login: loginForm }[button.dataset.passkey];
  const ids = { add: button.id, authenticate: button.id, login: button.id, credential: field.id, data: "passkey-data" };
  start({ ids: { ...ids, passwordless: "id_passwordless" } });

  const failed = document.getElementById("passkey-failed");
  button.addEventListener("click", () => { failed.hidden = true; });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    failed.hidden = false;
  });
}
