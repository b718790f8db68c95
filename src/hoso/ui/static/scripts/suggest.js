// The search field as a combobox (WAI-ARIA APG, editable, list): records by number and title, opened when chosen.
// Without this it is a field of a form.
"use strict";

(() => {
  const input = document.querySelector("[data-suggest]");
  if (!input) return;
  const WAIT = 180;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "typed-options";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  const place = document.createElement("div");
  place.append(list);
  (input.closest(".ask-row") || input).after(place, status);
  place.style.position = "relative";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";

  let chosen = -1;
  let asking = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (number) => {
    const options = [...list.children];
    chosen = number < -1 ? options.length - 1 : number >= options.length ? -1 : number;
    options.forEach((option, index) => option.setAttribute("aria-selected", index === chosen));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };
  const open = (option) => location.assign(option.dataset.url);
  const show = (proposals) => {
    list.replaceChildren(
      ...proposals.map(({ label, detail, url }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = url;
        const small = document.createElement("small");
        small.textContent = detail;
        option.append(label, small);
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => open(option));
        return option;
      }),
    );
    chosen = -1;
    list.hidden = !proposals.length;
    input.setAttribute("aria-expanded", String(proposals.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = proposals.length ? input.dataset.found.replace("{count}", proposals.length) : "";
  };
  const propose = async () => {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < 2 || text.length > 200) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: text })}`, {
        headers: { Accept: "application/json" },
        signal: asking.signal,
      });
      if (answer.ok && document.activeElement === input) show(await answer.json());
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(propose, WAIT);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) propose();
      else mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      open(list.children[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
})();
