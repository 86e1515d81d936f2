// What the browser tests ask of a page besides axe. Evaluated beside axe-core, as `mata`; nothing of it is served.
window.mata = (() => {
  const huruf = (teks) => teks.toLowerCase().replace(/[^a-z0-9]/g, "");
  const tulis = (hasil) => hasil.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`);

  // Every rule of axe but that of contrast, which costs twice as much as all others together.
  const periksa = async () =>
    tulis(await axe.run({ rules: { "color-contrast": { enabled: false } }, resultTypes: ["violations"] }));

  // How far the page is wider than its window; frames whose table is wider than they are, and what of a card a phone
  // would show under a wrong name or none: the label of a cell is the head of its column, and roles keep a table that
  // CSS lays out otherwise a table.
  const ukur = () => {
    const melebar = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const salah = melebar > 0 ? [`scrolls sideways by ${melebar} px`] : [];
    for (const bingkai of document.querySelectorAll(".bingkai-tabel"))
      if (bingkai.scrollWidth > bingkai.clientWidth)
        salah.push(`table scrolls sideways: ${bingkai.getAttribute("aria-label")}`);
    for (const tabel of document.querySelectorAll("table.tabel")) {
      const nama = tabel.parentElement.getAttribute("aria-label");
      if (!tabel.matches(".tabel-kartu")) salah.push(`no tabel-kartu: ${nama}`);
      if (tabel.querySelector(":is(thead, tbody, tfoot, tr, th, td):not([role])")) salah.push(`no role: ${nama}`);
      const kepala = [...tabel.querySelectorAll("thead th")].map((th) => huruf(th.textContent));
      for (const tr of tabel.querySelectorAll("tbody tr, tfoot tr"))
        [...tr.children].forEach((sel, i) => {
          if (sel.tagName === "TD" && sel.colSpan === 1 && !huruf(sel.dataset.label || "").startsWith(kepala[i]))
            salah.push(`wrong label: ${nama}, ${sel.dataset.label} under ${kepala[i]}`);
        });
    }
    return salah;
  };

  // What contrast is made of: how a text is painted, and on what, down to the first ground that hides all below it.
  let dasar = new Map();
  const lihatDasar = (unsur) => {
    if (!unsur) return "";
    if (!dasar.has(unsur)) {
      const gaya = getComputedStyle(unsur);
      const { backgroundColor: latar, backgroundImage: gambar, opacity: pudar, position: letak, filter: saring } = gaya;
      const polos = pudar === "1" && /static|relative/.test(letak) && gambar === "none" && saring === "none";
      const tembus = latar.startsWith("rgba(") || latar.includes("/");
      const bawah = tembus ? lihatDasar(unsur.parentElement) : "";
      const sendiri = [polos ? "" : `${pudar} ${letak} ${gambar} ${saring}`, latar.endsWith(", 0)") ? "" : latar];
      dasar.set(unsur, [...sendiri, bawah].filter(Boolean).join(" "));
    }
    return dasar.get(unsur);
  };
  const MASUKAN = "input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";
  const bertulisan = (unsur) =>
    unsur.matches(MASUKAN) || [...unsur.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  const tampak = (unsur) => {
    const { right, bottom } = unsur.getBoundingClientRect();
    return right > 0 && bottom > 0 && unsur.checkVisibility({ visibilityProperty: true });
  };
  let corak = new Map();

  // The looks of text on this page, as the window and the scheme are now. WCAG asks less of large text, and bold counts.
  const lihat = () => {
    dasar = new Map();
    corak = new Map();
    for (const unsur of document.body.querySelectorAll("*")) {
      if (!bertulisan(unsur) || !tampak(unsur)) continue;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(unsur);
      const px = parseFloat(fontSize);
      const besar = px >= 24 || (px >= 18.66 && fontWeight >= 700) ? "large" : "";
      const nama = [color, besar, textShadow, lihatDasar(unsur)].join(" | ");
      corak.set(nama, [...(corak.get(nama) || []), unsur]);
    }
    return [...corak.keys()];
  };

  // Contrast of the texts of these looks: what is wrong, and the looks that axe saw and found right.
  const tatap = async (nama) => {
    const asal = new Map(nama.flatMap((satu) => corak.get(satu).map((unsur) => [unsur, satu])));
    const hasil = await axe.run(
      { include: [...asal.keys()].map((unsur) => [unsur]) },
      { runOnly: ["color-contrast"], resultTypes: ["violations", "passes"], elementRef: true },
    );
    const benar = hasil.passes.flatMap((satu) => satu.nodes.map((simpul) => asal.get(simpul.element)));
    return { galat: tulis(hasil), benar: [...new Set(benar.filter(Boolean))] };
  };
  return { periksa, ukur, lihat, tatap };
})();
