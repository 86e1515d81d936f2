/* The clipboard of the grid: a block of cells from and to a spreadsheet, and what of it finds a place. Pure. */
window.Kisi = window.Kisi || {};
(() => {
  "use strict";
  const MOST = 5000;

  /* Text of one cell as a person sees it: <br> and paragraphs break lines, everything else is one blank. */
  function readCell(cell) {
    let text = "";
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) text += node.data.replace(/[\s\u00a0]+/g, " ");
      else if (node.nodeName === "BR") text += "\n";
      else if (!["STYLE", "SCRIPT"].includes(node.nodeName)) {
        if (node.nodeName === "P" && text.trim()) text += "\n";
        node.childNodes.forEach(walk);
      }
    };
    walk(cell);
    return text.split("\n").map((line) => line.trim()).join("\n").trim();
  }

  /* Rows of text; a cell that another one is merged over is {over: its text}. Null where there is no table. */
  function readHtml(html) {
    const table = html && new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return null;
    const rows = [];
    [...table.rows].slice(0, MOST).forEach((tr, y) => {
      rows[y] ||= [];
      let x = 0;
      for (const cell of tr.cells) {
        while (rows[y][x] !== undefined) x += 1;
        const wide = Math.min(Math.max(cell.colSpan, 1), 200);
        const high = Math.min(Math.max(cell.rowSpan, 1), table.rows.length - y, MOST);
        const text = readCell(cell);
        for (let dy = 0; dy < high; dy += 1) {
          rows[y + dy] ||= [];
          for (let dx = 0; dx < wide; dx += 1) rows[y + dy][x + dx] = dx || dy ? { over: text } : text;
        }
        x += wide;
      }
    });
    return rows.map((row) => Array.from(row, (text) => text ?? ""));
  }

  /* Tabs and line ends separate; a cell in quotes may hold both, and quotes twice. */
  function readTsv(text) {
    const rows = [[]];
    let i = 0;
    while (i < text.length) {
      let cell = "";
      if (text[i] === '"' && /^"(?:[^"]|"")*"(?=[\t\r\n]|$)/.test(text.slice(i))) {
        const [quoted] = text.slice(i).match(/^"(?:[^"]|"")*"/);
        cell = quoted.slice(1, -1).replaceAll('""', '"').replace(/\r\n?/g, "\n");
        i += quoted.length;
      } else {
        const [plain] = text.slice(i).match(/^[^\t\r\n]*/);
        cell = plain;
        i += plain.length;
      }
      rows.at(-1).push(cell.replace(/\u00a0/g, " ").trim());
      if (text[i] === "\t") {
        i += 1;
        if (i >= text.length || /[\r\n]/.test(text[i])) rows.at(-1).push("");
      }
      const end = text.slice(i, i + 2).match(/^(\r\n|\r|\n)/);
      if (end) {
        i += end[0].length;
        if (i < text.length) rows.push([]);
      }
    }
    return rows.slice(0, MOST);
  }

  const quote = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");

  /* {rows, merged: how many cells lie under others}. Text in one row and column is one cell. */
  function read(data) {
    const rows = readHtml(data.getData("text/html")) || readTsv(data.getData("text/plain"));
    return { rows, merged: rows.flat().filter((text) => text.over !== undefined).length };
  }

  function write(data, rows) {
    data.setData("text/plain", rows.map((row) => row.map(quote).join("\t")).join("\r\n"));
    const html = rows.map((row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`);
    data.setData("text/html", `<table>${html.join("")}</table>`);
  }

  /* Where a block goes: what is written, what lies beyond the table, what meets no cell there, and what would land in
     cells that are `aside`, which nobody sees to the right of the others. `fill` gives merged cells the text of the one
     above them; else they are left as they are. */
  function place(rows, find, fill, aside) {
    const result = { written: [], beyond: [], homeless: [], aside: [] };
    rows.forEach((row, y) => row.forEach((raw, x) => {
      if (raw.over !== undefined && !fill) return;
      const text = raw.over ?? raw;
      const cell = find(y, x);
      if (cell && aside(cell)) { if (text) result.aside.push({ cell, text }); }
      else if (cell) result.written.push({ cell, text });
      else if (text) (cell === null ? result.homeless : result.beyond).push({ y, x, text });
    }));
    return result;
  }

  window.Kisi.papan = { read, write, place };
})();
