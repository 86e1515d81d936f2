/* The cells of the grid: what each shows, what the server says of it, what may be undone. No events of the page here. */
window.Kisi = window.Kisi || {};
(() => {
  "use strict";
  const { make, makeButton, announce } = window.Sakip;
  const ORDER = ["nilai", "pembilang", "jumlah", "penyebut", "tidak_dapat_diukur", "keterangan", "kendala", "rencana"];
  const PLACE = { nilai: 0, pembilang: 0, jumlah: 0, penyebut: 1, tidak_dapat_diukur: 2, keterangan: 3, kendala: 4, rencana: 5 };
  const AGAIN = "Belum terkirim, akan dicoba lagi";
  const EMPTY = "(kosong)";

  function setValue(field, text) {
    if (field.tagName !== "SELECT") { field.value = text; return; }
    const same = [...field.options].find((one) => one.text.toLowerCase() === text.trim().toLowerCase());
    field.value = same && text ? same.value : "";
  }

  /* What the server sent, whatever was typed before this file was here. */
  function getStored(field) {
    if (field.tagName !== "SELECT") return field.defaultValue;
    return [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value ?? "";
  }

  class Lembar {
    constructor(root) {
      this.root = root;
      this.cells = new Map();
      this.grids = [];
      this.past = [];
      this.future = [];
      this.told = "";
      this.bar = document.querySelector("[data-kisi-bilah]");
      root.querySelectorAll("table").forEach((table) => this.readTable(table));
      this.queue = new window.Kisi.Antre({
        url: root.dataset.kisi, prefix: `kisi:${root.dataset.pengguna}:${root.dataset.formulir}:`,
        onAnswer: (...of) => this.answer(...of), onRows: (...of) => this.showRows(...of),
        onTell: (...of) => this.tell(...of), onChange: () => this.showBar(),
      });
      this.restore();
    }

    readTable(table) {
      const rows = [];
      for (const tr of table.tBodies[0].rows) {
        const row = [];
        for (const box of tr.querySelectorAll(".sel[data-sel]")) {
          const field = box.querySelector("[name=isi]");
          if (!field) continue;
          const [name, column] = box.dataset.sel.split("-");
          const cell = {
            id: box.dataset.sel, row: name, column, box, field, form: field.form, grid: this.grids.length, y: rows.length,
            shown: getStored(field), seen: field.form.elements.sidik.value, label: field.getAttribute("aria-label"),
          };
          row[box.dataset.letak ?? PLACE[column]] = cell;
          this.cells.set(cell.id, cell);
        }
        if (row.length) rows.push(row);
      }
      const used = [0, 1, 2, 3, 4, 5].filter((x) => rows.some((row) => row[x]));
      this.grids.push(rows.map((row) => used.map((x) => row[x] || null)));
      this.grids.at(-1).forEach((row) => row.forEach((cell, x) => { if (cell) cell.x = x; }));
    }

    restore() {
      for (const entry of this.queue.restore()) {
        const cell = this.cells.get(entry.cell);
        if (!cell) continue;
        setValue(cell.field, entry.text);
        if (entry.state === "antre") this.setState(cell, "tunda", AGAIN);
        else this.showRefusal(cell, entry);
      }
      this.showBar();
      for (const cell of this.cells.values()) if (cell.field !== document.activeElement) this.commit(cell);
      if (this.cells.size) this.queue.send();
    }

    of(element) { return this.cells.get(element?.closest?.(".sel[data-sel]")?.dataset.sel); }
    at(grid, y, x) { return this.grids[grid][y]?.[x]; }
    textOf(cell) { return this.queue.last(cell.id)?.text ?? cell.shown; }

    /* What is typed into a cell becomes a change; `group` gathers what one undo takes back. */
    write(cell, text, group) {
      const before = this.textOf(cell);
      setValue(cell.field, text);
      if (text === before) return;
      const entry = this.queue.last(cell.id);
      const refused = ["gagal", "terkunci"].includes(entry?.state);
      if (refused && group) this.unlearn(cell, before);
      const from = refused ? cell.shown : before;
      if (from !== text) group?.push({ cell, from, to: text });
      const unsent = entry && (["gagal", "terkunci"].includes(entry.state) || (entry.state === "antre" && !entry.sent));
      if (unsent && text === cell.shown) this.forget(cell, entry);
      else {
        const made = this.queue.add(cell.id, cell.row, cell.column, text, cell.seen, cell.label);
        if (made.state === "bentrok") this.showRefusal(cell, made);
        else this.setState(cell, "menyimpan", "Menyimpan …");
      }
    }

    commit(cell) {
      if (!cell || cell.field.value === this.displayed(cell)) return;
      const group = [];
      this.write(cell, cell.field.value, group);
      this.remember(group);
      this.queue.send();
    }

    /* What the field shows of the cell's text: a select cannot show a word that is none of its own. */
    displayed(cell) {
      const text = this.textOf(cell);
      if (cell.field.tagName !== "SELECT") return text.replace(/\r\n?/g, "\n");
      return [...cell.field.options].find((one) => one.text.toLowerCase() === text.trim().toLowerCase() && text)?.value ?? "";
    }

    writeAll(pairs) {
      const group = [];
      for (const { cell, text } of pairs) this.write(cell, text, group);
      this.remember(group);
      this.queue.send();
      return group.length;
    }

    remember(group) {
      if (!group.length) return;
      this.past.push(group);
      if (this.past.length > 200) this.past.shift();
      this.future = [];
    }

    /* A text that was refused and written over is no step of the past: undoing gives back what was accepted. */
    unlearn(cell, text) {
      const at = this.past.findLastIndex((group) => group.some((one) => one.cell === cell && one.to === text));
      if (at >= 0) this.past[at] = this.past[at].filter((one) => one.cell !== cell || one.to !== text);
      for (const one of this.past.flat()) if (one.cell === cell && one.from === text) one.from = cell.shown;
      this.past = this.past.filter((group) => group.length);
    }

    /* Gives the cell to stand in, or none where there is nothing to take back (or to do again). */
    step(from, to, side) {
      const group = from.pop();
      if (!group) return null;
      to.push(group);
      for (const { cell, [side]: text } of group) this.write(cell, text);
      this.queue.send();
      announce(`${side === "from" ? "Dibatalkan" : "Diulangi"}: ${group.length} sel`);
      return group[0].cell;
    }
    undo() { return this.step(this.past, this.future, "from"); }
    redo() { return this.step(this.future, this.past, "to"); }

    /* The stored value again, in place of what was refused. */
    forget(cell, entry) {
      this.queue.drop(entry);
      setValue(cell.field, cell.shown);
      this.setState(cell, "", "");
      this.showBar();
    }

    setState(cell, state, words) {
      cell.box.dataset.keadaan = state;
      const note = cell.box.querySelector(".sel-keadaan");
      if (!note.firstChild) note.append("");
      note.firstChild.data = words;  // a text changed in place: new nodes would have 300 rows styled anew
      cell.box.querySelector(".sel-tanya")?.remove();
      if (["gagal", "bentrok"].includes(state)) cell.field.setAttribute("aria-invalid", "true");
      else cell.field.removeAttribute("aria-invalid");
    }

    answer(entry, one, next) {
      const cell = this.cells.get(entry.cell);
      if (!cell) return;
      if (one.keadaan === "tersimpan") {
        Object.assign(cell, { shown: one.isi ?? entry.text, seen: one.sidik ?? cell.seen });
        cell.form.elements.sidik.value = cell.seen;
        if (next) return;
        const typing = document.activeElement === cell.field && cell.field.value !== entry.text && cell.field.tagName !== "SELECT";
        if (!typing) {
          setValue(cell.field, cell.shown);
          if (document.activeElement === cell.field && cell.field.tagName === "INPUT") cell.field.select();
        }
        this.setState(cell, "tersimpan", one.pengubah ? `Tersimpan, lalu diubah ${one.pengubah}` : "Tersimpan");
        return;
      }
      if (next && one.keadaan === "gagal") this.unlearn(cell, entry.text);
      if (!next || next.state !== "antre") this.showRefusal(cell, next || entry);
    }

    showRefusal(cell, entry) {
      const one = entry.answer || { keadaan: entry.state, pesan: AGAIN };
      this.setState(cell, entry.state, entry.state === "bentrok"
        ? `${one.pengubah ? `Diubah ${one.pengubah} menjadi` : "Sudah berubah menjadi"} ${one.isi || EMPTY}. Anda menulis ${entry.text || EMPTY}.`
        : cell.field.tagName === "SELECT" && !cell.field.value && entry.text ? `“${entry.text}”: ${one.pesan}` : one.pesan);
      const buttons = [];
      if (entry.state === "bentrok") {
        buttons.push(makeButton("tombol tombol-kecil", "Pakai punya saya", () => this.choose(cell, entry, true)));
        buttons.push(makeButton("tombol tombol-kecil", "Pakai yang tersimpan", () => this.choose(cell, entry, false)));
      }
      for (const text of (entry.state === "gagal" && one.pilihan) || []) {
        buttons.push(makeButton("tombol tombol-kecil", text, () => { this.writeAll([{ cell, text }]); cell.field.focus(); }));
      }
      if (!buttons.length) return;
      const row = make("div", "sel-tanya");
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", cell.label);
      row.append(...buttons);
      cell.box.querySelector(".sel-keadaan").after(row);
    }

    choose(cell, entry, mine) {
      Object.assign(cell, { shown: entry.answer.isi, seen: entry.answer.sidik });
      cell.form.elements.sidik.value = cell.seen;
      if (mine) {
        this.setState(cell, "menyimpan", "Menyimpan …");
        this.queue.insist(entry, cell.seen);
      } else this.forget(cell, entry);
      cell.field.focus();
    }

    /* Beside the cells: capaian with its worked line, the value of components, what is to be looked at again. */
    showRows(rows, answers) {
      for (const [name, row] of Object.entries(rows)) {
        const part = document.createElement("template");
        for (const [id, html] of Object.entries(row.ganti || {})) {
          part.innerHTML = html;
          document.getElementById(id)?.replaceWith(part.content.firstElementChild);
        }
        const result = document.getElementById(`hasil-${name}`);
        if (result) result.textContent = row.hasil || "–";
        for (const column of ORDER) this.showFinding(this.cells.get(`${name}-${column}`), row.temuan[column]);
      }
      const saved = answers.filter((one) => one.keadaan === "tersimpan");
      const first = answers.length === 1 && answers[0];
      announce(first ? this.describe(first) || (saved.length ? `Tersimpan: ${first.isi || "kosong"}` : "Perlu diputuskan")
        : `${saved.length} sel tersimpan${saved.length < answers.length ? `, ${answers.length - saved.length} tidak` : ""}`);
      if (saved.length) window.htmx.trigger(document.body, "tersimpan");
      this.untell();
    }

    /* What was refused, as its cell says it: both values, who and when. */
    describe(one) {
      const box = one.keadaan !== "tersimpan" && [...this.cells.values()].find((cell) => this.queue.last(cell.id)?.key === one.kunci)?.box;
      return box ? box.querySelector(".sel-keadaan").textContent : one.pesan;
    }

    showFinding(cell, html) {
      const id = cell && `t-${cell.id}`;
      if (!cell || (!html && !document.getElementById(id))) return;
      document.getElementById(id)?.remove();
      cell.field.setAttribute("aria-describedby", html ? `k-${cell.id} ${id}` : `k-${cell.id}`);
      if (!html) return;
      const part = document.createElement("template");
      part.innerHTML = html;
      cell.box.append(part.content);
    }
  }

  Object.assign(window.Kisi, { Lembar, setValue, AGAIN, EMPTY });
})();
