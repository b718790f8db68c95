// Keys of all screens. A link, button or field names its keys in data-key ("ArrowRight PageDown"): the key follows the
// link, presses the button or goes to the field. J and K go through the rows of lists; ? shows all keys.
"use strict";

{
  const OFF = "hoso.single-keys-off";
  const ROWS = ".reg-row, table.sheet tbody tr";
  const panel = document.getElementById("keys");
  let singleKeys = true;

  try {
    singleKeys = localStorage.getItem(OFF) === null;
  } catch {
    // A browser that keeps nothing: the keys work, and stay off for this page only.
  }

  const visible = (element) => element.checkVisibility();

  function inField(target) {
    if (target.isContentEditable || target.closest("select, textarea")) return true;
    return target.matches("input") && !/^(checkbox|radio|button|submit|reset|image)$/.test(target.type);
  }

  // Whether the key would still scroll something the reader is in, so that it must not turn the page.
  function scrolls(target, key) {
    const vertical = key.startsWith("Page");
    const onward = key === "PageDown" || key === "ArrowRight";
    for (let box = target; box && box !== document.body && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (!/auto|scroll/.test(vertical ? style.overflowY : style.overflowX)) continue;
      const [room, done] = vertical
        ? [box.scrollHeight - box.clientHeight, box.scrollTop]
        : [box.scrollWidth - box.clientWidth, box.scrollLeft];
      if (onward ? done < room - 1 : done > 1) return true;
    }
    const sheet = vertical && document.querySelector("[data-turn]");
    if (!sheet) return false;
    const { top, bottom } = sheet.getBoundingClientRect();
    return onward ? bottom > innerHeight + 1 : top < 0 && scrollY > 0;
  }

  function act(element) {
    if (element.matches("input, textarea, select")) {
      element.focus();
      element.select?.();
    } else {
      element.click();
    }
  }

  function find(key) {
    return [...document.querySelectorAll("[data-key]:not([aria-disabled=true])")].find(
      (element) => element.dataset.key.split(" ").includes(key) && visible(element),
    );
  }

  function rows() {
    return [...document.querySelectorAll(ROWS)].filter((row) => visible(row) && mainLink(row));
  }

  function mainLink(row) {
    return row.querySelector("h2 a, h3 a, .ttl a, th a") ?? row.querySelector("a");
  }

  function goToRow(step) {
    const all = rows();
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
    if (!next) return;
    mainLink(next).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const general = {
    "?": () => panel?.togglePopover(),
    "/": () => [...document.querySelectorAll("input[type=search]")].find(visible)?.select(),
    j: () => goToRow(1),
    k: () => goToRow(-1),
    x: () => rows().find((row) => row.contains(document.activeElement))?.querySelector("input[type=checkbox]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (inField(event.target)) return;
    const single = event.key.length === 1;
    if (single && !singleKeys) return;
    // With Caps Lock on, a letter is still that letter.
    const key = single && !event.shiftKey ? event.key.toLowerCase() : event.key;
    const element = find(key);
    if (element) {
      if (!single && scrolls(event.target, key)) return;
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("hoso:key", { detail: key }));
      act(element);
    } else if (Object.hasOwn(general, key)) {
      event.preventDefault();
      general[key]();
    }
  });

  // The panel of keys: what holds everywhere stands in it, what this page has is added.

  function label(element) {
    return element.dataset.keyLabel ?? element.labels?.[0]?.textContent.trim() ?? element.textContent.trim();
  }

  function describe() {
    const list = panel.querySelector("dl");
    const names = panel.dataset;
    for (const element of document.querySelectorAll("[data-key]")) {
      if (panel.contains(element)) continue;
      const term = document.createElement("dt");
      for (const key of element.dataset.key.split(" ")) {
        const cap = document.createElement("kbd");
        cap.textContent = names[`name${key}`] ?? key.toUpperCase();
        term.append(cap, " ");
      }
      const meaning = document.createElement("dd");
      meaning.textContent = label(element);
      list.append(term, meaning);
    }
  }

  // Told to assistive technology only while the keys work.
  function announce() {
    const hint = document.querySelector(".quick kbd");
    if (hint) hint.hidden = !singleKeys;
    for (const element of document.querySelectorAll("[data-key]")) {
      const keys = element.dataset.key.split(" ").filter((key) => singleKeys || key.length > 1);
      const names = keys.map((key) => (key === "+" ? "Plus" : key));
      if (names.length) element.setAttribute("aria-keyshortcuts", names.join(" "));
      else element.removeAttribute("aria-keyshortcuts");
    }
  }

  if (panel?.showPopover) {
    const choice = panel.querySelector("input[type=checkbox]");
    document.querySelector("[popovertarget=keys]").hidden = false;
    describe();
    choice.checked = singleKeys;
    choice.addEventListener("change", () => {
      singleKeys = choice.checked;
      try {
        if (singleKeys) localStorage.removeItem(OFF);
        else localStorage.setItem(OFF, "1");
      } catch {
        // See above.
      }
      announce();
    });
  }
  announce();
}
