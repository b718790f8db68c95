// Computes the SHA-256 of files beside the page, in pieces, so that neither the page nor memory feels a large one.
import { sha256 } from "../vendor/noble-hashes-2.4.0/sha2.js";

const PIECE = 4 << 20;

async function digest(file) {
  const hash = sha256.create();
  for (let start = 0; start < file.size; start += PIECE) {
    hash.update(new Uint8Array(await file.slice(start, start + PIECE).arrayBuffer()));
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ sha256: await digest(data) });
  } catch {
    // The file was changed, moved or locked since it was chosen.
    postMessage({ sha256: "" });
  }
});
