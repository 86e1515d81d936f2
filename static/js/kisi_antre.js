/* The queue of the grid: what was typed waits in this browser until the server has answered for it, in order, once.
   Each change has a key of its own; a change whose answer was lost is sent again under the same key, which the server
   knows. Stored by account and form, one item each, so that two tabs never write over each other's. */
window.Kisi = window.Kisi || {};
(() => {
  "use strict";
  const CELLS = 100;
  const CHARS = 100_000;
  const PATIENCE = 20_000;
  const LONGEST = 30_000;
  const STALE = "Halaman ini sudah kedaluwarsa atau formulirnya tidak lagi terbuka untuk Anda. Muat ulang halaman; isian ini tetap disimpan di peramban.";
  const WAITING = ["antre", "kirim"];

  const makeKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();  // only where the page is secure
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;
    const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const readToken = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

  class Antre {
    /* url: the door; prefix: of the stored items; onAnswer(entry, answer), onRows(rows), onChange(), onTell(kind, text, login) */
    constructor(options) {
      Object.assign(this, options);
      this.entries = [];
      this.count = 0;
      this.busy = false;
      this.fails = 0;
      this.renewed = 0;
      this.cells = CELLS;
      this.timer = null;
      this.stored = true;
      window.addEventListener("online", () => this.hurry());
      for (const type of ["focus", "pageshow"]) window.addEventListener(type, () => this.hurry());
    }

    /* What an earlier visit left behind, oldest first. */
    restore() {
      let names = [];
      try { names = Object.keys(localStorage); } catch { this.stored = false; }  // forbidden by the browser's owner
      for (const name of names.filter((one) => one.startsWith(this.prefix))) {
        try {
          this.entries.push({ ...JSON.parse(localStorage.getItem(name)), name });
        } catch { localStorage.removeItem(name); }
      }
      this.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const entry of this.entries) if (["kirim", "terkunci"].includes(entry.state)) entry.state = "antre";
      return this.entries;
    }

    store(entry) {
      entry.name ||= `${this.prefix}${Date.now().toString(36).padStart(9, "0")}-${String(this.count += 1).padStart(6, "0")}-${entry.key}`;
      const { name, ...rest } = entry;
      try {
        localStorage.setItem(name, JSON.stringify(rest));
      } catch { this.stored = false; }  // full or forbidden: it waits in memory, and leaving warns
    }

    drop(entry) {
      this.entries = this.entries.filter((one) => one !== entry);
      try { localStorage.removeItem(entry.name); } catch { /* never stored */ }
    }

    clear() {
      [...this.entries].forEach((entry) => this.drop(entry));
      this.onChange();
    }

    of(cell) { return this.entries.filter((entry) => entry.cell === cell); }
    last(cell) { return this.of(cell).at(-1); }
    get waiting() { return this.entries.filter((entry) => WAITING.includes(entry.state)); }
    get stuck() { return this.entries.filter((entry) => !WAITING.includes(entry.state)); }

    /* A change of a cell. One that was never sent gives way to it; behind one under way it waits its turn. */
    add(cell, row, column, text, seen, label) {
      const before = this.last(cell);
      if (before?.state === "bentrok") {
        before.text = text;
        this.store(before);
        return before;
      }
      const entry = { key: makeKey(), cell, row, column, text, seen, label, state: "antre" };
      if (before && (before.state === "gagal" || before.state === "terkunci" || !before.sent)) {
        entry.seen = before.seen;
        this.drop(before);
      } else if (before) entry.seen = null;
      this.entries.push(entry);
      this.store(entry);
      this.onChange();
      return entry;
    }

    /* A conflict decided for what was typed here: `seen` is of the value that was shown beside it. */
    insist(entry, seen) {
      Object.assign(entry, { key: makeKey(), seen, state: "antre", sent: false });
      this.store(entry);
      this.onChange();
      this.hurry();
    }

    hurry() {
      clearTimeout(this.timer);
      this.timer = null;
      this.send();
    }

    pick() {
      const first = new Map();
      let chars = 0;
      for (const entry of this.entries) {
        if (first.has(entry.cell)) continue;
        if (!WAITING.includes(entry.state)) { first.set(entry.cell, null); continue; }
        if ([...first.values()].filter(Boolean).length >= this.cells) break;
        chars += entry.text.length;
        if (chars > CHARS && first.size) break;
        first.set(entry.cell, entry);
      }
      return [...first.values()].filter(Boolean);
    }

    async send() {
      if (this.busy || this.timer) return;
      const batch = this.pick();
      if (!batch.length) return;
      this.busy = true;
      for (const entry of batch) { Object.assign(entry, { state: "kirim", sent: true }); this.store(entry); }
      this.onChange();
      let response = null;
      let answer = null;
      try {
        response = await fetch(this.url, {
          method: "POST", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(PATIENCE),
          headers: { "Content-Type": "application/json", "X-CSRFToken": readToken() },
          body: JSON.stringify({ sel: batch.map((e) => ({ kunci: e.key, baris: e.row, kolom: e.column, isi: e.text, sidik: e.seen })) }),
        });
        answer = await response.json();
      } catch { /* no line, no answer in time, or an answer that is none of ours */ }
      this.busy = false;
      this.judge(batch, response, answer);
      this.onChange();
      this.send();
    }

    judge(batch, response, answer) {
      if (response?.ok && answer?.sel) {
        this.fails = 0;
        this.renewed = 0;
        this.take(batch, answer);
      } else if (response?.status === 401) this.later(batch, "masuk", answer?.pesan, answer?.masuk);
      else if (response?.status === 403 && answer?.token && this.renewed < 3) {
        this.renewed += 1;
        this.onTell("token", answer.token);
      } else if (response?.status === 413 && batch.length > 1) this.cells = Math.ceil(batch.length / 2);
      else if (response && answer?.pesan && response.status < 500 && response.status !== 429) this.refuse(batch, response, answer);
      else if ([400, 403, 404, 405].includes(response?.status)) this.refuse(batch, response, { pesan: STALE });
      else this.later(batch, "sambungan", response ? "Server tidak dapat menjawab." : "Tidak ada sambungan.");
    }

    take(batch, answer) {
      const byKey = new Map(answer.sel.map((one) => [one.kunci, one]));
      for (const entry of batch) this.settle(entry, byKey.get(entry.key) || { keadaan: "gagal", pesan: "Tidak dijawab." });
      this.onRows(answer.baris || {}, answer.sel);
    }

    settle(entry, one) {
      const [, next] = this.of(entry.cell);
      if (one.keadaan === "tersimpan") {
        this.drop(entry);
        if (next) next.seen = one.pengubah ? "lain" : one.sidik ?? entry.seen;  // not over a value that nobody here saw
      } else if (next) {
        this.drop(entry);
        next.seen = entry.seen;
        if (one.keadaan !== "gagal") Object.assign(next, { state: one.keadaan, answer: one });
      } else Object.assign(entry, { state: one.keadaan, answer: one });
      const left = next || (this.entries.includes(entry) ? entry : null);
      if (left) this.store(left);
      this.onAnswer(entry, one, next);
    }

    refuse(batch, response, answer) {
      const state = response.status === 403 || response.status === 404 ? "terkunci" : "gagal";
      for (const entry of batch) this.settle(entry, { keadaan: state, pesan: answer.pesan });
      this.onTell("tolak", answer.pesan);
    }

    later(batch, kind, text, login) {
      this.fails += 1;
      const wait = Math.min(LONGEST, 1000 * 2 ** (this.fails - 1)) * (1 + Math.random() / 5);
      for (const entry of batch) entry.state = "antre";
      this.timer = setTimeout(() => this.hurry(), wait);
      this.onTell(kind, text, login);
    }

    /* Whether everything has been sent within that time; a line that failed twice is not waited for. */
    async settled(milliseconds) {
      const end = Date.now() + milliseconds;
      this.hurry();
      while (this.waiting.length && Date.now() < end && (this.busy || this.fails < 2)) await new Promise((go) => { setTimeout(go, 100); });
      return !this.entries.length;
    }
  }

  window.Kisi.Antre = Antre;
})();
