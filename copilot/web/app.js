// The demo's chat: chooses who asks, keeps one conversation a user, speaks to the public API.

import { leave } from "/web/console/entry.js";
import { show as showNotices, watch as watchNotices } from "/web/notices.js";
import { icon, make } from "/web/parts.js";
import { Thread, forget, kept } from "/web/thread.js";
import { WORDS, fill } from "/web/words.js";

const $ = (id) => document.getElementById(id);
const FIRST = "claire.moreau@heliade.example";
const TEAMS = [/france/i, /uk/i, /service/i];
const page = { language: () => state.language, changed: shown, status, rest };
const state = { language: "fr", users: [], names: {}, threads: new Map(), thread: null };

function words() {
  return WORDS[state.language];
}

function status(thread, line) {
  if (thread !== state.thread) return;
  $("status").textContent = line;
  $("send").disabled = thread.busy;
}

function user() {
  return state.users.find((one) => one.username === $("user").value);
}

function speak(language) {
  state.language = language;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words()[node.dataset.label]);
  $("text").placeholder = words().placeholder;
  $("language").textContent = words().switch;
  $("language").lang = language === "fr" ? "en" : "fr";
  $("language").setAttribute("aria-label", words().switchTo);
  state.thread?.list.setAttribute("aria-label", words().thread);
  nameUsers();
  greet();
}

function greet() {
  const first = user()?.name.split(" ")[0];
  $("hello").textContent = first ? fill(words().helloName, { name: first }) : words().hello;
  $("badge").textContent = user() ? user().name.split(" ").map((word) => word[0]).join("").slice(0, 2) : "?";
  $("starters").replaceChildren(...(state.thread ? starters() : []).map(([kind, line]) => {
    const label = make("span", { className: "label" }, icon(kind), words().labels[kind]);
    return make("li", {}, make("button", { type: "button", onclick: () => send(line) }, label, make("span", {}, line)));
  }));
}

// What this user can do at once: a starter that needs a record names one of theirs, or is left out.
function starters() {
  const profile = user()?.profile ?? "";
  const kind = !user() ? "visitor" : /service/i.test(profile) ? "service" : "sales";
  return words().starters[kind]
    .filter(([, line]) => [...line.matchAll(/\{(\w+)\}/g)].every(([, name]) => state.names[name]))
    .map(([icon, line]) => [icon, fill(line, state.names)]);
}

async function load(path, otherwise) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? response.json() : otherwise;
}

// Whoever signed in here asks as themselves; in the demo, others choose whom to be.
async function loadUsers() {
  const me = await load("/api/v1/me", {});
  state.signedIn = me.kind === "employee";
  const users = state.signedIn ? [me] : await load("/api/v1/demo/users", []);
  $("sign-out").hidden = !state.signedIn;
  if (!users.length) $("sign-in").replaceChildren(...(await load("/api/v1/sign-ins", [])).map((way, n) => make("a", { className: n ? "button quiet" : "button", href: way.url, "data-say": way.name === "company" ? "signInCompany" : "signIn" })));
  $("sign-in").hidden = users.length > 0;
  document.querySelector(".who").hidden = !users.length;
  if (!users.length && navigator.language.startsWith("en")) state.language = "en";
  const people = users.filter((one) => !/integration/i.test(one.profile ?? ""));
  state.users = people.map((one) => ({ ...one, team: TEAMS.findIndex((team) => team.test(one.role ?? "")) }))
    .sort((a, b) => (a.team < 0) - (b.team < 0) || a.team - b.team || a.name.localeCompare(b.name));
  const options = state.users.map((one) => make("option", { value: one.username }));
  $("user").replaceChildren(...options, ...(state.signedIn ? [] : [make("option", { value: "" })]));
  const kept = sessionStorage.getItem("user") ?? FIRST;
  if ([...$("user").options].some((option) => option.value === kept)) $("user").value = kept;
}

function nameUsers() {
  for (const option of $("user").options) {
    const one = state.users.find((found) => found.username === option.value);
    const role = one?.role ?? one?.profile ?? "";
    option.textContent = one ? [one.name, words().roles[role] ?? role].filter(Boolean).join(", ") : words().visitor;
  }
}

async function become() {
  const name = $("user").value;
  sessionStorage.setItem("user", name);
  if (!state.threads.has(name)) begin(name);
  open(state.threads.get(name));
  state.names = {};
  speak(user()?.language ?? state.language);
  showNotices(state.thread);
  const response = await fetch("/api/v1/demo/starters", { headers: state.thread.headers() }).catch(() => null);
  if (!response?.ok || $("user").value !== name) return;
  state.names = await response.json();
  greet();
}

// A conversation left a while ago is there again on return.
function begin(name) {
  const thread = new Thread(state.signedIn ? "" : name, page, name);
  const before = kept(name);
  state.threads.set(name, thread);
  if (before) thread.resume(before);
}

function open(thread) {
  state.thread = thread;
  $("thread").replaceChildren(thread.list);
  thread.list.setAttribute("aria-label", words().thread);
  shown(thread);
  status(thread, thread.busy ? words().waiting : "");
  thread.list.lastChild?.scrollIntoView({ block: "end" });
}

function shown(thread) {
  if (thread === state.thread) $("welcome").hidden = !thread.empty;
}

function send(text) {
  if (state.thread.send(text)) rest();
}

// Focus returns to the message box, except where that would raise a keyboard on the screen.
function rest() {
  if (matchMedia("(pointer: fine)").matches) $("text").focus({ preventScroll: true });
}

function fresh() {
  const name = $("user").value;
  forget(name);
  state.threads.set(name, new Thread(state.thread.user, page, name));
  open(state.threads.get(name));
  scrollTo({ top: 0 });
  rest();
}

function fit() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

async function signOut() {
  forget($("user").value);
  await leave();
}

$("sign-out").addEventListener("click", signOut);
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!state.thread?.send($("text").value)) return;
  $("text").value = "";
  fit();
  rest();
});
$("text").addEventListener("input", fit);
$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("form").requestSubmit();
});
$("language").addEventListener("click", () => speak(state.language === "fr" ? "en" : "fr"));
$("fresh").addEventListener("click", fresh);
$("user").addEventListener("change", become);

speak("fr");
await loadUsers();
await become();
document.querySelector("main").removeAttribute("aria-busy");
if (document.activeElement === document.body) rest();
watchNotices(() => state.thread);
