// The agents' console: lists live conversations, shows one, takes it, answers, passes it on, ends it.

import { inline, make } from "/web/parts.js";
import { fill } from "/web/words.js";
import { alert, wanted } from "/web/console/alerts.js";
import { Beside } from "/web/console/beside.js";
import { help, passOn, wrapUp } from "/web/console/dialogs.js";
import { Entry } from "/web/console/entry.js";
import { List, nameOf } from "/web/console/list.js";
import { WORDS } from "/web/console/words.js";

const $ = (id) => document.getElementById(id);
const EVERY = 4000, WAIT = 20, TYPED = 300;
const MARKS = /\s*\[\d+\]/g;
const API = "/api/v1/conversations";
const state = { language: "fr", all: [], open: null, shown: null, after: 0, etag: "", drafts: new Map(), suggestion: null, sending: null, known: null };
const entry = new Entry(/service|support/i, "/console");
const words = () => WORDS[state.language];
const page = {
  words, language: () => state.language, current: () => state.open, found: () => state.shown, open: (id) => open(id), again: (id) => { open(id); refresh(); },
  call: (path, body) => call(`${API}/${state.open}${path}`, { body }), fetch: (path, body) => call(path, { body }), tell, insert, say,
};
const list = new List($("rows"), $("list"), page);
const beside = new Beside($("tabs"), $("panel"), page);

function tell(line) {
  $("status").textContent = line;
}

function call(path, options = {}) {
  return entry.call(path, { ...options, failed: (problem) => {
    const collision = problem?.status === 409 && problem.agent;
    tell(!problem ? words().offline : collision ? fill(words().collision, { name: problem.agent.name }) : fill(words().failed, { why: problem.detail }));
    if (collision && state.open) setTimeout(() => open(state.open), 1500);
  } });
}

function speak(language) {
  state.language = language;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words()[node.dataset.label]);
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = words()[node.dataset.hint];
  const chosen = $("state").value;
  $("state").replaceChildren(...Object.entries(words().filters).map(([value, label]) => make("option", { value }, label)));
  $("state").value = chosen;
  $("language").textContent = words().switch;
  $("language").lang = language === "fr" ? "en" : "fr";
  $("language").setAttribute("aria-label", words().switchTo);
  draw();
  if (state.shown) show(state.shown);
}

async function refresh() {
  const query = new URLSearchParams([["state", $("state").value], ["text", $("find").value.trim()]].filter(([, value]) => value));
  const asked = `${API}${query.size ? `?${query}` : ""}`;
  const found = await call(asked, { headers: state.etag && state.asked === asked ? { "If-None-Match": state.etag } : {} });
  if (!found?.conversations) return;
  Object.assign(state, { etag: found.etag, asked, all: found.conversations });
  draw();
  if (!query.size) announce();
}

// What is new since the last look: a customer who began to wait, or wrote to me.
function announce() {
  const calling = new Set(state.all.filter((one) => one.state === "waiting" || (one.mine && one.unread)).map((one) => `${one.id} ${one.state === "waiting" ? "" : one.unread}`));
  const fresh = state.known ? [...calling].filter((one) => !state.known.has(one)).length : 0;
  state.known = calling;
  alert(fresh, fill(fresh === 1 ? words().news.one : words().news.other, { n: fresh }));
}

function draw() {
  const waiting = state.all.filter((one) => one.state === "waiting").length;
  const unread = state.all.filter((one) => one.mine && one.unread).length;
  $("counts").textContent = fill(words().counts, { waiting, all: state.all.length });
  document.title = `${waiting + unread ? `(${waiting + unread}) ` : ""}Console – Comptoir`;
  $("none").hidden = state.all.length > 0;
  $("none").textContent = $("state").value || $("find").value ? words().noneSo : words().none;
  list.show(state.all);
}

async function open(id) {
  keepDraft();
  Object.assign(state, { open: id, after: 0, suggestion: state.drafts.get(id)?.suggestion ?? null });
  tell("");
  $("log").replaceChildren();
  document.body.classList.toggle("reading", Boolean(id));
  draw();
  const found = await call(`${API}/${id}`);
  if (!found || state.open !== id) return;
  if (state.shown?.id !== id) beside.fresh();
  state.after = 0;
  $("log").replaceChildren();
  hear(found.transcript);
  show(found);
  $("text").value = state.drafts.get(id)?.text ?? "";
  fit();
  if (matchMedia("(pointer: fine)").matches && !$("form").hidden) $("text").focus();
  const row = state.all.find((one) => one.id === id);
  if (row) row.unread = 0;
  draw();
}

function keepDraft() {
  const text = $("text").value;
  if (!state.open) return;
  if (text.trim()) state.drafts.set(state.open, { text, suggestion: state.suggestion });
  else state.drafts.delete(state.open);
}

function hear(events) {
  for (const one of events) {
    if (one.n <= state.after) continue;
    state.after = one.n;
    const head = words().from[one.from] ? make("h3", {}, one.name ?? words().from[one.from]) : null;
    $("log").append(make("article", { className: one.from, lang: one.language }, head, inline(one.text.replace(MARKS, ""))));
  }
  $("log").scrollTop = $("log").scrollHeight;
}

// What an agent sees of the open conversation: who is in charge, and what helps to answer.
function show(found) {
  state.shown = found;
  $("choose").hidden = true;
  $("head").hidden = $("beside").hidden = $("log").hidden = false;
  $("name").textContent = nameOf(found, words());
  $("form").hidden = !found.mine;
  $("acts").replaceChildren(...acts(found));
  tell(standing(found));
  beside.show();
}

function standing(found) {
  const who = found.held_since && found.mine ? words().held : found.mine ? words().yours : found.agent ? fill(words().taken, { name: found.agent.name }) : "";
  const also = found.viewers?.length ? fill(words().looking, { names: found.viewers.join(", ") }) : "";
  return [who, also].filter(Boolean).join(" ");
}

function acts(found) {
  const button = (name, act, className = "") => make("button", { type: "button", "data-act": name, className, onclick: act }, words()[name]);
  if (!found.mine) return found.state === "taken" ? [] : [button("take", () => act("take"), "primary")];
  const pause = found.held_since ? "resume" : "hold";
  return [button(pause, () => act(pause)), button("pass", () => passOn(page)), ...(found.case ? [button("wrap", () => wrapUp(page))] : []), button("release", () => act("release"))];
}

async function act(verb) {
  if (await page.call(`/${verb}`, {})) await open(state.open);
  refresh();
}

function insert(text, suggestion = null) {
  if ($("form").hidden) return;
  const box = $("text");
  if (suggestion) { box.value = text; state.suggestion = suggestion; } else box.value = [box.value.trimEnd(), text].filter(Boolean).join(box.value.trim() ? "\n\n" : "");
  fit();
  box.focus();
}

function fit() {
  $("text").style.height = "auto";
  $("text").style.height = `${Math.min($("text").scrollHeight + 2, innerWidth < 992 ? 130 : 220)}px`;
}

// The same words sent again after a lost answer carry the same id.
async function say(text, suggestion = state.suggestion) {
  const words = text.trim(), id = state.open;
  if (!words || !id) return;
  if (state.sending?.words !== words || state.sending.to !== id) state.sending = { words, to: id, id: crypto.randomUUID() };
  const sent = await page.call("/reply", { text: words, id: state.sending.id, suggestion });
  if (!sent) return;
  state.sending = state.suggestion = null;
  state.drafts.delete(id);
  if (state.open === id) $("text").value = "";
  fit();
  $("text").focus();
}

// News of the open conversation, as they come; a customer's words bring new suggestions.
async function follow() {
  for (;;) {
    const id = state.open;
    const found = id && (await call(`${API}/${id}/events?after=${state.after}&wait=${WAIT}`));
    if (!found) await new Promise((done) => setTimeout(done, 700));
    else if (id === state.open && state.shown?.id === id) await heard(id, found);
  }
}

async function heard(id, found) {
  if (found.events.length) {
    hear(found.events);
    const again = await call(`${API}/${id}`);
    if (again && id === state.open) show(again);
  } else if (found.notes.length !== state.shown.notes.length || String(found.viewers) !== String(state.shown.viewers)) {
    Object.assign(state.shown, { notes: found.notes, viewers: found.viewers });
    tell(standing(state.shown));
    if (beside.tab === "notes" || !$("panel").contains(document.activeElement)) beside.show();
  }
}

const KEYS = {
  KeyJ: () => go(list.move(1)), KeyK: () => go(list.move(-1)), KeyU: () => go(list.reveal(0)), KeyF: () => $("find").focus(),
  KeyT: () => press("take"), KeyH: () => press("hold") || press("resume"), KeyP: () => press("pass"), KeyW: () => press("wrap"), KeyR: () => press("release"),
  KeyS: () => state.shown && beside.choose("articles"), KeyM: () => state.shown && beside.choose("macros"), KeyN: () => state.shown && beside.choose("notes"),
  Digit1: () => edit(1), Digit2: () => edit(2), Digit3: () => edit(3),
};

function go(id) {
  if (id) open(id);
}

function press(name) {
  const button = $("acts").querySelector(`[data-act="${name}"]`);
  button?.click();
  return Boolean(button);
}

function edit(n) {
  if (!state.shown) return;
  if (beside.tab !== "answer") beside.choose("answer", false);
  $("panel").querySelector(`[data-edit="${n}"]`)?.click();
}

function keyed(event) {
  const typing = event.target.closest?.("input, textarea, select, dialog");
  if (event.key === "?" && !typing && wanted("keys")) { event.preventDefault(); help(page); }
  if (!event.altKey || event.ctrlKey || event.metaKey || !KEYS[event.code] || $("dialog").open) return;
  event.preventDefault();
  KEYS[event.code]();
}

async function begin() {
  await entry.find();
  const kept = sessionStorage.getItem("agent");
  $("user").replaceChildren(...entry.users.map((one) => make("option", { value: one.username }, one.name)));
  if (entry.users.some((one) => one.username === kept)) $("user").value = kept;
  $("sign-out").hidden = !entry.signedIn;
  $("gate").hidden = entry.users.length > 0;
  $("desk").hidden = $("counts").hidden = !entry.users.length;
  document.querySelector(".who").hidden = $("help").hidden = !entry.users.length;
  if (!entry.users.length) return outside();
  become();
  setInterval(refresh, EVERY);
  follow();
}

function outside() {
  const language = entry.known?.language ?? (navigator.language.startsWith("en") ? "en" : "fr");
  speak(language);
  $("gate").replaceChildren(entry.gate(words(), language));
}

function become() {
  const me = entry.become($("user").value);
  sessionStorage.setItem("agent", me.username);
  $("badge").textContent = me.name.split(" ").map((word) => word[0]).join("").slice(0, 2);
  $("manager").hidden = !/manager|admin/i.test(me.profile);
  Object.assign(state, { etag: "", known: null });
  speak(me.language);
  refresh();
  if (state.open) open(state.open);
}

let typed = 0;
$("form").addEventListener("submit", (event) => { event.preventDefault(); say($("text").value); });
$("text").addEventListener("input", () => { fit(); if (!$("text").value.trim()) state.suggestion = null; });
$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say($("text").value);
});
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("state").addEventListener("change", refresh);
$("find").addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(refresh, TYPED); });
$("back").addEventListener("click", () => { document.body.classList.remove("reading"); $("list").querySelector('[aria-current="true"]')?.focus(); });
$("help").addEventListener("click", () => help(page));
$("sign-out").addEventListener("click", () => fetch("/oauth/sign-out", { method: "POST" }).finally(() => location.reload()));
$("language").addEventListener("click", () => { const other = state.language === "fr" ? "en" : "fr"; if (entry.users.length) speak(other); else { speak(other); $("gate").replaceChildren(entry.gate(words(), other)); } });
$("user").addEventListener("change", become);
addEventListener("keydown", keyed);
begin();
