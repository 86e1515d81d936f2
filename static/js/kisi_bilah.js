/* What the grid says besides its cells: the bar of what is unsent or undecided, and floating messages. Part of Lembar. */
(() => {
  "use strict";
  const { make, makeButton, announce, notify, renewToken } = window.Sakip;
  const { Lembar, AGAIN, EMPTY } = window.Kisi;

  Object.assign(Lembar.prototype, {
    tell(kind, text, login) {
      if (kind === "token") { renewToken(text); return; }
      for (const entry of this.queue.waiting) {
        const cell = this.cells.get(entry.cell);
        if (cell) this.setState(cell, "tunda", AGAIN);
      }
      if (this.told === kind) return;
      this.told = kind;
      this.counted = this.queue.waiting.length;
      if (kind === "sambungan") announce(`${text} ${this.counted} perubahan belum terkirim, akan dicoba lagi.`);
      if (kind === "tolak") notify("Belum tersimpan", text);
      if (kind !== "masuk") return;
      const link = make("a", "", "Masuk kembali pada tab baru");
      Object.assign(link, { href: login, target: "_blank", rel: "noopener" });
      notify("Sesi Anda berakhir", text.replace("Sesi Anda berakhir. ", ""), link);
    },

    /* What the floating message said is over. */
    untell() {
      if (!this.told) return;
      document.getElementById("pemberitahuan").replaceChildren();
      this.told = "";
    },

    /* Beside the button of the hand-in: what is waited for, why nothing was handed in, that it can be now. */
    tellHandIn(form, words, refused = false) {
      this.refused = refused && form;
      const note = form.querySelector("[role=status]");
      note.className = refused ? "isian-galat" : "redup";
      note.textContent = words;
    },

    /* Not handed in: what was refused is gone to, what only waits for the line is told where the button is. */
    refuseHandIn(form) {
      const { waiting, stuck } = this.queue;
      const keep = this.queue.stored ? "Isian itu tersimpan di peramban ini dan dikirim sendiri setelah tersambung" : "Jangan tutup halaman ini; isian dikirim sendiri setelah tersambung";
      if (waiting.length) this.tellHandIn(form, `Belum diserahkan: ${waiting.length} isian belum sampai di server (${waiting[0].label}${waiting.length > 1 ? " dan lainnya" : ""}). ${keep}; sesudah itu serahkan lagi.`, true);
      else this.tellHandIn(form, `Belum diserahkan: ${stuck.length} isian perlu Anda putuskan dahulu.`, true);
      if (!stuck.length) return;
      this.told = "serah";
      notify("Belum dapat diserahkan", `Isian ini belum tersimpan: ${stuck[0].label}. Perbaiki dahulu, lalu serahkan lagi.`);
      this.cells.get(stuck[0].cell)?.field.focus();
    },

    showBar() {
      if (this.refused && !this.queue.entries.length) this.tellHandIn(this.refused, "Semua isian sudah tersimpan. Formulir dapat diserahkan sekarang.");
      if (!this.bar) return;
      const { waiting, stuck } = this.queue;
      const lost = this.queue.entries.filter((entry) => !this.cells.has(entry.cell));
      const before = this.bar.hidden;
      this.bar.hidden = !(stuck.length || lost.length || (waiting.length && this.queue.fails));
      document.documentElement.classList.toggle("berbilah", !this.bar.hidden);
      if (before && !this.bar.hidden) this.clearBar();
      if (this.told === "serah" && !this.queue.entries.length) this.untell();
      if (this.bar.hidden) { this.bar.replaceChildren(); return; }
      if (this.told === "sambungan" && this.counted !== waiting.length) {
        this.counted = waiting.length;
        announce(`${this.counted} perubahan belum terkirim.`);
      }
      const told = [];
      if (waiting.length) told.push(`${waiting.length} perubahan belum terkirim`);
      if (!this.queue.stored) told.push("peramban ini tidak dapat menyimpannya, jadi jangan tutup halaman");
      if (stuck.length) told.push(`${stuck.length} isian perlu Anda putuskan`);
      const list = make("ul");
      for (const entry of [...stuck, ...lost.filter((one) => !stuck.includes(one))]) list.append(this.makeLine(entry));
      this.bar.replaceChildren(make("p", "", `${told.join(", ")}.`), ...(list.childElementCount ? [list] : []));
    },

    /* The cell that is worked in is never under the bar. */
    clearBar() {
      requestAnimationFrame(() => document.activeElement?.closest(".sel[data-sel]")?.scrollIntoView({ block: "nearest" }));
    },

    makeLine(entry) {
      const line = make("li");
      const link = make("a", "", `${entry.label}: ${entry.text || EMPTY}`);
      link.href = `#isi-${entry.cell}`;
      const here = this.cells.has(entry.cell);
      line.append(here ? link : make("span", "", link.textContent));
      if (!here) line.append(" ", makeButton("tombol tombol-kecil", "Buang", () => { this.queue.drop(entry); this.showBar(); }));
      return line;
    },
  });
})();
