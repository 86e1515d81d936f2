/* The grid of a form as a spreadsheet: keys, mouse, clipboard, leaving. Listens on the whole table, not on each cell.
   A cell is either stood in (arrows walk, typing replaces) or worked in (after F2, a double click, a click into a text:
   arrows move the caret). Without this file each cell is a small form of its own. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kisi]");
  if (!root) return;
  const { make, makeButton, announce } = window.Sakip;
  const { Lembar, papan } = window.Kisi;
  const sheet = new Lembar(root);
  const STAND = 0;
  const TYPE = 1;
  const EDIT = 2;
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const touch = matchMedia("(pointer: coarse)");
  let mode = STAND;
  let anchor = null;
  let head = null;
  let pressed = null;
  let stood = null;

  /* The block of cells between where the selection began and where it is now. */
  function listBlock() {
    if (!anchor || !head || anchor.grid !== head.grid) return [];
    const [y0, y1] = [anchor.y, head.y].sort((a, b) => a - b);
    const [x0, x1] = [anchor.x, head.x].sort((a, b) => a - b);
    return sheet.grids[anchor.grid].slice(y0, y1 + 1).map((row) => row.slice(x0, x1 + 1));
  }
  const isBlock = () => Boolean(anchor && head && anchor !== head);
  const listChosen = (cell) => (isBlock() ? listBlock().flat().filter(Boolean) : [cell]);

  function mark(from, to) {
    const before = new Set(root.querySelectorAll(".terpilih"));
    [anchor, head] = [from, to];
    for (const cell of isBlock() ? listBlock().flat() : []) {
      if (!cell) continue;
      before.delete(cell.box);
      cell.box.classList.add("terpilih");
    }
    before.forEach((box) => box.classList.remove("terpilih"));
    if (isBlock()) announce(`Terpilih ${listBlock().length} baris, ${listBlock()[0].length} kolom`);
  }

  function stand(cell) {
    mode = STAND;
    cell.field.select?.();
  }

  function go(cell) {
    if (!cell) return;
    const fold = cell.box.closest("details");
    if (fold) fold.open = true;
    cell.field.focus();
    cell.box.scrollIntoView({ block: "nearest", inline: "nearest" });
    mark(cell, cell);
    stand(cell);
  }

  /* The next cell that way; a row that lacks the column is met in its first one. */
  function find(cell, dy, dx) {
    const rows = sheet.grids[cell.grid];
    if (dy) return rows[cell.y + dy]?.[cell.x] || rows[cell.y + dy]?.find(Boolean);
    for (let x = cell.x + dx; x >= 0 && x < rows[cell.y].length; x += dx) if (rows[cell.y][x]) return rows[cell.y][x];
    return null;
  }

  function pressArrow(event, cell) {
    const [dy, dx] = ARROWS[event.key];
    const text = cell.field.tagName === "TEXTAREA";
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (mode === EDIT && (dx || text || cell.field.tagName === "SELECT")) return;
    event.preventDefault();
    if (event.shiftKey && mode === STAND) {
      const next = find(head || cell, dy, dx);
      if (next) mark(anchor || cell, next);
      next?.box.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    sheet.commit(cell);
    go(find(cell, dy, dx));
  }

  function pressEnter(event, cell) {
    if (event.altKey || event.ctrlKey || event.metaKey || (cell.field.tagName === "TEXTAREA" && touch.matches)) {
      if (event.altKey && cell.field.tagName === "TEXTAREA") { event.preventDefault(); cell.field.setRangeText("\n", cell.field.selectionStart, cell.field.selectionEnd, "end"); mode = EDIT; }
      return;
    }
    event.preventDefault();
    sheet.commit(cell);
    go(find(cell, event.shiftKey ? -1 : 1, 0) || cell);
  }

  function pressEscape(event, cell) {
    const entry = sheet.queue.last(cell.id);
    if (isBlock()) mark(cell, cell);
    else if (cell.field.value !== sheet.displayed(cell)) window.Kisi.setValue(cell.field, sheet.textOf(cell));
    else if (entry?.state === "gagal") sheet.writeAll([{ cell, text: cell.shown }]);
    else if (mode === STAND) return;
    event.preventDefault();
    stand(cell);
  }

  function pressUndo(event, cell) {
    const again = event.key.toLowerCase() === "y" || event.shiftKey;
    if (!again && cell.field.value !== sheet.displayed(cell)) return;
    event.preventDefault();
    go(again ? sheet.redo() : sheet.undo());
  }

  function clear(cell) {
    sheet.writeAll(listChosen(cell).map((one) => ({ cell: one, text: "" })));
    stand(cell);
  }

  document.addEventListener("keydown", (event) => {
    const cell = sheet.of(event.target);
    if (!cell || event.target !== cell.field || event.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    if (ARROWS[event.key]) pressArrow(event, cell);
    else if (event.key === "Enter") pressEnter(event, cell);
    else if (event.key === "Escape") pressEscape(event, cell);
    else if (control && ["z", "y"].includes(event.key.toLowerCase())) pressUndo(event, cell);
    else if (event.key === "F2") {
      event.preventDefault();
      mode = mode === EDIT ? STAND : EDIT;
      const end = cell.field.value.length;
      if (cell.field.setSelectionRange && mode === EDIT) cell.field.setSelectionRange(end, end);
      else stand(cell);
    } else if ((event.key === "Delete" || (event.key === "Backspace" && isBlock())) && mode === STAND && !control) {
      event.preventDefault();
      clear(cell);
    } else if (control && (event.key === "Home" || event.key === "End") && mode === STAND) {
      event.preventDefault();
      const rows = sheet.grids[cell.grid];
      go(event.key === "Home" ? rows[0].find(Boolean) : rows.at(-1).find(Boolean));
    }
  });

  root.addEventListener("input", (event) => {
    if (sheet.of(event.target) && mode === STAND) mode = TYPE;
    if (isBlock()) mark(anchor, anchor);
  });
  root.addEventListener("change", (event) => sheet.commit(sheet.of(event.target)));
  root.addEventListener("submit", (event) => {
    const cell = sheet.of(event.target);
    if (!cell) return;
    event.preventDefault();
    event.stopPropagation();
    sheet.commit(cell);
  }, true);
  root.addEventListener("focusin", (event) => {
    const cell = sheet.of(event.target);
    if (!cell || event.target !== cell.field) return;
    if (!pressed && !(cell === stood && !event.relatedTarget)) mark(cell, cell); // only the window itself gives a block back
    stood = cell;
    mode = STAND;
    if (!pressed) stand(cell);
  });
  root.addEventListener("focusout", (event) => {
    const cell = sheet.of(event.target);
    if (cell && event.target === cell.field) sheet.commit(cell);
  });

  /* Mouse: a click stands in a cell, also in the one that is stood in (typing still replaces), a double click works in
     it; a finger's second tap does, too. Dragging or Shift chooses a block. */
  root.addEventListener("mousedown", (event) => {
    const cell = sheet.of(event.target);
    if (!cell || event.button || event.target.closest("button, a")) return;
    if (event.shiftKey && anchor?.grid === cell.grid) {
      event.preventDefault();
      mark(anchor, cell);
      return;
    }
    pressed = cell;
    if (document.activeElement !== cell.field) mark(cell, cell);
    else if (mode !== STAND || event.detail > 1 || touch.matches) mode = EDIT;
    else if (event.target === cell.field && cell.field.tagName === "INPUT") event.preventDefault(); // its text stays chosen
  });
  root.addEventListener("mouseover", (event) => {
    const cell = pressed && event.buttons === 1 && sheet.of(event.target);
    if (!cell || cell.grid !== pressed.grid || (cell === pressed && !isBlock())) return;
    window.getSelection().removeAllRanges();
    mark(pressed, cell);
  });
  document.addEventListener("mouseup", () => {
    const cell = pressed;
    pressed = null;
    if (!cell || isBlock() || document.activeElement !== cell.field) return;
    if (cell.field.tagName === "TEXTAREA") mode = EDIT;
    else if (mode === STAND) stand(cell);
  });

  /* Clipboard. */
  const here = (event) => {
    const cell = sheet.of(event.target) || (isBlock() ? anchor : null);
    return cell && (isBlock() || (mode === STAND && event.target === cell.field)) ? cell : null;
  };
  for (const type of ["copy", "cut"]) {
    document.addEventListener(type, (event) => {
      const cell = here(event);
      if (!cell) return;
      event.preventDefault();
      const rows = isBlock() ? listBlock() : [[cell]];
      papan.write(event.clipboardData, rows.map((row) => row.map((one) => (one ? sheet.textOf(one) : ""))));
      announce(`${rows.flat().filter(Boolean).length} sel disalin`);
      if (type === "cut") clear(cell);
    });
  }

  document.addEventListener("paste", (event) => {
    const cell = sheet.of(event.target);
    if (!cell || event.target !== cell.field) return;
    const { rows, merged } = papan.read(event.clipboardData);
    const single = rows.length === 1 && rows[0].length === 1;
    if (mode !== STAND && single) return;
    event.preventDefault();
    if (single) { sheet.writeAll(listChosen(cell).map((one) => ({ cell: one, text: rows[0][0] }))); stand(cell); return; }
    const [y, x] = isBlock() ? [Math.min(anchor.y, head.y), Math.min(anchor.x, head.x)] : [cell.y, cell.x];
    const lookup = (dy, dx) => sheet.at(cell.grid, y + dy, x + dx);
    const fold = (one) => Boolean(one.box.closest(".lipat-sel"));
    const aside = (one) => fold(one) && !fold(cell);
    const plan = papan.place(rows, lookup, false, aside);
    if (merged || plan.beyond.length || plan.homeless.length || plan.aside.length) askPaste(rows, merged, plan, (all) => papan.place(rows, lookup, all, aside), cell);
    else write(plan, cell);
  });

  function write(plan, cell) {
    const count = sheet.writeAll(plan.written);
    announce(`${count} sel ditempel, sedang disimpan`);
    if (plan.written.length) mark(plan.written[0].cell, plan.written.at(-1).cell);
    stand(cell);
  }

  /* What of a block finds no cell, or lies under a merged one, is asked about before anything is written. */
  function askPaste(rows, merged, plan, again, cell) {
    const dialog = make("dialog", "dialog dialog-lebar");
    const heading = make("h2", "", "Tempelan ini tidak seluruhnya cocok");
    heading.id = "dialog-tempel";
    dialog.setAttribute("aria-labelledby", heading.id);
    const list = make("ul", "daftar-tempel");
    const line = (text, state) => { const item = make("li", "", text); item.append(" ", make("span", `cip ${state[0]}`, state[1])); list.append(item); };
    for (const [name, why] of [["beyond", "di luar tabel"], ["homeless", "tidak ada selnya"]]) {
      for (const one of plan[name]) line(`Baris ${one.y + 1}, kolom ${one.x + 1}: ${one.text}`, ["cip-galat", `tidak ditulis: ${why}`]);
    }
    for (const one of plan.aside) line(`${one.cell.label}: ${one.text}`, ["cip-peringatan", "tidak ditulis: di kanan tepi tabel"]);
    rows.forEach((row, y) => row.forEach((raw, x) => {
      if (raw.over !== undefined) line(`Baris ${y + 1}, kolom ${x + 1}: bagian sel gabungan “${raw.over}”`, ["cip-peringatan", "dibiarkan"]);
    }));
    for (const one of plan.written) line(`${one.cell.label}: ${one.text || "(kosong)"}`, ["cip-sukses", "ditulis"]);
    const buttons = make("div", "deret-tombol");
    const add = (style, text, act) => buttons.append(makeButton(style, text, () => { dialog.close(); act?.(); }));
    if (plan.written.length) add("tombol tombol-utama", `Tulis ${plan.written.length} sel`, () => write(plan, cell));
    if (merged) add("tombol", "Isi juga semua bagian sel gabungan", () => write(again(true), cell));
    if (plan.aside.length) add("tombol", "Tulis juga Kendala dan Rencana", () => write({ written: [...plan.written, ...plan.aside] }, cell));
    add("tombol", "Batal, jangan tulis apa pun");
    dialog.append(heading, make("p", "", `${plan.written.length} sel akan ditulis, ${plan.beyond.length + plan.homeless.length + plan.aside.length} tidak${merged ? `, ${merged} bagian sel gabungan dibiarkan` : ""}.`), list, buttons);
    list.tabIndex = 0;
    dialog.addEventListener("close", () => {
      const block = [anchor, head];
      dialog.remove();
      cell.field.focus();
      mark(...block);
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  /* Leaving: what is in the cell is a change too; unsent ones warn. Signing out drops them (sakip.js asks). */
  const commitActive = () => sheet.commit(sheet.of(document.activeElement));
  window.addEventListener("beforeunload", (event) => {
    commitActive();
    if (sheet.queue.waiting.length || sheet.queue.stuck.length) event.preventDefault();
  });
  window.addEventListener("pagehide", commitActive);
  document.addEventListener("keluar", () => sheet.queue.clear());

  /* Hand-in: what is on the screen is what is handed in. A cell that is being saved is waited for. */
  window.addEventListener("submit", async (event) => {
    if (!("serahkan" in event.target.dataset) || event.target.dataset.yakin) return;
    commitActive();
    if (!sheet.queue.entries.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target: form, submitter } = event;
    sheet.tellHandIn(form, "Menunggu isian terakhir tersimpan …");
    if (!await sheet.queue.settled(5000)) { sheet.refuseHandIn(form); return; }
    sheet.tellHandIn(form, "");
    form.requestSubmit(submitter);
  }, true);

  /* A fragment that finds the session ended must not take the page away from somebody who is typing. */
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    const login = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!login || !sheet.cells.size) return;
    event.preventDefault();
    sheet.tell("masuk", "Tulisan Anda masih ada di selnya. Masuk kembali, lalu lanjutkan di sini.", login);
  });
})();
