// One renderer a part type. Text reaches the page as text nodes only: record content is data.

import { WORDS } from "/web/words.js";

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in node && name !== "list" && name !== "role") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// Markdown's inline subset: **bold**, *italic*, `code`, [n] citations; line breaks are kept.
export function inline(text) {
  const out = document.createDocumentFragment();
  const pattern = /\*\*(.+?)\*\*|`(.+?)`|\*(\S.*?)\*/gs;
  let last = 0;
  for (const found of text.matchAll(pattern)) {
    out.append(text.slice(last, found.index));
    const tag = found[1] ? "strong" : found[2] ? "code" : "em";
    out.append(make(tag, {}, found[1] ?? found[2] ?? found[3]));
    last = found.index + found[0].length;
  }
  out.append(text.slice(last));
  return out;
}

function text(part) {
  return make("p", { className: "text" }, inline(part.text));
}

const NUMERIC = /^[−+-]?[€$£]?[\d\s\u00a0\u202f.,]+(\s?[€$£%])?$|^[—=]$/;

function table(part, { words, language }) {
  const numeric = part.columns.map((_, i) => part.rows.length > 0 && part.rows.every((row) => NUMERIC.test(row[i])));
  const cell = (tag, value, i) => make(tag, { className: numeric[i] ? "number" : "", ...(tag === "th" ? { scope: "col" } : {}) }, value);
  const grid = make("table", {},
    make("thead", {}, make("tr", {}, ...part.columns.map((name, i) => cell("th", name, i)))),
    make("tbody", {}, ...part.rows.map((row) => make("tr", {}, ...row.map((value, i) => cell("td", value, i))))));
  const scroll = make("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": part.columns.join(", ") }, grid);
  if (!part.truncated) return scroll;
  const figure = (n) => n.toLocaleString(language);
  return make("div", {}, scroll, make("p", { className: "note" }, `${figure(part.rows.length)} ${words.more} ${figure(part.total)}`));
}

function chart(part) {
  const box = make("div", { className: "chart", role: "img", "aria-label": part.alt });
  draw(box, part.spec);
  return make("figure", {}, make("figcaption", {}, part.title), box, make("p", { className: "hidden" }, part.alt));
}

async function draw(box, spec) {
  const { echarts } = await import("/web/echarts/index.js");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const plot = echarts.init(box, dark ? "dark" : null, { renderer: "svg" });
  plot.setOption({ backgroundColor: "transparent", animation: false, grid: { containLabel: true, left: 8, right: 8, bottom: 8 }, ...spec });
  new ResizeObserver(() => plot.resize()).observe(box);
}

function summary(part, { words }) {
  const box = make("div", { className: "card" }, make("h3", {}, part.title));
  for (const kind of Object.keys(words.kinds)) {
    const items = part.items.filter((item) => item.kind === kind);
    if (!items.length) continue;
    box.append(make("h4", {}, words.kinds[kind]), make("ul", {}, ...items.map((item) => make("li", {}, inline(item.text), evidence(item, words)))));
  }
  return box;
}

function evidence(item, words) {
  if (!item.evidence.length) return null;
  const quotes = item.evidence.map((one) => make("blockquote", {}, one.quote, make("cite", {}, `${one.object} ${one.id}`)));
  return make("details", {}, make("summary", {}, `${words.evidence} (${quotes.length})`), ...quotes);
}

function email(part, { words }) {
  const copied = make("span", { role: "status" });
  const copy = make("button", { type: "button", onclick: async () => {
    await navigator.clipboard.writeText(`${part.subject}\n\n${part.body}`);
    copied.textContent = words.copied;
  } }, words.copy);
  const address = `mailto:${part.to.map(encodeURIComponent).join(",")}?subject=${encodeURIComponent(part.subject)}&body=${encodeURIComponent(part.body)}`;
  const line = (label, value) => (value ? [make("dt", {}, label), make("dd", {}, value)] : []);
  return make("div", { className: "card email", lang: part.language },
    make("dl", {}, ...line(words.to, part.to.join(", ")), ...line(words.cc, part.cc.join(", ")), ...line(words.subject, part.subject)),
    make("div", { className: "body" }, part.body),
    make("div", { className: "row" }, copy, make("a", { href: address, className: "button" }, words.mail), copied));
}

function citation(part, { words }) {
  const title = safe(part.url) ? make("a", { href: part.url, target: "_blank", rel: "noopener" }, part.title) : part.title;
  return make("details", { className: "citation" }, make("summary", {}, `${words.sources} : ${part.title}`),
    make("p", { className: "body" }, part.passage), make("p", { className: "note" }, title));
}

function safe(url) {
  return /^(https?:\/\/|\/)/.test(url ?? "");
}

function buttons(part, { press }) {
  return make("div", { className: "row" }, ...part.buttons.map((one) =>
    make("button", { type: "button", className: one.style, onclick: () => press(one) }, one.label)));
}

function card(part) {
  const title = safe(part.url) ? make("a", { href: part.url, target: "_blank", rel: "noopener" }, part.title) : part.title;
  return make("div", { className: "card" }, make("h3", {}, title),
    make("dl", {}, ...part.fields.flatMap((field) => [make("dt", {}, field.label), make("dd", {}, field.value)])));
}

const RENDERERS = { text, table, chart, summary, email, citation, buttons, card };

export function render(part, context) {
  const words = WORDS[context.language];
  return (RENDERERS[part.type] ?? (() => null))(part, { ...context, words });
}
