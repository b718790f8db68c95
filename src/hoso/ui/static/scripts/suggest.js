// Search fields marked data-suggest as comboboxes (WAI-ARIA APG, editable, list): records by number and title, opened
// when chosen. The head of the page says where they are asked for and in what words. Without this they are fields of
// a form.
"use strict";

(() => {
  const WAIT = 180;
  const { proposals: address, label: name, found } = document.querySelector("[data-proposals]")?.dataset ?? {};
  if (address) document.querySelectorAll("[data-suggest]").forEach(combobox);

  function combobox(input, place) {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    const list = document.createElement("ul");
    list.id = `suggestions-${place}`;
    list.className = "typed-options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", name);
    input.parentElement.append(list, status);
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
      status.textContent = proposals.length ? found.replace("{count}", proposals.length) : "";
    };
    const propose = async () => {
      asking?.abort();
      const text = input.value.trim();
      if (text.length < 2 || text.length > 200) return close();
      asking = new AbortController();
      try {
        const answer = await fetch(`${address}?${new URLSearchParams({ q: text })}`, {
          headers: { Accept: "application/json" },
          signal: asking.signal,
        });
        const proposals = answer.ok ? await answer.json() : [];
        // Whoever has gone on meanwhile is not held up by a list.
        if (document.activeElement === input) show(proposals);
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
  }
})();
