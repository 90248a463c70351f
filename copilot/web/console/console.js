// The agents' console: lists live conversations, shows one, takes it, answers, gives it back.

import { inline, make } from "/web/parts.js";
import { WORDS, fill } from "/web/console/words.js";

const $ = (id) => document.getElementById(id);
const EVERY = 4000, WAIT = 20;
const MARKS = /\s*\[\d+\]/g;
const state = { language: "fr", users: [], list: [], open: null, shown: null, after: 0 };
const words = () => WORDS[state.language];
const me = () => state.users.find((one) => one.username === $("user").value);

async function call(path, body) {
  const headers = { "Content-Type": "application/json", "X-Demo-User": $("user").value };
  const response = await fetch(`/api/v1/conversations${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000) }).catch(() => null);
  const told = await response?.json().catch(() => ({}));
  if (!response?.ok) $("status").textContent = response ? fill(words().failed, { why: told.detail ?? response.status }) : words().offline;
  return response?.ok ? told : null;
}

function speak(language) {
  state.language = language;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words()[node.dataset.label]);
  $("language").textContent = words().switch;
  $("language").lang = language === "fr" ? "en" : "fr";
  $("language").setAttribute("aria-label", words().switchTo);
  list();
  if (state.shown) show(state.shown);
}

async function refresh() {
  const found = await call("");
  if (!found) return;
  state.list = found.conversations;
  list();
}

function nameOf(one) {
  const number = one.case ? ` ${one.case.number}` : "";
  return `${words()[one.kind === "customer" ? "customer" : "visitor"]}${number} · ${one.language.toUpperCase()}`;
}

function list() {
  const waiting = state.list.filter((one) => one.state === "waiting").length;
  $("counts").textContent = fill(words().counts, { waiting, all: state.list.length });
  document.title = `${waiting ? `(${waiting}) ` : ""}Console – Comptoir`;
  $("none").hidden = state.list.length > 0;
  const focused = document.activeElement?.dataset?.id;
  $("list").replaceChildren(...state.list.map((one) => {
    const wait = one.waiting_seconds === null ? "" : ` ${fill(words().minutes, { n: Math.ceil(one.waiting_seconds / 60) })}`;
    const who = one.agent ? one.agent.name : words().states[one.state] + wait;
    return make("li", {}, make("button", { type: "button", "data-id": one.id, "aria-current": String(one.id === state.open), onclick: () => open(one.id) },
      make("span", {}, nameOf(one)), make("span", { className: `state ${one.state}` }, who), make("span", { className: "said" }, one.last?.text ?? "")));
  }));
  if (focused) document.querySelector(`[data-id="${focused}"]`)?.focus();
}

async function open(id) {
  state.open = id;
  state.after = 0;
  $("status").textContent = "";
  $("log").replaceChildren();
  list();
  const found = await call(`/${id}`);
  if (!found || state.open !== id) return;
  state.after = 0;
  $("log").replaceChildren();
  hear(found.transcript);
  show(found);
  if (matchMedia("(pointer: fine)").matches && !$("form").hidden) $("text").focus();
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
  const mine = found.agent && me()?.name === found.agent.name;
  $("head").hidden = $("beside").hidden = false;
  $("name").textContent = nameOf(found);
  $("form").hidden = !mine;
  const take = make("button", { type: "button", className: "primary", onclick: () => act("take") }, words().take);
  const release = make("button", { type: "button", onclick: () => act("release") }, words().release);
  $("acts").replaceChildren(...(mine ? [release] : found.state === "taken" ? [] : [take]));
  $("status").textContent = mine ? words().yours : found.agent ? fill(words().taken, { name: found.agent.name }) : "";
  beside(found, mine);
}

function section(title, ...nodes) {
  return make("section", {}, make("h3", {}, title), ...nodes);
}

function beside(found, mine) {
  const replies = found.suggestions.map((one) => make("div", { className: "reply", lang: found.language }, make("p", {}, inline(one.text)),
    one.sources.length ? make("p", { className: "note", lang: state.language }, fill(words().sources, { titles: one.sources.map((source) => source.title).join(", ") })) : null,
    make("p", { className: "note", lang: state.language }, fill(words().sure, { n: Math.round(one.confidence * 100) })),
    make("div", { className: "row", lang: state.language }, make("button", { type: "button", className: "primary", disabled: !mine, onclick: () => say(one.text) }, words().use),
      make("button", { type: "button", disabled: !mine, onclick: () => { $("text").value = one.text; $("text").focus(); } }, words().edit))));
  const facts = make("ul", {}, make("li", {}, `${words().feeling}${words().colon} `, make("span", { className: found.sentiment }, words().feelings[found.sentiment])), found.reason ? make("li", {}, `${words().reason}${words().colon} ${found.reason}`) : null);
  const routing = (found.routing?.reasons ?? []).map((reason) => {
    const [kind, value] = reason.split(":");
    return make("li", {}, fill(words().reasons[kind] ?? reason, { v: value }));
  });
  $("beside").replaceChildren(section(words().summary, make("p", {}, found.summary), facts), section(words().suggestions, ...replies),
    section(words().next, make("ul", {}, ...found.next_steps.map((step) => make("li", {}, step)))), section(words().who, ...customer(found.customer)),
    ...(routing.length ? [section(words().routing, make("ul", {}, found.routing.to ? make("li", {}, found.routing.to) : null, ...routing))] : []));
}

function customer(found) {
  if (!found) return [make("p", {}, words().anonymous)];
  const { contact } = found;
  const lines = [contact.Name, contact["Account.Name"], contact.Email, contact.Phone].filter(Boolean).map((line) => make("li", {}, line));
  const listed = (title, records, line) => (records?.length ? [make("p", {}, title), make("ul", {}, ...records.slice(0, 5).map((one) => make("li", {}, line(one))))] : []);
  return [make("ul", {}, ...lines), ...listed(words().cases, found.cases, (one) => `${one.CaseNumber} ${one.Subject} (${one.Status})`), ...listed(words().orders, found.orders, (one) => `${one.OrderNumber} (${one.Status})`)];
}

async function act(verb) {
  if (await call(`/${state.open}/${verb}`, {})) await open(state.open);
  refresh();
}

// The same words sent twice carry the same id where the first answer was lost.
async function say(text) {
  if (!text.trim() || !state.open) return;
  if (await call(`/${state.open}/reply`, { text: text.trim(), id: crypto.randomUUID() })) $("text").value = "";
  $("text").focus();
}

// News of the open conversation, as they come; a customer's words bring new suggestions.
async function follow() {
  for (;;) {
    const id = state.open;
    const found = id && (await call(`/${id}/events?after=${state.after}&wait=${WAIT}`));
    if (!found) await new Promise((done) => setTimeout(done, 700));
    else if (id === state.open && found.events.length) {
      hear(found.events);
      const advised = found.events.some((one) => one.from !== "agent") && (await call(`/${id}`));
      if (advised && id === state.open) show(advised);
    }
  }
}

function move(step) {
  const at = state.list.findIndex((one) => one.id === state.open);
  const next = state.list[Math.max(0, Math.min(state.list.length - 1, at + step))];
  if (next) open(next.id);
}

async function begin() {
  const users = await fetch("/api/v1/demo/users").then((response) => response.json()).catch(() => []);
  state.users = Array.isArray(users) ? users.filter((one) => /service|support/i.test(one.profile ?? "")) : [];
  $("user").replaceChildren(...state.users.map((one) => make("option", { value: one.username }, one.name)));
  const kept = sessionStorage.getItem("agent");
  if (state.users.some((one) => one.username === kept)) $("user").value = kept;
  become();
  setInterval(refresh, EVERY);
  follow();
}

function become() {
  sessionStorage.setItem("agent", $("user").value);
  $("badge").textContent = (me()?.name ?? "?").split(" ").map((word) => word[0]).join("").slice(0, 2);
  speak(me()?.language ?? "fr");
  refresh();
  if (state.open) open(state.open);
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); say($("text").value); });
$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say($("text").value);
});
addEventListener("keydown", (event) => {
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (!event.altKey || !step) return;
  event.preventDefault();
  move(step);
});
$("language").addEventListener("click", () => speak(state.language === "fr" ? "en" : "fr"));
$("user").addEventListener("change", become);
begin();
