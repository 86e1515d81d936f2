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

  /* Floating message that stays until it is closed: a refusal, a lost line. */
  function notify(title, text) {
    const region = el("pemberitahuan");
    if (!region) return;
    const box = make("div", "kotak kotak-galat");
    if (title) box.append(make("p", "kotak-judul", title));
    box.append(make("p", "", text), makeButton("tombol tombol-kecil", "Tutup pesan", () => box.remove()));
    region.replaceChildren(box);
  }

  /* Confirmation: data-konfirmasi="Pertanyaan?" data-konfirmasi-ya="Batalkan pengukuran" on a form or its button. */
  function ask(question, yes, onYes) {
    const dialog = make("dialog", "dialog");
    const heading = make("h2", "", question);
    heading.id = "dialog-judul";
    dialog.setAttribute("aria-labelledby", heading.id);
    const row = make("div", "deret-tombol");
    row.append(
      makeButton("tombol tombol-utama", yes, () => { dialog.close(); onYes(); }),
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
    ask(question, source.dataset.konfirmasiYa || "Ya, lanjutkan", () => {
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

  /* htmx: states of a cell, announcements, refusals, a lost line. */
  function setState(target, state, words) {
    const cell = target?.closest?.(".sel");
    if (!cell) return;
    cell.dataset.keadaan = state;
    const note = cell.querySelector(".sel-keadaan");
    if (note) note.textContent = words;
  }
  const body = document.body;
  body.addEventListener("htmx:beforeRequest", (event) => setState(event.detail.elt, "menyimpan", "Menyimpan …"));
  body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) dirty.delete(event.detail.elt.closest("form"));
  });
  body.addEventListener("htmx:beforeSwap", (event) => {
    const text = event.detail.xhr.responseText;
    if (!text.includes("data-penolakan")) return;
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    const box = new DOMParser().parseFromString(text, "text/html").querySelector("[data-penolakan]");
    const [title, message] = [...box.querySelectorAll("p")].map((p) => p.textContent);
    setState(event.detail.requestConfig.elt, "gagal", "Tidak tersimpan");
    notify(title, message);
  });
  body.addEventListener("htmx:afterSettle", (event) => {
    const told = event.detail.elt?.matches?.("[data-siar]") ? event.detail.elt : event.detail.elt?.querySelector?.("[data-siar]");
    if (told) announce(told.dataset.siar || told.textContent.trim());
  });
  body.addEventListener("siar", (event) => announce(event.detail.value));
  for (const type of ["htmx:sendError", "htmx:timeout"]) {
    body.addEventListener(type, (event) => {
      setState(event.detail.elt, "gagal", "Gagal disimpan: tidak ada sambungan");
      notify("Sambungan terputus", "Isian terakhir belum tersimpan. Jangan tutup halaman ini; coba lagi setelah tersambung.");
    });
  }
  body.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    setState(event.detail.elt, "gagal", "Gagal disimpan");
    notify("Belum tersimpan", status === 403
      ? "Sesi Anda sudah berganti. Muat ulang halaman, lalu coba lagi."
      : "Server tidak dapat menjawab. Coba lagi sebentar kemudian.");
  });
})();
