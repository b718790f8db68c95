// One file on its way: what the server says of it, sending it, having it stored. It says nothing on the page.
{
  const HEAD_BYTES = 1029;
  // Without a byte going out for so long the line is dead, whatever the browser thinks.
  const STALLED = 40_000;

  /** The server said no; asking again the same way does not help. */
  class Refusal extends Error {
    constructor(status, message) {
      super(message);
      this.status = status;
    }
  }

  /** No answer, or one that will be another after a while. */
  class Broken extends Error {}

  const passes = (status) => status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);

  function messageOf(text) {
    try {
      return JSON.parse(text).message ?? "";
    } catch {
      return "";
    }
  }

  class Server {
    constructor({ url, token, chunk }) {
      this.url = url;
      this.token = token;
      this.chunk = Number(chunk);
    }

    async ask(view, body) {
      const headers = { "Content-Type": "application/json; charset=utf-8", "X-CSRF-Token": this.token };
      let status, text;
      try {
        const response = await fetch(`${this.url}/@@${view}`, { method: "POST", headers, body: JSON.stringify(body) });
        status = response.status;
        text = await response.text();
      } catch {
        throw new Broken();
      }
      if (status === 200) return JSON.parse(text);
      if (passes(status)) throw new Broken();
      throw new Refusal(status, messageOf(text));
    }
  }

  class UploadFile {
    constructor(server, file, name) {
      this.server = server;
      this.file = file;
      this.name = name;
      this.forget();
    }

    /** Begin from the beginning. */
    forget() {
      this.state = "new";
      this.sha256 = "";
      this.sent = 0;
      this.attempts = 0;
      this.address = null;
      this.tus = null;
      this.found = {};
      this.result = null;
      this.why = "";
      this.keep = false;
    }

    /** What the server is asked about the file; throws when the browser cannot read it. */
    async question() {
      const head = new Uint8Array(await this.file.slice(0, HEAD_BYTES).arrayBuffer());
      return { name: this.name, size: this.file.size, sha256: this.sha256, head: btoa(String.fromCharCode(...head)) };
    }

    /** Send what the server does not have yet; ``changed`` is called whenever the file is further. */
    send(changed) {
      this.state = "sending";
      this.moved = Date.now();
      this.tus ??= new globalThis.tus.Upload(this.file, {
        endpoint: `${this.server.url}/@@tus`,
        uploadUrl: this.address,
        chunkSize: this.server.chunk,
        retryDelays: null,
        // The server knows what a person has begun, on whatever machine that was.
        storeFingerprintForResuming: false,
        headers: { "X-CSRF-Token": this.server.token },
        metadata: { filename: this.name, sha256: this.sha256 },
        onProgress: (sent) => {
          this.sent = sent;
          this.moved = Date.now();
          this.attempts = 0;
          changed(this);
        },
        onError: (error) => this.stopped(error, changed),
        onSuccess: () => {
          this.sent = this.file.size;
          this.state = "sent";
          changed(this);
        },
      });
      this.tus.start();
    }

    stopped(error, changed) {
      if (this.state !== "sending") return;
      const status = error.originalResponse?.getStatus() ?? 0;
      if (passes(status)) {
        this.state = "broken";
      } else {
        this.state = [401, 403, 404].includes(status) ? "signedOut" : "failed";
        this.why = messageOf(error.originalResponse?.getBody() ?? "");
      }
      changed(this);
    }

    get stalled() {
      return this.state === "sending" && Date.now() - this.moved > STALLED;
    }

    /** Stop sending; what has come is kept. */
    halt(state) {
      this.tus?.abort();
      this.state = state;
    }

    /** Go on after a break. Where even the address got lost, the server is asked whether it has begun. */
    goOn() {
      this.state = this.tus && !this.tus.url ? "hashed" : "ready";
      if (this.state === "hashed") this.tus = null;
    }

    /** Give up, also what has come. */
    drop() {
      if (this.tus?.url) this.tus.abort(true).catch(() => {});
      else this.tus?.abort();
      this.state = "dropped";
    }

    /** Have the complete upload made a document. */
    async store(choice) {
      const id = this.tus.url.split("/").pop();
      this.result = await this.server.ask("upload-store", { id, ...choice });
    }
  }

  globalThis.uploadFile = { Broken, Refusal, Server, UploadFile };
}
