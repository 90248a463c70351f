// The agents' console: lists live conversations, shows one, takes it, answers, passes it on, ends it.

import { inline, make } from "/web/parts.js";
import { fill } from "/web/words.js";
import { attached, stand } from "/web/console/attached.js";
import { alert } from "/web/console/alerts.js";
import { Beside } from "/web/console/beside.js";
import { help, passOn, wrapUp } from "/web/console/dialogs.js";
import { Entry, leave } from "/web/console/entry.js";
import { listen } from "/web/console/keys.js";
import { List, nameOf } from "/web/console/list.js";
import { WORDS } from "/web/console/words.js";

const $ = (id) => document.getElementById(id);
const EVERY = 4000, WAIT = 20, TYPED = 300, SOON = 700, LATER = 3000;
const MARKS = /\s*\[\d+\]/g;
const API = "/api/v1/conversations";
const state = { language: "fr", all: [], open: null, shown: null, after: 0, etag: "", drafts: new Map(), suggestion: null, sending: null, known: null, looks: 0, looked: 0, settling: null };
const entry = new Entry(/service|support/i, "/console");
const words = () => WORDS[state.language];
const page = {
  words, language: () => state.language, current: () => state.open, found: () => state.shown, open: (id) => settled(open(id)), again: () => { refresh(); return settled(again()); },
  call: (path, body) => call(`${API}/${state.open}${path}`, { body }), fetch: (path, body) => call(path, { body }), tell, insert, say,
  file: (path) => entry.file(`${API}/${state.open}${path}`, () => tell(words().offline)),
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
    if (collision && state.open) setTimeout(again, 1500);
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

// What is under way: a key pressed meanwhile waits for it, so that it meets the page it was meant for.
function settled(work) {
  state.settling = work;
  return work;
}

async function open(id) {
  if (id !== state.open) leaveFor(id);
  const found = await look(id);
  if (!found) return;
  const fresh = state.shown?.id !== id;
  if (fresh) beside.fresh();
  hear(found.transcript);
  show(found);
  if (fresh) {
    $("text").value = state.drafts.get(id)?.text ?? "";
    fit();
  }
  rest();
  const row = state.all.find((one) => one.id === id);
  if (row) row.unread = 0;
  draw();
}

// Nothing of the conversation that is left can be answered or pressed while the next one comes.
function leaveFor(id) {
  keepDraft();
  Object.assign(state, { open: id, after: 0, shown: null, suggestion: state.drafts.get(id)?.suggestion ?? null });
  tell("");
  $("text").value = "";
  $("form").hidden = true;
  for (const part of ["log", "acts", "tabs", "panel"]) $(part).replaceChildren();
  document.body.classList.toggle("reading", Boolean(id));
  draw();
}

// A conversation as it stands; of two looks at once the one asked for last counts, whichever comes last.
async function look(id) {
  const asked = ++state.looks;
  const found = await call(`${API}/${id}`);
  if (!found || state.open !== id || asked < state.looked) return null;
  state.looked = asked;
  return found;
}

async function again() {
  const id = state.open, found = id && (await look(id));
  if (!found) return;
  hear(found.transcript);
  show(found);
  rest();
}

// The focus goes to where one answers, unless the agent already writes somewhere.
function rest() {
  const busy = $("dialog").open || document.activeElement?.matches("input, textarea, select");
  if (!busy && !$("form").hidden && matchMedia("(pointer: fine)").matches) $("text").focus();
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
    $("log").append(make("article", { className: one.from, lang: one.language }, head, inline(one.text.replace(MARKS, "")), ...attached(one.parts, page)));
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
  drawActs(found);
  stand($("log"), found.files, page);
  tell(standing(found));
  beside.show();
}

function drawActs(found) {
  const held = $("acts").contains(document.activeElement) ? document.activeElement.dataset.act : null;
  $("acts").replaceChildren(...acts(found));
  if (held) ($("acts").querySelector(`[data-act="${held}"]`) ?? $("reading")).focus();
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
  await settled(page.call(`/${verb}`, {}).then((done) => done && again()));
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
    await state.settling;
    const id = state.open, missed = id && state.shown?.id !== id;
    const found = id && !missed && (await call(`${API}/${id}/events?after=${state.after}&wait=${WAIT}`));
    if (found && id === state.open && state.shown?.id === id) await heard(id, found);
    else if (!found) await new Promise((done) => setTimeout(done, missed ? LATER : SOON));
    if (missed && id === state.open) await settled(open(id));
  }
}

async function heard(id, found) {
  if (found.events.length) {
    hear(found.events);
    const now = await look(id);
    if (now) show(now);
  } else if (found.notes.length !== state.shown.notes.length || String(found.viewers) !== String(state.shown.viewers)) {
    Object.assign(state.shown, { notes: found.notes, viewers: found.viewers });
    tell(standing(state.shown));
    beside.show();
  }
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
  state.open = new URLSearchParams(location.search).get("conversation");
  document.body.classList.toggle("reading", Boolean(state.open));
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
  if (state.open) settled(open(state.open));
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
$("sign-out").addEventListener("click", leave);
$("language").addEventListener("click", () => { const other = state.language === "fr" ? "en" : "fr"; if (entry.users.length) speak(other); else { speak(other); $("gate").replaceChildren(entry.gate(words(), other)); } });
$("user").addEventListener("change", become);
listen({ list, beside, page, settled: () => state.settling });
begin();
