// The form of a description: what is left of a length, how a date is understood, pages beside it, saving by keys.
"use strict";

(() => {
  const form = document.getElementById("form");
  if (!form) return;
  const words = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), form.dataset[name] || "");

  // Lengths
  const LONG = 100;
  for (const input of form.querySelectorAll("[data-limit]")) {
    const told = document.querySelector(`#${input.id}-help .limit`);
    if (!told) continue;
    const show = () => {
      const limit = Number(input.dataset.limit);
      const left = limit - [...input.value].length;
      told.textContent = left < 0 ? words("over", { limit, over: -left }) : words("left", { limit, left });
      told.classList.toggle("st-fail", left < 0);
      told.hidden = limit < LONG && left > limit / 5; // of a short field it matters only near its end
    };
    input.addEventListener("input", show);
    show();
  }

  // Dates, understood as hoso.language.PartialDate does; what the server says holds.
  const undated = /^không (ngày|ngày tháng|có ngày|ghi ngày|đề ngày|rõ ngày|rõ)$/;
  const forms = [
    /^(?:năm )?(?<y>\d{4})$/,
    /^(?:tháng )?(?<m>\d{1,2}) ?[/.-] ?(?<y>\d{4})$/,
    /^tháng (?<m>\d{1,2}),? năm (?<y>\d{4})$/,
    /^(?:ngày )?(?<d>\d{1,2})(?<mark> ?[/.-] ?)(?<m>\d{1,2})\k<mark>(?<y>\d{4})$/,
    /^ngày (?<d>\d{1,2}),? tháng (?<m>\d{1,2}),? năm (?<y>\d{4})$/,
    /^(?<y>\d{4})-(?<m>\d\d)$/,
    /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)$/,
  ];
  const two = (number) => String(number).padStart(2, "0");
  const point = (text) => {
    const groups = forms.map((each) => text.match(each)).find(Boolean)?.groups;
    if (!groups) return null;
    const [year, month, day] = [groups.y, groups.m, groups.d].map((part) => (part ? Number(part) : 0));
    if (year < 1 || (groups.m && (month < 1 || month > 12))) return null;
    if (groups.d && (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
    if (day) return ["day", `${two(day)}/${two(month)}/${year}`];
    return month ? ["month", `${month}/${year}`] : ["year", `${year}`];
  };
  const understood = (typed) => {
    const text = typed.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ");
    if (!text) return "";
    if (undated.test(text)) return words("undated");
    const single = point(text);
    if (single) return words(single[0], { [single[0]]: single[1] });
    const span = text.replace(/^từ /, "");
    for (const mark of span.matchAll(/ ?[-–—] ?| (?:đến|tới) /g)) {
      const from = point(span.slice(0, mark.index));
      const to = point(span.slice(mark.index + mark[0].length));
      if (from && to) return words("span", { from: from[1], to: to[1] });
    }
    return words("noDate");
  };
  for (const input of form.querySelectorAll("[data-date]")) {
    const echo = form.querySelector(`output[for="${input.id}"]`);
    const show = () => {
      echo.textContent = understood(input.value);
    };
    input.addEventListener("input", show);
    show();
  }

  // All values at once
  const all = document.getElementById("confirm-all");
  all?.addEventListener("change", () => {
    for (const box of form.querySelectorAll('[name="hoso.confirm:list"]')) box.checked = all.checked;
  });

  // Ctrl+Enter saves and goes on
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const button = ["save_next", "save_more", "save"].map((name) => form.elements[`form.buttons.${name}`]).find(Boolean);
    form.requestSubmit(button);
  });

  // What is wrong comes first
  document.getElementById("trouble")?.focus();

  // Pages beside the form
  const picture = document.getElementById("peek-picture");
  if (!picture) return;
  const count = Number(picture.dataset.count);
  const [before, after] = [document.getElementById("peek-before"), document.getElementById("peek-after")];
  let page = 1;
  const turn = (to) => {
    page = Math.min(Math.max(to, 1), count);
    picture.src = `${picture.dataset.pages}/page-picture/${page}?w=800`;
    picture.alt = picture.alt.replace(/\d+/, page);
    document.getElementById("peek-number").textContent = page;
    document.getElementById("peek-open").href = `${picture.dataset.pages}/page/${page}`;
    before.setAttribute("aria-disabled", page === 1);
    after.setAttribute("aria-disabled", page === count);
  };
  if (count > 1) {
    document.getElementById("peek-switch").hidden = false;
    before.addEventListener("click", () => turn(page - 1));
    after.addEventListener("click", () => turn(page + 1));
    before.setAttribute("aria-disabled", true);
  }
})();
