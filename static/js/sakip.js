/* Comfort only: every page works without this file. No eval, no inline handlers, texts via textContent. */
(() => {
  "use strict";
  const el = (id) => document.getElementById(id);

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function makeButton(className, text, onClick) {
    const button = make("button", className, text);
    button.type = "button";
    button.addEventListener("click", onClick);
    return button;
  }

  /* Live region: emptied first, so that the same sentence is read twice when it happens twice. */
  function announce(text) {
    const region = el("siaran");
    if (!region) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 50);
  }

  /* Floating message that stays until it is closed: a refusal, a lost line. One about a cell offers to save it again
     and goes when a cell was saved. */
  function notify(title, text, link, cell) {
    const region = el("pemberitahuan");
    if (!region) return;
    const box = make("div", "kotak kotak-galat");
    if (cell) box.dataset.sel = "";
    if (title) box.append(make("p", "kotak-judul", title));
    box.append(make("p", "", text));
    if (link) box.append(link);
    const buttons = make("div", "deret-tombol");
    if (cell) buttons.append(makeButton("tombol tombol-kecil", "Simpan lagi", () => cell.requestSubmit()));
    buttons.append(makeButton("tombol tombol-kecil", "Tutup pesan", () => box.remove()));
    box.append(buttons);
    region.replaceChildren(box);
  }

  /* Signed in again in another tab: the forms of this page go on with the new token. */
  function renewToken(token) {
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  }

  /* One more empty row of a small table; without this file the server adds them. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tambah-baris]");
    const body = button && button.parentElement.querySelector("[data-tabel-isian] tbody");
    const last = body && body.lastElementChild;
    if (!last || body.children.length >= 100) return;
    event.preventDefault();
    const row = last.cloneNode(true);
    row.querySelectorAll("[name]").forEach((field) => {
      const [, name, index, column] = field.name.match(/^(.*)-(\d+)-(\d+)$/);
      const label = field.getAttribute("aria-label").replace(/\d+$/, String(Number(index) + 2));
      field.name = `${name}-${Number(index) + 1}-${column}`;
      field.setAttribute("aria-label", label);
      field.value = "";
    });
    body.append(row);
    row.querySelector("[name]").focus();
  });

  /* A suggested sentence goes into its field, to be edited; without this file the server puts it there. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pakai]");
    const field = button && el(button.dataset.pakai);
    const text = button && el(button.getAttribute("aria-describedby"));
    if (!field || !text) return;
    event.preventDefault();
    field.value = field.value.trim() ? `${field.value.trim()}\n\n${text.textContent}` : text.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    announce("Usulan disalin ke isian. Periksa, lalu simpan.");
  });

  /* Hand-in: what is on the screen is what is handed in. A cell that is being saved is waited for. */
  const unsaved = (cell) => {
    const field = cell.querySelector("[name=isi]");
    const changed = field && (field.tagName === "SELECT"
      ? ![...field.options].every((option) => option.selected === option.defaultSelected) && field.selectedIndex > 0
      : field.value !== field.defaultValue);
    return changed || ["gagal", "bentrok", "menyimpan"].includes(cell.dataset.keadaan);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("serahkan" in form.dataset) || form.dataset.yakin) return;
    const cells = [...document.querySelectorAll(".sel")].filter(unsaved);
    if (!cells.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const waiting = cells.every((cell) => cell.dataset.keadaan === "menyimpan");
    const tries = Number(form.dataset.tunggu || 0);
    if (waiting && tries < 20) {
      form.dataset.tunggu = tries + 1;
      setTimeout(() => form.requestSubmit(event.submitter), 250);
      return;
    }
    delete form.dataset.tunggu;
    const field = cells[0].querySelector("[name=isi]");
    notify("Belum dapat diserahkan", `Isian ini belum tersimpan: ${field?.getAttribute("aria-label") || "sel formulir"}. Perbaiki dahulu.`);
    field?.focus();
  }, true);

  /* Confirmation: data-konfirmasi="Pertanyaan?" data-konfirmasi-ya="Batalkan pengukuran" on a form or its button.
     A button that is tombol-bahaya on the page is one in the dialog too. */
  function ask(question, yes, danger, onYes) {
    const dialog = make("dialog", "dialog");
    const heading = make("h2", "", question);
    heading.id = "dialog-judul";
    dialog.setAttribute("aria-labelledby", heading.id);
    const row = make("div", "deret-tombol");
    row.append(
      makeButton(`tombol ${danger ? "tombol-bahaya" : "tombol-utama"}`, yes, () => { dialog.close(); onYes(); }),
      makeButton("tombol", "Tidak, kembali", () => dialog.close()),
    );
    row.lastChild.autofocus = true;
    dialog.append(heading, row);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const source = event.submitter?.dataset.konfirmasi ? event.submitter : form;
    const question = source.dataset.konfirmasi;
    if (!question || form.dataset.yakin) { delete form.dataset.yakin; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const danger = event.submitter?.classList.contains("tombol-bahaya");
    ask(question, source.dataset.konfirmasiYa || "Ya, lanjutkan", danger, () => {
      form.dataset.yakin = "1";
      form.requestSubmit(event.submitter);
    });
  }, true);

  /* One click, one request. The server holds this too; here it only saves a puzzled look. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || "unduh" in form.dataset) return;
    if (form.dataset.terkirim) { event.preventDefault(); return; }
    form.dataset.terkirim = "1";
    dirty.delete(form);
    if (form.dataset.sibuk) {
      form.append(make("p", "sibuk", form.dataset.sibuk));
      announce(form.dataset.sibuk);
    }
    setTimeout(() => {
      for (const button of form.elements) {
        if (button.type !== "submit" || button.disabled) continue;
        button.disabled = true;
        button.setAttribute("aria-busy", "true");
      }
    });
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-terkirim]")) delete form.dataset.terkirim;
    for (const button of document.querySelectorAll("button[aria-busy]")) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
    for (const text of document.querySelectorAll("form > .sibuk")) text.remove();
  });

  /* Long forms marked data-jaga warn before they are left unsaved. */
  const dirty = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-jaga]");
    if (form) dirty.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-cetak]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  document.querySelector("[data-fokus]")?.focus();

  /* Escape or a click elsewhere closes the phone's menu. */
  const menu = document.querySelector("details.menu");
  document.addEventListener("click", (event) => { if (menu?.open && !menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  /* Drop a file on .unggah: it lands in the ordinary file input. */
  for (const type of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(type, (event) => {
      const zone = event.target.closest?.(".unggah");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("seret", type === "dragover");
      const input = zone.querySelector("input[type=file]");
      if (type !== "drop" || !input) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /* A link to the evidence of a row opens it. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#bukti-"]');
    const block = link && document.getElementById(link.hash.slice(1));
    if (block) block.open = true;
  });

  /* htmx: states of a cell, announcements, refusals, a lost line. */
  function setState(target, state, words) {
    const cell = target?.tagName === "FORM" && target.closest(".sel");
    if (!cell) return;
    cell.dataset.keadaan = state;
    const note = cell.querySelector(".sel-keadaan");
    if (note) note.textContent = words;
  }
  const findCell = (element) => (element?.matches?.(".sel > form") ? element : null);
  const body = document.body;
  /* A fragment that finds the session ended must not take the page away from somebody who is typing. */
  body.addEventListener("htmx:beforeOnLoad", (event) => {
    const login = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!login || ![...document.querySelectorAll(".sel")].some(unsaved)) return;
    event.preventDefault();
    const link = make("a", "", "Masuk kembali pada tab baru");
    link.href = login;
    link.target = "_blank";
    link.rel = "noopener";
    notify("Sesi Anda berakhir", "Tulisan Anda masih ada di selnya. Masuk kembali, lalu lanjutkan di sini.", link);
  });
  body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.tagName === "FORM") setState(event.detail.elt, "menyimpan", "Menyimpan …");
  });
  body.addEventListener("htmx:afterRequest", (event) => {
    // Not `successful`: a refusal that we show ourselves is none of htmx's errors.
    if (event.detail.xhr.status >= 300) return;
    dirty.delete(event.detail.elt.closest("form"));
    if (findCell(event.detail.requestConfig.elt)) document.querySelector("#pemberitahuan [data-sel]")?.remove();
  });
  body.addEventListener("htmx:beforeSwap", (event) => {
    const text = event.detail.xhr.responseText;
    if (!text.includes("data-penolakan")) return;
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    const box = new DOMParser().parseFromString(text, "text/html").querySelector("[data-penolakan]");
    const [title, message] = [...box.querySelectorAll("p")].map((p) => p.textContent);
    const cell = findCell(event.detail.requestConfig.elt);
    if (box.dataset.token) renewToken(box.dataset.token);
    if (cell && box.dataset.token && !cell.dataset.ulang) {
      cell.dataset.ulang = "1";
      setTimeout(() => cell.requestSubmit());
      return;
    }
    setState(event.detail.requestConfig.elt, "gagal", "Tidak tersimpan");
    notify(title, message, box.querySelector("a"), cell);
  });
  /* A cell in which one typed on while its earlier text was being saved keeps what is in it, and learns what was saved. */
  body.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, parameters } = event.detail.requestConfig;
    const field = findCell(elt)?.elements.isi;
    if (!field || !event.detail.shouldSwap || field.value === parameters.isi) return;
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    setState(elt, "", "Belum tersimpan");
    if (event.detail.xhr.status !== 200) return;
    const answer = new DOMParser().parseFromString(`<table>${event.detail.xhr.responseText}</table>`, "text/html");
    elt.elements.sidik.value = answer.querySelector("[name=sidik]").value;
    if (field.tagName !== "SELECT") field.defaultValue = parameters.isi;
  });
  body.addEventListener("htmx:afterSettle", (event) => {
    const told = event.detail.elt?.matches?.("[data-siar]") ? event.detail.elt : event.detail.elt?.querySelector?.("[data-siar]");
    if (told) announce(told.dataset.siar || told.textContent.trim());
  });
  body.addEventListener("siar", (event) => announce(event.detail.value));
  const stopWaiting = (event) => {
    if (event.detail.elt.tagName === "FORM") return;
    document.querySelectorAll(".memuat").forEach((note) => { note.textContent = "tidak termuat"; });
  };
  for (const type of ["htmx:sendError", "htmx:timeout"]) {
    body.addEventListener(type, (event) => {
      stopWaiting(event);
      setState(event.detail.elt, "gagal", "Gagal disimpan: tidak ada sambungan");
      notify("Sambungan terputus", "Isian terakhir belum tersimpan. Jangan tutup halaman ini; coba lagi setelah tersambung.");
    });
  }
  body.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    stopWaiting(event);
    setState(event.detail.elt, "gagal", "Gagal disimpan");
    notify("Belum tersimpan", status === 403
      ? "Halaman ini sudah kedaluwarsa. Salin tulisan Anda, muat ulang halaman, lalu coba lagi."
      : "Server tidak dapat menjawab. Coba lagi sebentar kemudian.");
  });
})();
