// The register of a container: a row becomes fields to type in and is saved where it stands; all rows of a page are
// chosen at once. Without this script a row is edited and rows are chosen through links and forms of the same page.
"use strict";

{
  const table = document.getElementById("register");
  const form = document.getElementById("row-form");
  const said = document.getElementById("row-said");
  let open = null; // {row, before, texts}: the row being edited, what it replaced, what it held

  const say = (text) => {
    said.textContent = text ?? "";
  };

  const edit = (row) => row?.querySelector(".row-edit");
  const fields = (row) => [...row.querySelectorAll("input:not([type=hidden]), textarea")];
  const texts = (row) => fields(row).map((field) => field.value).join("\0");

  async function rowFrom(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const alone = page.querySelector("table[data-said]");
    if (!alone) throw new Error(String(answer.status));
    return { said: alone.dataset.said, row: document.adoptNode(alone.rows[0]) };
  }

  function nextEditable(row) {
    for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
      if (edit(next)) return next;
    }
    return null;
  }

  async function openRow(row, cell = 0) {
    if (open && !(await closeOpen())) return;
    const address = new URL(form.action);
    address.search = new URLSearchParams({ uid: row.dataset.uid, part: "row" });
    try {
      const found = await rowFrom(address);
      row.replaceWith(found.row);
      open = { row: found.row, before: row, texts: texts(found.row) };
      const wanted = found.row.cells[cell]?.querySelector("input:not([type=hidden]), textarea") ?? fields(found.row)[0];
      wanted.focus();
      wanted.select();
      say(said.dataset.opened);
    } catch {
      location.assign(edit(row).href);
    }
  }

  function leave() {
    const { row, before } = open;
    open = null;
    row.replaceWith(before);
    edit(before)?.focus();
    say(said.dataset.left);
  }

  // What was typed is saved before another row opens; whether the row could be left.
  async function closeOpen() {
    if (texts(open.row) !== open.texts) return save();
    leave();
    return true;
  }

  async function save(onward = false) {
    const { row } = open;
    const body = new FormData(form);
    body.set("part", "row");
    row.setAttribute("aria-busy", "true");
    try {
      const found = await rowFrom(form.action, { method: "POST", body });
      row.replaceWith(found.row);
      say(found.said);
      if (found.row.matches(".row-form")) {
        open = { row: found.row, before: open.before, texts: "" };
        (found.row.querySelector("[aria-invalid=true]") ?? fields(found.row)[0]).focus();
        return false;
      }
      open = null;
      const next = onward && nextEditable(found.row);
      if (next) await openRow(next);
      else edit(found.row)?.focus();
      return true;
    } catch {
      row.removeAttribute("aria-busy");
      say(said.dataset.failed);
      return false;
    }
  }

  if (table && form) {
    table.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = event.target.closest(".row-edit, .row-leave");
      if (!link || (link.matches(".row-leave") && !open)) return;
      event.preventDefault();
      if (link.matches(".row-leave")) leave();
      else openRow(link.closest("tr"));
    });
    table.addEventListener("dblclick", (event) => {
      const row = event.target.closest("tr");
      if (edit(row) && !event.target.closest("a, input")) openRow(row, event.target.closest("td").cellIndex);
    });
    table.addEventListener("keydown", (event) => {
      if (!open?.row.contains(event.target) || event.isComposing) return;
      if (event.key === "Escape") {
        event.preventDefault();
        leave();
      } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("input, textarea")) {
        event.preventDefault();
        save(event.ctrlKey);
      }
    });
    form.addEventListener("submit", (event) => {
      if (!open) return;
      event.preventDefault();
      save();
    });
    addEventListener("beforeunload", (event) => {
      if (open && texts(open.row) !== open.texts) event.preventDefault();
    });
  }

  const page = document.getElementById("pick-page");
  if (page) {
    const picks = () => [...table.querySelectorAll(".pick")];
    page.hidden = false;
    page.addEventListener("change", () => picks().forEach((pick) => (pick.checked = page.checked)));
    table.addEventListener("change", () => (page.checked = picks().every((pick) => pick.checked)));
  }

  // A command that the worker is busy with: look again after a while.
  if (document.querySelector("[data-wait]")) setTimeout(() => location.reload(), 3000);
}
