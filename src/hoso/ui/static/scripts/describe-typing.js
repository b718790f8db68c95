// Comboboxes (WAI-ARIA APG, editable with list) for terms and authorities. Without this a text field with a datalist.
"use strict";

(() => {
  const form = document.getElementById("form");
  if (!form) return;
  const SHOWN = 12;
  const words = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), form.dataset[name] || "");
  // As hoso.language.fold does.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
  const matches = (name, typed) => {
    const parts = fold(name).split(/[^\p{L}\p{N}]+/u);
    return typed.split(" ").every((each) => parts.some((part) => part.startsWith(each)));
  };
  const day = () => form.querySelector("[data-date]")?.value || "";

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(status);

  for (const input of form.querySelectorAll("[data-typed]")) combobox(input);

  function combobox(input) {
    const kind = input.dataset.typed;
    const given = input.list ? [...input.list.options].map((option) => ({ name: option.value, detail: "" })) : null;
    input.removeAttribute("list");
    const list = document.createElement("ul");
    list.id = `${input.id}-options`;
    list.className = "typed-options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent.trim() || "");
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    let chosen = -1;
    let asked = 0;
    let timer = 0;

    // Of several values the one being typed is completed.
    const cut = () => (kind === "many" ? input.value.lastIndexOf(";", (input.selectionStart ?? 1) - 1) + 1 : 0);
    const piece = () => input.value.slice(cut()).split(";")[0].trim();
    const typed = () => fold(piece());

    const close = () => {
      asked += 1;
      clearTimeout(timer);
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (number) => {
      const options = [...list.children];
      if (!options.length) return;
      chosen = (number + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute("aria-selected", index === chosen));
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    };
    const take = (option) => {
      const start = cut();
      const rest = kind === "many" ? input.value.slice(start).split(";").slice(1).join(";") : "";
      const lead = input.value.slice(0, start);
      input.value = `${lead}${lead ? " " : ""}${option.dataset.value}${rest ? `;${rest}` : ""}`;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      close();
    };
    const show = (options) => {
      list.replaceChildren(
        ...options.slice(0, SHOWN).map((each, index) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${index}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.value = kind === "free" ? each.name : each.label || each.name;
          option.textContent = option.dataset.value;
          if (each.detail && !option.dataset.value.includes(`(${each.detail})`)) {
            const detail = document.createElement("small");
            detail.textContent = each.detail;
            option.append(detail);
          }
          option.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            take(option);
          });
          return option;
        }),
      );
      chosen = -1;
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(Boolean(options.length)));
      input.removeAttribute("aria-activedescendant");
      status.textContent = options.length ? words("found", { count: Math.min(options.length, SHOWN) }) : words("none");
    };
    const propose = async (everything) => {
      const text = typed();
      if (given) {
        const fits = everything || !text ? given : given.filter((each) => matches(each.name, text));
        if (fits.length === 1 && fits[0].name === piece()) close();
        else show(fits);
        return;
      }
      if (!text) return close();
      const mine = ++asked;
      const query = new URLSearchParams({ q: text.slice(0, 200), day: day().slice(0, 200) });
      const answer = await fetch(`${form.dataset.authorities}?${query}`, { headers: { Accept: "application/json" } });
      if (mine !== asked || !answer.ok) return;
      show(await answer.json());
    };

    input.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      clearTimeout(timer);
      timer = setTimeout(propose, given ? 0 : 150);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) propose(event.altKey || !typed());
        else mark(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
      } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
        event.preventDefault();
        take(list.children[chosen]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === "Tab" && !list.hidden && chosen >= 0) {
        take(list.children[chosen]);
      }
    });
  }
})();
