// The files of what was dropped or chosen, folders included, in natural order of their paths.
{
  const MAX_FILES = 2000;
  const MAX_DEPTH = 20;
  const SYSTEM = /^(\.|~\$|thumbs\.db$|desktop\.ini$|ehthumbs\.db$|__macosx$)/i;
  const order = new Intl.Collator("vi", { numeric: true });

  /** Files before folders, as a folder is read from the top. */
  function compare(a, b) {
    for (let level = 0; ; level++) {
      const [one, other] = [a.folders[level], b.folders[level]];
      if (one === undefined || other === undefined) {
        if (one !== other) return one === undefined ? -1 : 1;
        return order.compare(a.file.name, b.file.name);
      }
      if (one !== other) return order.compare(one, other);
    }
  }

  /** A file goes into one dossier whatever folder it lay in; folders below the chosen one stay in its name. */
  function named(found) {
    const tops = new Set(found.map(({ folders }) => folders[0]));
    const below = tops.size === 1 && !tops.has(undefined) ? 1 : 0;
    return found.sort(compare).map(({ file, folders }) => ({
      file,
      name: [...folders.slice(below), file.name].join(" - "),
    }));
  }

  const entriesOf = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

  async function walk(entry, folders, found) {
    if (found.length > MAX_FILES || SYSTEM.test(entry.name)) return;
    if (entry.isFile) {
      found.push({ file: await fileOf(entry), folders });
    } else if (folders.length < MAX_DEPTH) {
      const reader = entry.createReader();
      // A browser gives a hundred at a time.
      for (let batch = await entriesOf(reader); batch.length; batch = await entriesOf(reader)) {
        for (const each of batch) await walk(each, [...folders, entry.name], found);
      }
    }
  }

  globalThis.uploadCollect = {
    MAX_FILES,

    /** What was dropped; the entries must be taken before the event is over. */
    async dropped(transfer) {
      const items = [...transfer.items].filter((item) => item.kind === "file");
      const taken = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile()).filter(Boolean);
      const found = [];
      for (const each of taken) {
        if (each instanceof File) found.push({ file: each, folders: [] });
        else await walk(each, [], found);
      }
      return named(found);
    },

    /** What was chosen in an input, files or a folder. */
    chosen(input) {
      const found = [...input.files].map((file) => ({
        file,
        folders: file.webkitRelativePath.split("/").slice(0, -1),
      }));
      return named(found.filter(({ file, folders }) => ![...folders, file.name].some((name) => SYSTEM.test(name))));
    },
  };
}
