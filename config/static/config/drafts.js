/* Comfort only: "Keep as a draft" does the same. What is typed is sent to the server a few seconds after a pause,
   and nothing of it stays on this device. */
"use strict";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const told = form.querySelector("[data-kept]");
  let waiting = null;
  let sending = false;

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("keep_draft", "1");
    return data;
  };
  const keep = async () => {
    waiting = null;
    if (sending) return;
    const options = { method: "POST", body: typed(), headers: { "X-Requested-With": "fetch" }, redirect: "manual" };
    const answer = await fetch(window.location.pathname, options).catch(() => null);
    if (answer?.status === 204) {
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      told.textContent = `${told.dataset.text} ${time}`;
      document.dispatchEvent(new Event("stayed"));
    } else if (answer?.type === "opaqueredirect") {
      told.textContent = told.dataset.lost;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 3000);
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(waiting);
  });
}
