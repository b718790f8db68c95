// Renews the figures of work that goes on by itself. The page names in data-live where to ask; it asks less and less
// often while nothing changes or nobody answers, and not at all while the page is hidden.
"use strict";

{
  const SOONEST = 2_000;
  const LATEST = 30_000;
  const box = document.querySelector("[data-live]");
  let wait = SOONEST;
  let timer = 0;
  let last = "";

  const say = (text) => {
    const place = box.querySelector("[data-said]");
    if (place.textContent !== text) place.textContent = text;
  };

  function show({ share, figures }) {
    for (const [name, [value, note]] of Object.entries(figures)) {
      const place = box.querySelector(`[data-figure="${CSS.escape(name)}"]`);
      if (!place) continue;
      place.querySelector("span").textContent = value;
      place.querySelector("small").textContent = note;
    }
    const bar = box.querySelector("progress");
    if (bar) {
      bar.value = share;
      bar.hidden = share === 0;
    }
  }

  async function ask() {
    try {
      const answer = await fetch(box.dataset.live, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const text = await answer.text();
      const now = JSON.parse(text);
      if (!now.figures) return;
      wait = text === last ? Math.min(wait * 1.5, LATEST) : SOONEST;
      const wasBusy = last !== "" && JSON.parse(last).busy;
      last = text;
      show(now);
      say(wasBusy && !now.busy ? box.dataset.done : "");
      if (wasBusy && !now.busy) return;
    } catch {
      wait = Math.min(wait * 2, LATEST);
      say(box.dataset.lost);
    }
    timer = setTimeout(ask, wait);
  }

  if (box) {
    timer = setTimeout(ask, wait);
    document.addEventListener("visibilitychange", () => {
      clearTimeout(timer);
      if (!document.hidden) {
        wait = SOONEST;
        timer = setTimeout(ask, 0);
      }
    });
  }
}
