// One renderer a part type. Text reaches the page as text nodes only: record content is data.

import { chart } from "/web/chart.js";
import { WORDS, counted, fill } from "/web/words.js";

const SVG = "http://www.w3.org/2000/svg";
const LONGEST_MAILTO = 1900;

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in node && name !== "list" && name !== "role") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const [drawing, use] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "use")];
  drawing.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `/web/icons.svg#${name}`);
  drawing.append(use);
  return drawing;
}

// Markdown's inline subset: **bold**, *italic*, `code`; [1] leads to the first source.
export function inline(text) {
  const out = document.createDocumentFragment();
  const pattern = /\*\*(.+?)\*\*|`(.+?)`|\*(\S.*?)\*|\[(\d+)\]/gs;
  let last = 0;
  for (const found of text.matchAll(pattern)) {
    out.append(text.slice(last, found.index));
    last = found.index + found[0].length;
    if (found[4]) {
      out.append(mark(Number(found[4])));
      continue;
    }
    const tag = found[1] ? "strong" : found[2] ? "code" : "em";
    out.append(make(tag, {}, found[1] ?? found[2] ?? found[3]));
  }
  out.append(text.slice(last));
  return out;
}

function mark(number) {
  return make("button", { type: "button", className: "mark", onclick: (event) => {
    const source = event.currentTarget.closest("article").querySelectorAll(".sources details")[number - 1];
    if (!source) return;
    source.open = true;
    source.firstChild.focus();
  } }, `[${number}]`);
}

// Lines that begin with a dash become a list, the others stay paragraphs.
function text(part) {
  const box = make("div", { className: "text" });
  for (const block of part.text.split(/\n{2,}|\n(?=- )|(?<=^- .*)\n/m)) {
    if (!block.trim()) continue;
    if (!block.startsWith("- ")) box.append(make("p", {}, inline(block)));
    else if (box.lastChild?.tagName === "UL") box.lastChild.append(make("li", {}, inline(block.slice(2))));
    else box.append(make("ul", {}, make("li", {}, inline(block.slice(2)))));
  }
  return box;
}

const NUMERIC = /^[−+-]?[€$£]?[\d\s\u00a0\u202f.,]+(\s?([€$£%]|[kM]€))?$|^[−—=-]$/;
const DATE = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}/;

function numericColumns(part) {
  const filled = (i) => part.rows.map((row) => row[i]).filter((cell) => !/^[—-]?$/.test(cell));
  return part.columns.map((_, i) => filled(i).length > 0 && filled(i).every((cell) => NUMERIC.test(cell) && !DATE.test(cell)));
}

function table(part, { words, language, changing, file }) {
  const numeric = numericColumns(part);
  const kind = (value, i) => (numeric[i] ? "number" : DATE.test(value) ? "date" : value.length > 60 ? "long" : "");
  const head = part.columns.map((name, i) => make("th", { scope: "col", className: numeric[i] ? "number" : "" }, name));
  const row = (cells) => make("tr", { className: cells[0] === "Total" ? "total" : "" }, ...cells.map((value, i) =>
    i ? make("td", { className: kind(value, i) }, value) : make("th", { scope: "row", className: kind(value, i) }, value)));
  const grid = make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...part.rows.map(row)));
  const box = make("div", { className: `panel grid${changing ? " changing" : ""}` }, scrolling(grid, part.columns.join(", ")));
  const figure = (n) => n.toLocaleString(language);
  if (part.truncated) box.append(make("p", { className: "note" }, fill(words.rows, { shown: figure(part.rows.length), total: figure(part.total) })));
  if (part.csv) box.append(make("p", { className: "note" }, saving(part.csv, `${file ?? words.file}.csv`, words)));
  return box;
}

// Spreadsheets read UTF-8 where the file begins with its mark; cells are as the reader's country writes them.
function saving(csv, name, words) {
  return make("button", { type: "button", onclick: () => {
    const address = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } }, icon("save"), words.save);
}

// A region that can be scrolled can be reached by keyboard; one that need not scroll is no stop.
function scrolling(content, label) {
  const region = make("div", { className: "scroll" }, content);
  new ResizeObserver(() => {
    const needed = region.scrollWidth > region.clientWidth + 1 || region.scrollHeight > region.clientHeight + 1;
    if (!needed) for (const name of ["tabindex", "role", "aria-label"]) region.removeAttribute(name);
    else Object.entries({ tabindex: "0", role: "region", "aria-label": label }).forEach(([name, value]) => region.setAttribute(name, value));
  }).observe(region);
  return region;
}

function summary(part, { words, language }) {
  const box = make("div", { className: "panel summary" }, make("h3", {}, part.title));
  for (const kind of Object.keys(words.kinds)) {
    const items = part.items.filter((item) => item.kind === kind);
    if (!items.length) continue;
    const lines = items.map((item) => make("li", {}, inline(item.text), evidence(item, words, language)));
    box.append(make("section", { className: kind }, make("h4", {}, words.kinds[kind]), make("ul", {}, ...lines)));
  }
  return box;
}

function evidence(item, words, language) {
  if (!item.evidence.length) return null;
  const quotes = item.evidence.map((one) => make("blockquote", {}, make("p", {}, one.quote),
    make("cite", { title: one.id }, words.objects[one.object] ?? one.object)));
  return make("details", {}, make("summary", {}, counted(words.evidence, quotes.length, language)), ...quotes);
}

function email(part, { words, language }) {
  const said = make("span", { role: "status", className: "note" });
  const copied = async (done) => {
    try {
      await navigator.clipboard.writeText(part.body);
      said.textContent = done;
    } catch {
      said.textContent = words.cannotCopy;
    }
  };
  const copy = make("button", { type: "button", onclick: () => copied(words.copied) }, icon("copy"), words.copy);
  const head = `mailto:${part.to.map(encodeURIComponent).join(",")}?subject=${encodeURIComponent(part.subject)}`;
  const whole = `${head}&body=${encodeURIComponent(part.body.replaceAll("\n", "\r\n"))}`;
  const fits = whole.length <= LONGEST_MAILTO;
  const open = make("a", { href: fits ? whole : head, className: "button", onclick: () => fits || copied(words.pasted) }, icon("mail"), words.mail);
  const line = (label, value) => (value ? [make("dt", {}, label), make("dd", {}, value)] : []);
  return make("div", { className: "panel email" },
    make("dl", {}, ...line(words.to, part.to.join(", ")), ...line(words.cc, part.cc.join(", ")), ...line(words.subject, part.subject)),
    make("div", { className: "body", lang: part.language }, part.body),
    make("div", { className: "foot" }, copy, open, said, make("span", { className: "note end" }, words.draft)),
    part.sources.length ? sources({ items: part.sources }, { words, language }) : null);
}

// Citations are numbered as the text cites them; under a draft, a passage is shown once.
function sources(part, { words, language }) {
  const items = part.cited ? part.items : [...new Map(part.items.map((one) => [one.title + one.passage, one])).values()];
  const opened = (one, n) => make("li", {}, make("details", {}, make("summary", {}, `${n + 1}. ${one.title}`),
    make("blockquote", {}, make("p", {}, one.passage)),
    safe(one.url) ? make("p", {}, link(one.url, words.open)) : null));
  return make("div", { className: "sources" }, make("h3", {}, icon("book"), counted(words.sources, items.length, language)),
    make("ul", {}, ...items.map(opened)));
}

function safe(url) {
  return /^https?:\/\//.test(url ?? "");
}

function link(url, content) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content, icon("out"));
}

// A choice is made once: its buttons rest afterwards. Examples can be tried again.
function buttons(part, { press, old }) {
  const row = make("div", { className: "row" });
  row.append(...part.buttons.map((one) => make("button", { type: "button", className: one.style, disabled: Boolean(old) && one.payload.startsWith("/"), onclick: (event) => {
    if (!press(one) || !one.payload.startsWith("/")) return;
    for (const other of row.children) other.disabled = true;
    event.currentTarget.classList.add("chosen");
  } }, one.label)));
  return row;
}

function card(part, { words }) {
  const kind = words.objects[part.object] ?? part.object;
  const title = safe(part.url) ? link(part.url, part.title) : part.title;
  return make("div", { className: "panel record" }, make("p", { className: "kind" }, kind), make("h3", {}, title),
    make("dl", {}, ...part.fields.flatMap((field) => [make("dt", {}, field.label), make("dd", {}, field.value)])));
}

const RENDERERS = { text, table, chart, summary, email, sources, buttons, card };

// Put citations that follow each other into one `sources` part.
function gathered(parts) {
  const out = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.type !== "citation") out.push(part);
    else if (last?.type === "sources") last.items.push(part);
    else out.push({ type: "sources", cited: true, items: [part] });
  }
  return out;
}

// Return the nodes of an answer; `context` is {language, changing, press(button)}.
export function render(parts, context) {
  const words = WORDS[context.language];
  return gathered(parts).map((part) => (RENDERERS[part.type] ?? (() => null))(part, { ...context, words }));
}
