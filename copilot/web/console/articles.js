// Article drafts: what lacks an article, the draft Comptoir wrote, mended here, proposed to Salesforce.

import { make, render } from "/web/parts.js";
import { counted, fill } from "/web/words.js";
import { WORDS } from "/web/console/articles_words.js";
import { Entry, leave } from "/web/console/entry.js";

const $ = (id) => document.getElementById(id);
const API = "/api/v1/articles/drafts";
const MOST_NUMBERS = 8;
const state = { language: "fr", asked: 0, opened: 0, about: null, drawn: null, found: null, mayWrite: true };
const entry = new Entry(/service|support/i, "/console/articles");
const words = () => WORDS[state.language];

function tell(line, warning = false) {
  $("status").textContent = line;
  $("status").classList.toggle("warning", warning);
}

const failed = (problem) => tell(problem ? fill(words().failed, { why: problem.detail }) : words().offline, true);

function speak(language) {
  state.language = language;
  document.documentElement.lang = language;
  document.title = `${words().title} – Comptoir`;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words()[node.dataset.label]);
  $("language").textContent = words().switch;
  $("language").lang = language === "fr" ? "en" : "fr";
  $("language").setAttribute("aria-label", words().switchTo);
  if (state.found) list();
  if (state.drawn) stands();
}

// What is missing, in the language chosen for articles.
async function look() {
  const asked = ++state.asked;
  $("looked").textContent = words().looking;
  const found = await entry.call(`${API}/subjects?language=${$("spoken").value}`, { failed: (problem) => { $("looked").textContent = problem ? problem.detail : words().offline; } });
  if (asked !== state.asked || !found) return;
  $("looked").textContent = found.may_write ? "" : words().readOnly;
  Object.assign(state, { found, mayWrite: found.may_write });
  $("preview").disabled = !found.may_write;
  list();
}

function list() {
  const { subjects, gaps } = state.found;
  const spoken = $("spoken").value;
  const choice = (about, title, note) => make("li", {}, make("button", { type: "button", "aria-current": String(about === state.about), "data-about": about, onclick: () => open(about) }, make("span", { lang: spoken }, title), make("span", { className: "note" }, note)));
  const query = (values) => new URLSearchParams({ ...values, language: spoken }).toString();
  const empty = (line) => [make("li", { className: "note" }, line)];
  const first = subjects.map((one) => choice(query({ issue: one.issue, product: one.product }), [one.label, one.name].filter(Boolean).join(spoken === "fr" ? " : " : ": "), counted(words().cases, one.cases, state.language)));
  const second = gaps.map((one) => choice(query({ question: one.question }), one.question, counted(words().asked, one.count, state.language)));
  $("subjects").replaceChildren(...(first.length ? first : empty(words().noSubjects)));
  $("gaps").replaceChildren(...(second.length ? second : empty(words().noGaps)));
}

// What was typed stays with this window until it is in Salesforce.
const kept = (about) => JSON.parse(sessionStorage.getItem(`article ${about}`) ?? "null");

function keep() {
  if (!state.drawn) return;
  const { language, name } = state.drawn;
  const written = { title: $("title").value, summary: $("summary").value, text: $("text").value, language, name };
  sessionStorage.setItem(`article ${state.about}`, JSON.stringify(written));
}

async function open(about) {
  const opened = ++state.opened;
  Object.assign(state, { about, drawn: null });
  $("form").hidden = $("shown").hidden = true;
  $("done").replaceChildren();
  for (const one of document.querySelectorAll("[data-about]")) one.setAttribute("aria-current", String(one.dataset.about === about));
  tell(words().writing);
  $("writing").focus();
  const drawn = await entry.call(`${API}?${about}`, { failed });
  if (opened !== state.opened || !drawn) return;
  state.drawn = drawn;
  write(kept(about) ?? drawn);
  stands();
  $("title").focus();
}

function write(draft) {
  for (const name of ["title", "summary", "text"]) {
    $(name).value = draft[name];
    $(name).lang = state.drawn.language;
  }
  $("form").hidden = false;
}

function stands() {
  const { cases, written } = state.drawn;
  const numbers = cases.slice(0, MOST_NUMBERS).join(", ") + (cases.length > MOST_NUMBERS ? "…" : ".");
  $("about").textContent = cases.length ? fill(words().about, { cases: counted(words().cases, cases.length, state.language), numbers }) : words().aboutNone;
  tell(written ? words().written : kept(state.about) ? words().kept : "", written);
}

// First the exact record, then its creation: nothing is written before that is confirmed.
async function preview() {
  const { language, name } = state.drawn;
  const body = { title: $("title").value.trim(), summary: $("summary").value.trim(), text: $("text").value.trim(), language, name };
  keep();
  tell("");
  const told = await entry.call(API, { body, failed });
  if (!told) return;
  const values = told.proposal.changes.flatMap((one) => [make("dt", {}, one.label), make("dd", {}, one.new ?? "—")]);
  const create = make("button", { type: "button", className: "primary", onclick: () => confirm(told.proposal.id, create) }, words().create);
  const correct = make("button", { type: "button", onclick: back }, words().correct);
  $("shown").replaceChildren(make("h2", { id: "shown-title", tabIndex: -1 }, words().will), make("dl", {}, ...values), make("p", { className: "note" }, words().unpublished), make("div", { className: "row" }, create, correct));
  $("form").hidden = true;
  $("shown").hidden = false;
  $("shown-title").focus();
}

function back() {
  $("shown").hidden = true;
  $("form").hidden = false;
  tell("");
  $("title").focus();
}

async function confirm(proposal, button) {
  button.disabled = true;
  tell(words().creating);
  const done = await entry.call(`/api/v1/proposals/${proposal}/confirm`, { body: {}, failed });
  if (!done || done.refused) {
    if (done) $("done").replaceChildren(...render(done.parts, { language: state.language, press: () => false, old: true }));
    back();
    return tell(done ? words().notCreated : $("status").textContent || words().notCreated, true);
  }
  sessionStorage.removeItem(`article ${state.about}`);
  $("shown").hidden = true;
  state.drawn = null;
  tell(words().created);
  $("done").replaceChildren(...render(done.parts, { language: state.language, press: () => false, old: true }));
  $("writing").focus();
}

async function begin() {
  await entry.find();
  const known = sessionStorage.getItem("agent");
  $("user").replaceChildren(...entry.users.map((one) => make("option", { value: one.username }, one.name)));
  if (entry.users.some((one) => one.username === known)) $("user").value = known;
  $("sign-out").hidden = !entry.signedIn;
  $("gate").hidden = entry.users.length > 0;
  $("main").hidden = document.querySelector(".who").hidden = !entry.users.length;
  if (entry.users.length) return become(true);
  const language = entry.known?.language ?? (navigator.language.startsWith("en") ? "en" : "fr");
  speak(language);
  $("gate").replaceChildren(entry.gate(words(), language));
}

async function become(first = false) {
  const me = entry.become($("user").value);
  sessionStorage.setItem("agent", me.username);
  $("badge").textContent = me.name.split(" ").map((word) => word[0]).join("").slice(0, 2);
  const wanted = new URLSearchParams(first ? location.search : "");
  $("spoken").value = ["fr", "en"].includes(wanted.get("language")) ? wanted.get("language") : me.language;
  Object.assign(state, { found: null, drawn: null, about: null });
  tell("");
  $("form").hidden = $("shown").hidden = true;
  $("done").replaceChildren();
  speak(me.language);
  await look();
  if (["case", "question", "issue"].some((name) => wanted.get(name))) open(wanted.toString());
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); preview(); });
$("form").addEventListener("input", keep);
$("drop").addEventListener("click", () => { sessionStorage.removeItem(`article ${state.about}`); write(state.drawn); stands(); $("title").focus(); });
$("spoken").addEventListener("change", look);
$("user").addEventListener("change", () => become());
$("sign-out").addEventListener("click", leave);
$("language").addEventListener("click", () => { speak(state.language === "fr" ? "en" : "fr"); if (!entry.users.length) $("gate").replaceChildren(entry.gate(words(), state.language)); });
begin();
