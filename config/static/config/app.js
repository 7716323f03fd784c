/* Comfort only: every page works without it. Leads to the error summary; warns before the session ends. */
"use strict";

document.getElementById("errors")?.focus();

const warning = document.getElementById("time-left");
if (warning) {
  const form = warning.querySelector("form");
  const warnAfter = Math.max(Number(warning.dataset.seconds) - 300, 30) * 1000;
  // Timers stop while a phone sleeps, so the clock is asked instead.
  let shownAt = Date.now() + warnAfter;
  // However busy the visitor is, a session ends in any case; staying does not help then, saving does.
  const endsAt = Date.now() + Number(warning.dataset.left) * 1000;
  const ended = () => {
    warning.querySelector("[data-ended]").hidden = false;
    warning.querySelector("[data-idle]").hidden = true;
    warning.querySelector("[data-limit]").hidden = true;
    form.hidden = true;
  };
  setInterval(() => {
    if (Date.now() >= endsAt) {
      ended();
    } else if (Date.now() >= endsAt - 300000) {
      warning.querySelector("[data-idle]").hidden = true;
      warning.querySelector("[data-limit]").hidden = false;
      form.hidden = true;
    }
    if (Date.now() >= Math.min(shownAt, endsAt - 300000)) warning.hidden = false;
  }, 5000);

  // A draft that was kept renewed the session (drafts.js).
  document.addEventListener("stayed", () => {
    shownAt = Date.now() + warnAfter;
    warning.hidden = true;
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer?.status === 204) {
      shownAt = Date.now() + warnAfter;
      warning.hidden = true;
    } else {
      ended();
    }
  });
}
