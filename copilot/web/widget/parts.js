// How the parts of an answer look: text nodes only, never markup.
function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

// What is kept between pages; where storage is forbidden, between clicks.
class Shelf {
  constructor() { this.memory = {}; }
  get(key) {
    try { return JSON.parse(localStorage.getItem(`comptoir.${key}`)) ?? this.memory[key] ?? null; } catch { return this.memory[key] ?? null; }
  }
  set(key, value) {
    this.memory[key] = value;
    try { localStorage.setItem(`comptoir.${key}`, JSON.stringify(value)); } catch { /* kept in memory */ }
  }
}

// Markdown's inline subset; lines that begin with a dash become a list.
function inline(text) {
  const out = [];
  let last = 0;
  for (const found of text.matchAll(/\*\*(.+?)\*\*|`(.+?)`|\*(\S.*?)\*/gs)) {
    out.push(text.slice(last, found.index), make(found[1] ? "strong" : found[2] ? "code" : "em", {}, found[1] ?? found[2] ?? found[3]));
    last = found.index + found[0].length;
  }
  return [...out, text.slice(last)];
}
function prose(text) {
  const nodes = [];
  for (const block of text.split(/\n{2,}|\n(?=- )|(?<=^- .*)\n/m)) {
    if (!block.trim()) continue;
    if (!block.startsWith("- ")) nodes.push(make("p", {}, inline(block)));
    else if (nodes.at(-1)?.tagName === "UL") nodes.at(-1).append(make("li", {}, inline(block.slice(2))));
    else nodes.push(make("ul", {}, make("li", {}, inline(block.slice(2)))));
  }
  return nodes;
}
const safe = (url) => /^https?:\/\//.test(url ?? "");

const PARTS = {
  text: (part) => prose(part.text),
  summary: (part) => [make("p", {}, make("strong", {}, part.title)), make("ul", {}, part.items.map((one) => make("li", {}, inline(one.text))))],
  chart: (part) => [make("p", {}, make("strong", {}, part.title)), make("p", {}, part.alt)],
  email: (part) => [make("p", {}, make("strong", {}, part.subject)), make("p", {}, part.body)],
  table: (part, words) => {
    const row = (cells) => make("tr", {}, cells.map((cell, i) => make(i ? "td" : "th", i ? {} : { scope: "row" }, cell)));
    const head = make("thead", {}, make("tr", {}, part.columns.map((name) => make("th", { scope: "col" }, name))));
    const box = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": part.columns.join(", ") }, make("table", {}, head, make("tbody", {}, part.rows.map(row))));
    return [box, part.truncated ? make("p", { class: "note" }, fill(words.rows, { shown: part.rows.length, total: part.total })) : null];
  },
  card: (part) => [make("div", { class: "card" }, make("h4", {}, part.title), make("dl", {}, part.fields.flatMap((one) => [make("dt", {}, one.label), make("dd", {}, one.value)])))],
  citation: (part, words, widget, n) => [make("details", {}, make("summary", {}, `${words.source} ${n}${words.colon} ${part.title}`), make("p", {}, part.passage),
    safe(part.url) ? make("p", {}, make("a", { href: part.url, target: "_blank", rel: "noopener noreferrer" }, words.more)) : null)],
  buttons: (part, words, widget) => {
    const row = make("div", { class: "row" });
    row.append(...part.buttons.map((one) => make("button", { type: "button", class: one.style, onclick: () => {
      if (one.payload.startsWith("/")) for (const other of row.children) other.disabled = true;
      widget.send(one.payload, one.label);
      widget.rest();
    } }, one.label)));
    return [row];
  },
};
