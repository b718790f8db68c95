// The upload page: files go from hand to hand – looked at, hashed, looked at again, sent, stored, read – as fast as
// the slowest hand, and every step can be repeated after a break.
{
  const { Broken, Server, UploadFile } = globalThis.uploadFile;
  const { MAX_FILES, chosen, dropped } = globalThis.uploadCollect;
  const { page, part, say, size, draw, takenUp, total } = globalThis.uploadList;
  const PARALLEL = 3;
  const BATCH = 50;
  const LONGEST_WAIT = 30_000;
  const WINDOW = 10_000;

  const server = new Server(page.dataset);
  const form = page.querySelector("form.drop");
  const input = form.elements.namedItem("files");
  const folder = page.querySelector("input[data-part=folder]");
  const button = (name) => page.querySelector(`[data-do=${name}]`);
  const items = [];
  const busy = { look: false, hash: false, store: false, poll: false };
  let started = false;
  let paused = false;
  let hasher = null;
  let samples = [];
  let said = "";

  const inState = (...states) => items.filter((item) => states.includes(item.state));
  const keeps = (item) => item.keep || form.elements.namedItem("duplicate").value === "keep";
  const choice = (item) => ({
    duplicate: keeps(item) ? "keep" : "skip",
    same_name: form.elements.namedItem("same_name").value,
  });
  const show = (item) => draw(item, { started, paused, keeps }, act);

  /** Time passes, the line comes back, or the person does not want to wait. */
  function lineBack(item) {
    const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** item.attempts++);
    return new Promise((resolve) => {
      item.wake = resolve;
      addEventListener("online", resolve, { once: true });
      setTimeout(resolve, wait);
    });
  }

  /** Do one kind of work until nothing is left of it; never twice at a time. */
  async function hand(name, take) {
    if (busy[name]) return;
    busy[name] = true;
    try {
      while (await take()) pump();
    } finally {
      busy[name] = false;
    }
  }

  async function look() {
    const batch = inState("new", "hashed").slice(0, BATCH);
    if (!batch.length) return false;
    const questions = [];
    for (const item of batch) {
      try {
        questions.push([item, await item.question()]);
      } catch {
        refuse(item, "failed", say("unreadable"));
      }
    }
    try {
      const { files } = await server.ask("upload-look", { files: questions.map(([, question]) => question) });
      questions.forEach(([item], index) => item.state === "dropped" || looked(item, files[index]));
    } catch (error) {
      if (error instanceof Broken) await lineBack(batch[0]);
      else questions.forEach(([item]) => refuse(item, "failed", error.message || say("signIn")));
    }
    return true;
  }

  function looked(item, found) {
    if (found.refusal) {
      refuse(item, "refused", found.refusal);
    } else if (!item.sha256) {
      item.state = "toHash";
    } else {
      const twin = items.find((other) => other.sha256 === item.sha256 && !["failed", "dropped"].includes(other.state));
      const here = twin === item ? "" : twin.name;
      item.found = { ...found, duplicate: found.duplicates[0], here };
      item.address = found.upload ?? null;
      if (item.address) takenUp(item.address.split("/").pop());
      item.state = found.duplicates.length || here ? "duplicate" : "ready";
    }
    show(item);
  }

  function refuse(item, state, why) {
    item.state = state;
    item.why = why;
    show(item);
  }

  function digest(file) {
    hasher ??= new Worker(page.dataset.hasher, { type: "module" });
    return new Promise((resolve) => {
      hasher.onmessage = ({ data }) => resolve(data.sha256);
      hasher.onerror = () => resolve("");
      hasher.postMessage(file);
    });
  }

  async function hash() {
    const [item] = inState("toHash");
    if (!item) return false;
    item.state = "hashing";
    show(item);
    item.sha256 = await digest(item.file);
    if (item.state === "dropped") return true;
    if (item.sha256) item.state = "hashed";
    else refuse(item, "failed", say("unreadable"));
    return true;
  }

  function send() {
    if (!started || paused) return;
    const wanted = items.filter((item) => item.state === "ready" || (item.state === "duplicate" && keeps(item)));
    const room = PARALLEL - inState("sending", "broken").length;
    for (const item of wanted.slice(0, Math.max(0, room))) {
      item.send(changed);
      show(item);
    }
  }

  /** A file being sent is further, complete, or stopped. */
  async function changed(item) {
    show(item);
    if (item.state === "broken") {
      await lineBack(item);
      if (item.state === "broken") item.goOn();
    }
    if (item.state !== "sending") pump();
  }

  async function store() {
    const [item] = inState("sent");
    if (!item) return false;
    item.state = "storing";
    show(item);
    try {
      await item.store(choice(item));
      const skipped = item.result.status === "skipped";
      item.state = skipped ? "skipped" : "stored";
      if (skipped) item.found = { duplicate: item.result.title ? item.result : null };
    } catch (error) {
      if (error instanceof Broken) {
        item.state = "brokenStoring";
        show(item);
        await lineBack(item);
        // The server tells by the offset whether bytes are missing; complete, it goes straight on to storing.
        item.goOn();
      } else {
        refuse(item, "failed", error.message || say("signIn"));
      }
    }
    show(item);
    return true;
  }

  async function poll() {
    const unread = items.filter((item) => item.state === "stored" && item.result.reading?.goes_on !== false);
    if (!unread.length) return false;
    // Slower the longer nothing changes.
    await new Promise((resolve) => setTimeout(resolve, poll.wait));
    poll.wait = Math.min(15_000, poll.wait * 1.5);
    const asked = unread.slice(0, BATCH);
    try {
      const states = await server.ask("upload-states", { uids: asked.map((item) => item.result.uid) });
      for (const item of asked) {
        const state = states[item.result.uid] ?? { ...item.result.reading, goes_on: false };
        if (state.label !== item.result.reading?.label) poll.wait = 2000;
        item.result.reading = state;
        show(item);
      }
      return true;
    } catch (error) {
      // The reading goes on without anybody watching; signed out, one cannot watch.
      return error instanceof Broken;
    }
  }
  poll.wait = 2000;

  /** Let every hand go on that has something to do. */
  function pump() {
    hand("look", look);
    hand("hash", hash);
    send();
    hand("store", store);
    hand("poll", poll);
    tick();
  }

  function add(files) {
    const room = MAX_FILES - items.length;
    for (const { file, name } of files.slice(0, Math.max(0, room))) {
      const other = items.find((item) => item.name === name && item.state !== "dropped");
      if (other?.file.size === file.size && other.file.lastModified === file.lastModified) continue;
      const item = new UploadFile(server, file, name);
      items.push(item);
      if (other) refuse(item, "refused", say("listed"));
      else show(item);
    }
    for (const each of [...part("run"), ...part("list")]) each.hidden = false;
    page.querySelector("[data-part=excess]").textContent =
      files.length > room ? say("tooMany", { limit: MAX_FILES }) : "";
    pump();
  }

  const actions = {
    keep: (item) => {
      item.keep = true;
    },
    remove: (item) => item.drop(),
    retry: (item) => item.forget(),
    continue: (item) => {
      item.attempts = 0;
      if (item.wake && item.state !== "signedOut") item.wake();
      else item.goOn();
    },
  };

  function act(action, item) {
    actions[action](item);
    show(item);
    pump();
  }

  function pause(wanted) {
    paused = wanted;
    button("pause").hidden = paused;
    button("resume").hidden = !paused;
    button(paused ? "resume" : "pause").focus();
    if (paused) for (const item of inState("sending", "broken")) item.halt("ready");
    items.forEach(show);
    pump();
  }

  /** Bytes a second over the last moments. */
  function speedOf(sent) {
    const now = Date.now();
    samples = [...samples.filter((sample) => now - sample.at < WINDOW), { at: now, sent }];
    const [first] = samples;
    const speed = now > first.at ? (1000 * (sent - first.sent)) / (now - first.at) : 0;
    return inState("sending").length && speed > 0 ? speed : 0;
  }

  function tick() {
    for (const item of items) {
      if (item.stalled) {
        item.halt("broken");
        changed(item);
      }
    }
    const going = items.filter(
      (item) => !["refused", "failed", "dropped", "skipped"].includes(item.state) &&
        (item.state !== "duplicate" || keeps(item)),
    );
    const sum = (of) => going.reduce((all, item) => all + of(item), 0);
    const [sent, bytes] = [sum((item) => item.sent), sum((item) => item.file.size)];
    const stored = inState("stored").length;
    const failed = inState("refused", "failed").length;
    const decide = items.filter((item) => item.state === "duplicate" && !keeps(item)).length;
    const files = items.filter((item) => item.state !== "dropped").length;
    total({ sent, bytes, stored, files, speed: speedOf(sent), decide, failed });
    if (started) {
      page.querySelector("[data-part=plan]").textContent = "";
    } else {
      const ready = inState("ready");
      const plan = { count: ready.length, size: size(ready.reduce((all, item) => all + item.file.size, 0)) };
      if (items.length) page.querySelector("[data-part=plan]").textContent = say("plan", plan);
    }
    button("again").hidden = !inState("failed").length;
    button("pause").disabled = !started;
    const news = say("said", { stored, files, failed });
    if (started && news !== said) page.querySelector("[data-part=said]").textContent = said = news;
  }

  const unfinished = () => started && inState("ready", "sending", "sent", "storing", "broken", "brokenStoring").length;

  for (const each of part("choose")) each.hidden = false;
  for (const each of part("plain")) each.hidden = true;
  button("files").addEventListener("click", () => input.click());
  button("folder").addEventListener("click", () => folder.click());
  for (const each of [input, folder]) {
    each.addEventListener("change", () => {
      add(chosen(each));
      each.value = "";
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    started = true;
    items.forEach(show);
    pump();
  });
  form.addEventListener("change", () => {
    items.forEach(show);
    pump();
  });
  button("pause").addEventListener("click", () => pause(true));
  button("resume").addEventListener("click", () => pause(false));
  button("again").addEventListener("click", () => {
    for (const item of inState("failed")) item.forget();
    items.forEach(show);
    pump();
  });
  for (const kind of ["dragenter", "dragover"]) {
    addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.add("over");
    });
  }
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  addEventListener("drop", async (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.remove("over");
    add(await dropped(event.dataTransfer));
  });
  addEventListener("beforeunload", (event) => {
    if (unfinished()) event.preventDefault();
  });
  setInterval(tick, 1000);
}
