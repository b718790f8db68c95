// The list of files on the upload page and the figures above it: only shows, decides nothing.
{
  const page = document.getElementById("upload");
  const words = Object.fromEntries(
    [...document.querySelectorAll("#upload-words [data-word]")].map((each) => [each.dataset.word, each.textContent]),
  );
  const part = (name) => page.querySelectorAll(`[data-part=${name}]`);

  /** Words with their places filled: ``{title}`` → the value of that name. */
  function say(word, values = {}) {
    return words[word].replace(/\s+/g, " ").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** Bytes as clerks write them, in steps of 1,000. */
  function size(bytes) {
    const units = ["byte", "kB", "MB", "GB", "TB"];
    let step = 0;
    for (; bytes >= 999.95 && step < 4; step++) bytes /= 1000;
    return step ? `${bytes.toFixed(1).replace(".", ",")} ${units[step]}` : `${Math.round(bytes)} byte`;
  }

  function duration(seconds) {
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds / 60) % 60), Math.floor(seconds % 60)];
    return say(h ? "hours" : m ? "minutes" : "seconds", { h, m, s });
  }

  /** Shape, words, reason and buttons of a file's state. */
  function shown(item, { started, paused, keeps }) {
    const progress = say("brokenWhy", { sent: size(item.sent), size: size(item.file.size) });
    const waits = paused ? "paused" : started ? "queued" : "ready";
    const known = {
      new: ["st-busy", "looking"],
      asked: ["st-busy", "looking"],
      toHash: ["st-busy", "hashing"],
      hashing: ["st-busy", "hashing"],
      hashed: ["st-busy", "looking"],
      ready: ["st-na", waits, note(item), ["remove"]],
      duplicate: keeps(item)
        ? ["st-na", waits, note(item), ["remove"]]
        : ["st-need", "duplicate", `${note(item)}; ${say("leftOut")}`, ["keep", "remove"]],
      sending: ["st-busy", "sending", `${size(item.sent)} / ${size(item.file.size)}`, ["remove"]],
      sent: ["st-busy", "storing"],
      storing: ["st-busy", "storing"],
      broken: ["st-need", "broken", progress, ["continue", "remove"]],
      brokenStoring: ["st-need", "broken", progress, ["continue"]],
      signedOut: ["st-need", "broken", say("signIn"), ["continue", "remove"]],
      refused: ["st-fail", "failed", item.why, ["remove"]],
      failed: ["st-fail", "failed", item.why, ["retry", "remove"]],
      skipped: ["st-need", "duplicate", `${note(item)}; ${say("leftOut")}`, []],
    };
    return known[item.state] ?? stored(item);
  }

  function stored(item) {
    const { status, warning, reading } = item.result;
    const notes = [status === "new_version" && say("newVersion"), status === "unchanged" && say("unchanged"), warning];
    const [css, label] = reading ? [reading.css, reading.label] : ["st-busy", say("stored")];
    return [css, null, notes.filter(Boolean).join(". "), [], label];
  }

  function note(item) {
    const { duplicate, here, same_name: sameName } = item.found;
    if (here) return say("duplicateHere", { title: here });
    if (duplicate) return say(duplicate.where ? "duplicateIn" : "duplicateOf", duplicate);
    return sameName ? say("willBeVersion", sameName) : "";
  }

  function rowOf(item) {
    const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-cell=name]").textContent = item.name;
    row.querySelector("[data-cell=size]").textContent = size(item.file.size);
    page.querySelector("[data-part=list] tbody").append(row);
    return row;
  }

  function link(item, cell) {
    const url = item.result?.url;
    if (!url || cell.querySelector("a")) return;
    const anchor = document.createElement("a");
    anchor.href = url;
    anchor.textContent = item.result.title;
    cell.replaceChildren(anchor);
  }

  function buttons(item, cell, does, act) {
    const wanted = does.join(" ");
    if (cell.dataset.does === wanted) return;
    const focused = cell.contains(document.activeElement);
    cell.dataset.does = wanted;
    cell.replaceChildren(
      ...does.map((action) => {
        const button = document.createElement("button");
        const whose = document.createElement("span");
        whose.className = "visually-hidden";
        whose.textContent = ` ${item.name}`;
        button.type = "button";
        button.className = action === "remove" ? "btn btn-link btn-sm" : "btn btn-outline-secondary btn-sm";
        button.append(say(action), whose);
        button.addEventListener("click", () => act(action, item));
        return button;
      }),
    );
    if (focused) (cell.querySelector("button") ?? page.querySelector("[data-do=start]")).focus();
  }

  globalThis.uploadList = {
    page,
    part,
    say,
    size,

    /** Show the file's present state; ``act(action, item)`` is what its buttons do. */
    draw(item, conditions, act) {
      item.row ??= rowOf(item);
      if (item.state === "dropped") {
        item.row.remove();
        return;
      }
      const cell = (name) => item.row.querySelector(`[data-cell=${name}]`);
      const [css, word, why = "", does = [], label] = shown(item, conditions);
      cell("state").className = `st ${css}`;
      cell("state").textContent = label ?? say(word);
      cell("why").textContent = why;
      link(item, cell("name"));
      buttons(item, cell("do"), does, act);
      const bar = item.row.querySelector("progress");
      bar.hidden = !["sending", "broken"].includes(item.state);
      bar.value = item.file.size ? (1000 * item.sent) / item.file.size : 0;
      bar.setAttribute("aria-label", item.name);
    },

    /** An unfinished upload goes on: its line stands in the list of files now. */
    takenUp(id) {
      const row = page.querySelector(`[data-upload="${id}"]`);
      const rest = row?.parentElement;
      row?.remove();
      if (rest && !rest.children.length) rest.closest("section").hidden = true;
    },

    /** Show the figures of all files. */
    total({ sent, bytes, stored, files, speed, decide, failed }) {
      const figure = (name, text) => {
        page.querySelector(`[data-figure=${name}]`).textContent = text;
      };
      page.querySelector("[data-part=run] > .prog").value = bytes ? (1000 * sent) / bytes : 0;
      figure("sent", size(sent));
      figure("size", size(bytes));
      figure("stored", stored);
      figure("files", files);
      figure("speed", speed ? `${size(speed)}/s` : "–");
      figure("left", speed && sent < bytes ? duration((bytes - sent) / speed) : "–");
      figure("decide", decide);
      figure("failed", failed);
      for (const [name, count] of [["decide", decide], ["failed", failed]]) {
        page.querySelector(`[data-figure=${name}]`).closest("div").hidden = !count;
      }
    },
  };
}
