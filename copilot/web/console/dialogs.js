// What is asked in a window of its own: whom to pass on to, how it ended, help and preferences.

import { make } from "/web/parts.js";
import { counted, fill } from "/web/words.js";
import { prefer, wanted } from "/web/console/alerts.js";

let box = null, before = null;

function open(title, ...nodes) {
  box ??= document.getElementById("dialog");
  if (!box.open) before = document.activeElement;
  box.replaceChildren(make("h2", { id: "dialog-title" }, title), ...nodes);
  if (!box.open) box.showModal();
  // What opened it may have been drawn anew meanwhile.
  box.onclose = () => { (before?.isConnected ? before : document.getElementById("reading")).focus(); };
  box.querySelector("select, input, textarea, button")?.focus();
}

export function close() {
  box?.close();
}

function field(label, input, id) {
  input.id = id;
  return make("div", { className: "field" }, make("label", { for: id }, label), input);
}

function form(submit, ...nodes) {
  return make("form", { onsubmit: (event) => { event.preventDefault(); submit(); } }, ...nodes);
}

function feet(words, ...nodes) {
  return make("div", { className: "row" }, ...nodes, make("button", { type: "button", className: "quiet", onclick: close }, words.cancel));
}

export async function passOn(page) {
  const words = page.words(), told = await page.call("/destinations");
  if (!told) return;
  const line = (one) => [one.name, one.kind === "queue" ? words.queue : counted(words.busy, one.conversations, page.language()), one.speaks ? "" : words.other, (one.skills ?? []).join(", ")].filter(Boolean).join(" · ");
  const to = make("select", {}, ...told.destinations.map((one) => make("option", { value: one.id }, line(one))));
  const submit = async () => {
    const id = page.found().id;
    if (await page.call("/transfer", { to: to.value })) { close(); page.again(id); } else close();
  };
  open(words.passTitle, form(submit, field(words.passTo, to, "pass-to"), feet(words, make("button", { type: "submit", className: "primary" }, words.confirmPass))));
}

export async function wrapUp(page) {
  const words = page.words(), found = page.found();
  const told = await page.call("/wrap-up");
  if (!told) return;
  if (!told.case) return page.tell(words.noCase);
  const kept = { summary: found.summary ?? "", reason: "", resolution: "", close: true };
  write(page, told, kept);
}

// First what the agent writes, then the exact change; nothing is written before that is confirmed.
function write(page, told, kept) {
  const words = page.words();
  const summary = make("textarea", { rows: 3, maxLength: 2000, value: kept.summary });
  const resolution = make("textarea", { rows: 3, maxLength: 4000, value: kept.resolution });
  const reason = make("select", {}, make("option", { value: "" }, words.wrapNoReason), ...told.reasons.map((one) => make("option", { value: one.value }, one.label)));
  reason.value = kept.reason;
  const closes = make("input", { type: "checkbox", checked: kept.close, id: "wrap-close" });
  const submit = async () => {
    const said = { summary: summary.value, reason: reason.value, resolution: resolution.value, close: closes.checked };
    const shown = await page.call("/wrap-up", { ...said, reason: said.reason || null });
    if (shown) confirm(page, told, said, shown.proposal);
  };
  open(words.wrapTitle, form(submit, field(words.wrapResolution, resolution, "wrap-resolution"), field(words.wrapReason, reason, "wrap-reason"), field(words.wrapSummary, summary, "wrap-summary"),
    make("div", { className: "check" }, closes, make("label", { for: "wrap-close" }, fill(words.wrapClose, { number: told.case }))), feet(words, make("button", { type: "submit", className: "primary" }, words.preview))));
}

function confirm(page, told, said, proposal) {
  const words = page.words();
  const head = make("tr", {}, ...[words.field, words.before, words.after].map((name) => make("th", { scope: "col" }, name)));
  const rows = proposal.changes.map((one) => make("tr", {}, make("th", { scope: "row" }, one.label), make("td", {}, one.old ?? "—"), make("td", {}, one.new ?? "—")));
  const submit = async () => {
    const id = page.found().id;
    const done = await page.fetch(`/api/v1/proposals/${proposal.id}/confirm`, {});
    if (!done || done.refused) { close(); return page.tell(done ? saying(done) || words.notWritten : words.notWritten); }
    await page.call("/release", {});
    close();
    page.again(id);
  };
  open(words.wrapTitle, make("p", {}, fill(words.willChange, { number: told.case })), make("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": words.wrapTitle }, make("table", { className: "changing" }, make("thead", {}, head), make("tbody", {}, ...rows))),
    form(submit, feet(words, make("button", { type: "submit", className: "primary" }, words.wrapWrite), make("button", { type: "button", onclick: () => write(page, told, said) }, words.correct))));
}

function saying(reply) {
  return reply.parts.filter((part) => part.type === "text").map((part) => part.text).join(" ");
}

export function help(page) {
  const words = page.words();
  const said = make("p", { role: "status", className: "note" });
  const choice = (name, label) => {
    const input = make("input", { type: "checkbox", id: `prefer-${name}`, checked: wanted(name), onchange: async () => {
      input.checked = await prefer(name, input.checked);
      said.textContent = name === "notify" && !input.checked && globalThis.Notification?.permission === "denied" ? words.denied : "";
    } });
    return make("div", { className: "check" }, input, make("label", { for: `prefer-${name}` }, label));
  };
  const keys = words.shortcuts.flatMap(([key, line]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, line)]);
  open(words.help, make("h3", {}, words.preferences), choice("sound", words.sound), choice("notify", words.notify), choice("keys", words.keysOn), said,
    make("h3", {}, words.shortcutsTitle), make("dl", { className: "keys" }, ...keys), make("div", { className: "row" }, make("button", { type: "button", onclick: close }, words.close)));
}
