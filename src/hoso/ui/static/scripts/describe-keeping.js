// Nothing typed is lost: a draft in this tab's storage until it is saved, and a lock from the first letter on.
"use strict";

(() => {
  const form = document.getElementById("form");
  if (!form) return;
  const REFRESH = 4 * 60 * 1000; // a lock ends after ten minutes
  const KEPT = 12 * 60 * 60 * 1000;
  const key = `hoso.draft ${new URL(form.action).pathname}`;
  const token = form.querySelector('[name="_authenticator"]')?.value || "";
  const fields = () => [...form.elements].filter((each) => each.name.startsWith("form.widgets.") && each.type !== "hidden");
  const began = new Map(fields().map((field) => [field.name, field.value]));
  const tell = document.getElementById("draft");
  let touched = false;
  let leaving = false;
  let asking = false;
  let sent = false;

  // The draft
  const changes = () => fields().filter((field) => field.value !== began.get(field.name)).map((field) => [field.name, field.value]);
  const keep = () => {
    const typed = changes();
    if (typed.length) sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }));
    else sessionStorage.removeItem(key);
  };
  const drop = () => sessionStorage.removeItem(key);
  const restore = () => {
    let draft = null;
    try {
      draft = JSON.parse(sessionStorage.getItem(key) || "null");
    } catch {
      drop();
    }
    if (!draft || Date.now() - draft.at > KEPT) return drop();
    const known = new Map(fields().map((field) => [field.name, field]));
    const lost = draft.typed.filter(([name, value]) => known.has(name) && known.get(name).value !== value);
    if (!lost.length) return drop();
    for (const [name, value] of lost) {
      known.get(name).value = value;
      known.get(name).dispatchEvent(new Event("input", { bubbles: true }));
    }
    document.getElementById("draft-text").textContent = tell.dataset.restored;
    const button = document.getElementById("draft-drop");
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const [name] of lost) {
        known.get(name).value = began.get(name);
        known.get(name).dispatchEvent(new Event("input", { bubbles: true }));
      }
      drop();
      tell.hidden = true;
    });
    tell.hidden = false;
  };

  // The lock
  const editing = document.getElementById("editing");
  const say = (what) => {
    const data = new FormData();
    data.set("do", what);
    data.set("_authenticator", token);
    return data;
  };
  const hold = async () => {
    if (!form.dataset.lock || !touched) return;
    const answer = await fetch(form.dataset.lock, { method: "POST", body: say("hold"), redirect: "manual" }).catch(() => null);
    if (!answer) return; // the line is down; the next beat tries again
    if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const told = await answer.json();
      editing.hidden = told.held;
      if (!told.held) document.getElementById("editing-who").textContent = told.message;
    } else if (!(await signedIn())) ended();
  };
  const signedIn = async () => {
    // While the line is down nothing is known; the browser says so by itself when the form is sent.
    const answer = await fetch(form.dataset.session, { cache: "no-store" }).catch(() => null);
    return answer?.ok ? (await answer.json()).signed_in : true;
  };
  const ended = () => {
    keep();
    document.getElementById("draft-text").textContent = tell.dataset.session;
    const link = document.getElementById("draft-sign-in");
    link.href = `${form.dataset.login}?came_from=${encodeURIComponent(location.href)}`;
    link.hidden = false;
    document.getElementById("draft-drop").hidden = true;
    tell.hidden = false;
    tell.scrollIntoView({ block: "nearest" });
    link.focus();
  };

  form.addEventListener("input", (event) => {
    if (!event.target.name?.startsWith("form.widgets.")) return;
    keep();
    if (!touched) {
      touched = true;
      hold();
    }
  });
  setInterval(hold, REFRESH);
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button?.name === "form.buttons.cancel") {
      leaving = true;
      return drop();
    }
    keep();
    if (leaving && !sent) {
      sent = true;
      return;
    }
    event.preventDefault();
    if (asking || sent) return; // pressed twice
    asking = true;
    leaving = await signedIn();
    asking = false;
    if (leaving) form.requestSubmit(button);
    else ended();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = sent = false;
  });
  addEventListener("pagehide", () => {
    // A submit decides on the lock by itself.
    if (touched && form.dataset.lock && !leaving) navigator.sendBeacon(form.dataset.lock, say("release"));
  });
  if (!document.getElementById("trouble")) restore();
})();
