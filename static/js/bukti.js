/* Evidence on the form's page: files dropped on a row or its block are sent one after another, each with its progress.
   What could not be sent stays named, is sent again when the line is back, and leaving the page warns of it. One that
   was refused says why and keeps no other back. A PDF or a picture is looked at in a dialog. */
(() => {
  "use strict";
  const { make, makeButton, announce, renewToken } = window.Sakip;
  const PATIENCE = 10 * 60_000;
  const queue = [];
  let busy = false;
  let timer = null;
  let fails = 0;

  const readToken = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const blockOf = (number) => document.getElementById(`bukti-${number}`);
  const formOf = (number) => blockOf(number)?.querySelector("form[data-kirim-bukti]");
  const megabytes = (bytes) => `${Math.ceil(bytes / 1024 / 1024)} MB`;

  function listOf(number) {
    const form = formOf(number);
    let list = form.parentElement.querySelector(".kiriman-bukti");
    if (!list) {
      list = make("ul", "kiriman-bukti");
      list.setAttribute("aria-label", "Berkas yang sedang dikirim");
      form.before(list);
    }
    return list;
  }

  function add(number, files) {
    const form = formOf(number);
    if (!form || !files.length) return;
    blockOf(number).open = true;
    const most = Number(form.dataset.maks);
    const meets = form.querySelector("[name=syarat]")?.value || "";
    for (const file of files) {
      const entry = { number, file, meets, url: form.action, sent: false, state: "antre" };
      draw(entry);
      if (file.size > most) refuse(entry, `Berkas ${file.name} ${megabytes(file.size)}; paling besar ${megabytes(most)}. Perkecil atau pecah berkasnya.`, true);
      else queue.push(entry);
    }
    announce(`${files.length} berkas akan diunggah.`);
    next();
  }

  function draw(entry) {
    const item = make("li");
    entry.bar = make("progress");
    entry.bar.max = 100;
    entry.bar.value = 0;
    entry.bar.setAttribute("aria-label", `Kemajuan ${entry.file.name}`);
    entry.word = make("span", "kecil redup", "Menunggu giliran");
    item.append(make("span", "berkas-nama", entry.file.name), entry.bar, entry.word);
    entry.item = item;
    listOf(entry.number).append(item);
  }

  function say(entry, text) { entry.word.textContent = text; }

  function next() {
    if (busy || timer) return;
    const entry = queue.find((one) => one.state === "antre");
    if (!entry) return;
    busy = true;
    entry.state = "kirim";
    say(entry, "Mengunggah");
    const body = new FormData();
    body.append("berkas", entry.file);
    body.append("syarat", entry.meets);
    if (entry.sent) body.append("ulang", "1");
    const request = new XMLHttpRequest();
    request.open("POST", entry.url);
    request.timeout = PATIENCE;
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", readToken());
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      entry.bar.value = Math.round((100 * event.loaded) / event.total);
      say(entry, entry.bar.value < 100 ? `${entry.bar.value}%` : "Memeriksa");
    });
    request.addEventListener("loadend", () => { busy = false; judge(entry, request); });
    entry.sent = true;
    request.send(body);
  }

  function judge(entry, request) {
    let answer = null;
    try { answer = JSON.parse(request.responseText); } catch { /* no line, or a page that is no answer */ }
    if (request.status === 200 && answer) { fails = 0; finish(entry, answer.pesan); }
    else if (answer?.token && fails < 3) { fails += 1; renewToken(answer.token); entry.state = "antre"; next(); }
    else if (request.status === 401 || request.status === 0 || request.status >= 500 || request.status === 429) later(entry, request.status);
    else if (request.status === 403 && !answer) later(entry, 401);
    else refuse(entry, answer?.pesan || "Server menolak berkas ini. Muat ulang halaman, lalu coba lagi.", request.status === 422 || request.status === 413);
  }

  function finish(entry, text) {
    drop(entry);
    announce(text);
    htmx.ajax("GET", document.getElementById(`bukti-daftar-${entry.number}`).dataset.daftar, { target: `#bukti-daftar-${entry.number}`, swap: "innerHTML" })
      .then(() => count(entry.number));
    document.body.dispatchEvent(new CustomEvent("tersimpan"));
    next();
  }

  function count(number) {
    const total = String(document.querySelectorAll(`#bukti-daftar-${number} .berkas > li`).length);
    for (const id of [`bukti-jumlah-${number}`, `bukti-baris-${number}`]) {
      const place = document.getElementById(id);
      if (place) place.firstChild.data = total;
    }
  }

  function drop(entry) {
    if (queue.includes(entry)) queue.splice(queue.indexOf(entry), 1);
    const list = entry.item.parentElement;
    entry.item.remove();
    if (list && !list.children.length) list.remove();
  }

  /* No line, no session or a server that is ill: it is not the file's fault, so it is sent again by itself. */
  function later(entry, status) {
    entry.state = "antre";
    fails += 1;
    entry.bar.value = 0;
    say(entry, status === 401 ? "Belum terkirim: sesi berakhir. Masuk lagi pada tab lain; berkas dikirim lagi sendiri." : "Belum terkirim: sambungan terputus. Dikirim lagi begitu tersambung.");
    announce(`Berkas ${entry.file.name} belum terkirim.`);
    offer(entry, () => hurry());
    timer = setTimeout(hurry, Math.min(30_000, 1000 * 2 ** fails));
  }

  function hurry() {
    clearTimeout(timer);
    timer = null;
    next();
  }

  function refuse(entry, text, final) {
    entry.state = "tolak";
    entry.bar.remove();
    say(entry, "Tidak disimpan");
    entry.item.append(make("p", "gagal", text));
    announce(text);
    offer(entry, final ? null : () => {
      drop(entry);
      add(entry.number, [entry.file]);
    });
    next();
  }

  function offer(entry, again) {
    entry.item.querySelector(".deret-tombol")?.remove();
    const row = make("div", "deret-tombol");
    if (again) row.append(makeButton("tombol tombol-kecil", "Coba lagi", again));
    row.append(makeButton("tombol tombol-kecil tombol-tautan", "Buang dari daftar", () => drop(entry)));
    for (const button of row.children) button.append(make("span", "tersembunyi", ` ${entry.file.name}`));
    entry.item.append(row);
  }

  /* Where a drop lands: a row of the table, or the block of its evidence; only where evidence may be added. */
  function findPlace(event) {
    const place = event.target.closest?.("tr[id^=realisasi-], details[data-bukti]");
    const number = place && (place.dataset.bukti || place.id.slice("realisasi-".length));
    return number && formOf(number) ? { place, number } : null;
  }

  const bringsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let lit = null;
  function light(place) {
    if (lit === place) return;
    lit?.classList.remove("seret");
    lit = place;
    lit?.classList.add("seret");
  }

  document.addEventListener("dragover", (event) => {
    if (!bringsFiles(event)) return;
    const found = findPlace(event);
    light(found?.place || null);
    event.preventDefault();  // beside a row too: a file that misses must not take the page away
    event.dataTransfer.dropEffect = found ? "copy" : "none";
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) light(null); });
  document.addEventListener("drop", (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    light(null);
    const found = findPlace(event);
    if (found) add(found.number, [...event.dataTransfer.files]);
    else announce("Lepaskan berkas pada baris indikatornya.");
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-kirim-bukti]");
    const input = form?.querySelector("input[type=file]");
    if (!input?.files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const files = [...input.files];
    input.value = "";
    add(form.closest("[data-bukti]").dataset.bukti, files);
  }, true);

  window.addEventListener("online", hurry);
  window.addEventListener("focus", () => { if (timer) hurry(); });
  window.addEventListener("beforeunload", (event) => { if (queue.some((one) => one.state !== "tolak")) event.preventDefault(); });

  /* Looking at a PDF or a picture without leaving the form; the link itself leads to the same on a page of its own. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-lihat]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const dialog = make("dialog", "dialog dialog-pratinjau");
    const heading = make("h2", "", link.textContent.trim());
    heading.id = "pratinjau-judul";
    dialog.setAttribute("aria-labelledby", heading.id);
    const picture = link.dataset.jenis.startsWith("image/");
    const shown = make(picture ? "img" : "iframe", picture ? "pratinjau-gambar" : "pratinjau");
    shown.src = link.dataset.lihat;
    if (picture) shown.alt = `Isi bukti ${heading.textContent}`;
    else shown.title = `Isi bukti ${heading.textContent}`;
    const body = make("div", "pratinjau-isi");
    body.tabIndex = 0;
    body.append(shown);
    const row = make("div", "deret-tombol");
    const page = make("a", "tombol", "Buka halamannya");
    page.href = link.href;
    row.append(makeButton("tombol tombol-utama", "Tutup", () => dialog.close()), page);
    dialog.append(heading, body, row);
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  });
})();
