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
  function notify(title, text, link) {
    const region = el("pemberitahuan");
    if (!region) return;
    const box = make("div", "kotak kotak-galat");
    if (title) box.append(make("p", "kotak-judul", title));
    box.append(make("p", "", text));
    if (link) box.append(link);
    const buttons = make("div", "deret-tombol");
    buttons.append(makeButton("tombol tombol-kecil", "Tutup pesan", () => box.remove()));
    box.append(buttons);
    region.replaceChildren(box);
  }

  window.Sakip = { make, makeButton, announce, notify, renewToken };

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

  /* While the answer is on its way: how far the work has come, asked of the server until the page goes. */
  function follow(address, note, bar) {
    const text = note.appendChild(make("span", "kecil blok angka"));
    const ask = async () => {
      if (!note.isConnected) return;
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (answer.status === 200) {
          const now = await answer.json();
          text.textContent = now.teks;
          if (now.maks) { bar.max = now.maks; bar.value = now.nilai; } else bar.removeAttribute("value");
        }
      } catch { /* the page is going, or the line is: the work itself does not depend on this */ }
      setTimeout(ask, 700);
    };
    setTimeout(ask, 700);
  }

  /* One click, one request. The server holds this too; here it only saves a puzzled look. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || "unduh" in form.dataset) return;
    if (form.dataset.terkirim) { event.preventDefault(); return; }
    form.dataset.terkirim = "1";
    dirty.delete(form);
    if (form.dataset.sibuk) {
      const note = make("p", "sibuk", form.dataset.sibuk);
      const bar = make("progress", "kemajuan");
      bar.setAttribute("aria-label", "Sedang dikerjakan");
      note.prepend(bar);
      form.append(note);
      announce(form.dataset.sibuk);
      if (form.dataset.kemajuan) follow(form.dataset.kemajuan, note, bar);
    }
    setTimeout(() => {
      for (const button of form.elements) {
        if (button.type !== "submit" || button.disabled) continue;
        button.disabled = true;
        button.setAttribute("aria-busy", "true");
        if (!button.dataset.sibukTombol) continue;
        button.dataset.semula = button.textContent;
        button.textContent = button.dataset.sibukTombol;
      }
    });
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-terkirim]")) delete form.dataset.terkirim;
    for (const button of document.querySelectorAll("button[aria-busy]")) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
      if (button.dataset.semula) button.textContent = button.dataset.semula;
    }
    for (const text of document.querySelectorAll("form > .sibuk")) text.remove();
  });

  /* What is required and empty is said in the page's words, not in those of the browser's language. */
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    if (field.dataset.wajib && field.validity.valueMissing) field.setCustomValidity(field.dataset.wajib);
  }, true);
  for (const type of ["input", "change"]) {
    document.addEventListener(type, (event) => { if (event.target.dataset?.wajib) event.target.setCustomValidity(""); });
  }

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

  /* A link to a row's evidence or to a cell opens what it is folded in, and stands in the cell. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#bukti-"], a[href^="#isi-"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!target.matches("input, select, textarea")) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "center" });
  });

  /* Signing out takes what waits in this browser with it: nobody else at this computer shall find it. */
  document.addEventListener("submit", (event) => {
    const owner = event.target.dataset.keluar;
    if (!owner || event.defaultPrevented) return;
    let names = [];
    try { names = Object.keys(localStorage).filter((name) => name.startsWith(`kisi:${owner}:`)); } catch { /* forbidden */ }
    const leave = () => {
      document.dispatchEvent(new CustomEvent("keluar"));
      names.forEach((name) => localStorage.removeItem(name));
    };
    if (!names.length || event.target.dataset.pasti) { leave(); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(`${names.length} isian belum tersimpan di server. Keluar akan menghapusnya.`, "Keluar dan hapus", true, () => {
      event.target.dataset.pasti = "1";
      event.target.requestSubmit();
    });
  }, true);

  /* htmx: announcements, refusals, a lost line. */
  const body = document.body;
  body.addEventListener("htmx:afterRequest", (event) => {
    // Not `successful`: a refusal that we show ourselves is none of htmx's errors.
    if (event.detail.xhr.status < 300) dirty.delete(event.detail.elt.closest("form"));
  });
  body.addEventListener("htmx:beforeSwap", (event) => {
    const text = event.detail.xhr.responseText;
    if (!text.includes("data-penolakan")) return;
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    const box = new DOMParser().parseFromString(text, "text/html").querySelector("[data-penolakan]");
    const [title, message] = [...box.querySelectorAll("p")].map((p) => p.textContent);
    if (box.dataset.token) renewToken(box.dataset.token);
    notify(title, message, box.querySelector("a"));
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
  /* Cells have a queue of their own (kisi_antre.js); what htmx sends is a part of the page or the form around it. */
  function describeLoss(verb) {
    const part = "Sebagian halaman ini belum diperbarui.";
    if (document.querySelector("[data-kisi]")) return `${part} Isian sel menunggu di peramban ini dan dikirim sendiri setelah tersambung; bila halaman ini ditutup, saat formulirnya dibuka lagi.`;
    return verb === "get" ? `${part} Muat ulang setelah tersambung.` : `${part} Tulisan Anda masih ada pada isiannya tetapi belum tersimpan: jangan tutup halaman ini, coba lagi setelah tersambung.`;
  }
  for (const type of ["htmx:sendError", "htmx:timeout"]) {
    body.addEventListener(type, (event) => {
      stopWaiting(event);
      notify("Sambungan terputus", describeLoss(event.detail.requestConfig?.verb));
    });
  }
  body.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    stopWaiting(event);
    notify("Belum tersimpan", status === 403
      ? "Halaman ini sudah kedaluwarsa. Salin tulisan Anda, muat ulang halaman, lalu coba lagi."
      : "Server tidak dapat menjawab. Coba lagi sebentar kemudian.");
  });
})();
