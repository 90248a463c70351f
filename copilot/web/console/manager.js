// The managers' page: a period, and what the service says of it, drawn like answers are.

import { make, render } from "/web/parts.js";
import { fill } from "/web/words.js";
import { Entry, leave } from "/web/console/entry.js";

const WORDS = {
  fr: { title: "Pilotage", skip: "Aller aux chiffres", console: "Console", write: "Rédiger l’article : {about}", as: "Vous êtes", signOut: "Se déconnecter", signIn: "Se connecter avec Salesforce", signInCompany: "Se connecter avec le compte de l’entreprise", switch: "EN", switchTo: "Switch to English", period: "Période", from: "Du", to: "Au", show: "Afficher", stretches: { 7: "7 derniers jours", 28: "28 derniers jours", 90: "90 derniers jours", 365: "12 derniers mois", own: "Choisir les dates" }, loading: "Calcul en cours…", shown: "Du {from} au {to}.", failed: "Les chiffres ne peuvent pas être affichés : {why}", offline: "Le service ne répond pas.", gateTitle: "Pilotage du service", gateText: "Connectez-vous pour voir les chiffres.", notAgent: "{name}, votre profil ({profile}) n’est pas celui d’un responsable : ces chiffres ne sont pas ouverts pour vous.", front: "Aller à l’assistant" },
  en: { title: "Manager’s page", skip: "Skip to the figures", console: "Console", write: "Write the article: {about}", as: "You are", signOut: "Sign out", signIn: "Sign in with Salesforce", signInCompany: "Sign in with your company account", switch: "FR", switchTo: "Passer en français", period: "Period", from: "From", to: "To", show: "Show", stretches: { 7: "Last 7 days", 28: "Last 28 days", 90: "Last 90 days", 365: "Last 12 months", own: "Choose the dates" }, loading: "Working it out…", shown: "{from} to {to}.", failed: "The figures cannot be shown: {why}", offline: "The service isn’t responding.", gateTitle: "Service figures", gateText: "Sign in to see the figures.", notAgent: "{name}, your profile ({profile}) is not a manager’s: these figures aren’t open to you.", front: "Go to the assistant" },
};
const $ = (id) => document.getElementById(id);
const MOST_LINKS = 5;
const state = { language: "fr", asked: 0 };
const entry = new Entry(/manager|admin/i, "/console/manager");
const words = () => WORDS[state.language];

function speak(language) {
  state.language = language;
  document.documentElement.lang = language;
  document.title = `${words().title} – Comptoir`;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words()[node.dataset.label]);
  const chosen = $("stretch").value || "28";
  $("stretch").replaceChildren(...["7", "28", "90", "365", "own"].map((value) => make("option", { value }, words().stretches[value])));
  $("stretch").value = chosen;
  $("language").textContent = words().switch;
  $("language").lang = language === "fr" ? "en" : "fr";
  $("language").setAttribute("aria-label", words().switchTo);
}

function dates() {
  for (const node of document.querySelectorAll("[data-own]")) node.hidden = $("stretch").value !== "own";
}

// The service says which days the last ones are: a browser may be in another time zone.
function stretch() {
  return $("stretch").value === "own" ? { from: $("from").value, to: $("to").value } : { days: $("stretch").value };
}

async function show() {
  const asked = ++state.asked;
  $("status").textContent = words().loading;
  $("figures").setAttribute("aria-busy", "true");
  const query = new URLSearchParams({ ...stretch(), language: state.language });
  const found = await entry.call(`/api/v1/manager?${query}`, { failed: (problem) => { $("status").textContent = problem ? fill(words().failed, { why: problem.detail }) : words().offline; } });
  if (asked !== state.asked) return;
  $("figures").removeAttribute("aria-busy");
  if (!found) return;
  [$("from").value, $("to").value] = [found.from, found.to];
  const day = (text) => new Date(`${text}T12:00`).toLocaleDateString(found.language === "en" ? "en-GB" : "fr", { dateStyle: "long" });
  $("status").textContent = fill(words().shown, { from: day(found.from), to: day(found.to) });
  const context = (one) => ({ language: found.language, press: () => false, file: `${one.id}-${found.from}-${found.to}` });
  $("contents").replaceChildren(...found.sections.map((one) => make("li", {}, make("a", { href: `#${one.id}` }, one.title))));
  $("figures").replaceChildren(...found.sections.map((one) => make("section", { id: one.id, "aria-labelledby": `${one.id}-title` }, make("h2", { id: `${one.id}-title` }, one.title), ...render(one.parts, context(one)), ...(one.id === "gaps" ? drafting(one) : []))));
}

// Each question nobody could answer leads to the draft of its article; only agents may open that page.
function drafting(section) {
  const rows = section.parts.find((part) => part.type === "table")?.rows ?? [];
  if (!/service|support/i.test(entry.me?.profile ?? "")) return [];
  const links = rows.slice(0, MOST_LINKS).map((row) => make("li", {}, make("a", { href: `/console/articles?${new URLSearchParams({ question: row.at(-1) })}` }, fill(words().write, { about: row.at(-1) }))));
  return links.length ? [make("ul", { className: "drafting" }, ...links)] : [];
}

async function begin() {
  await entry.find();
  const kept = sessionStorage.getItem("manager");
  $("user").replaceChildren(...entry.users.map((one) => make("option", { value: one.username }, one.name)));
  const first = entry.users.find((one) => /service/i.test(one.profile)) ?? entry.users[0];
  if (first) $("user").value = entry.users.some((one) => one.username === kept) ? kept : first.username;
  $("sign-out").hidden = !entry.signedIn;
  $("gate").hidden = Boolean(first);
  $("main").hidden = document.querySelector(".who").hidden = !first;
  if (first) return become();
  const language = entry.known?.language ?? (navigator.language.startsWith("en") ? "en" : "fr");
  speak(language);
  $("gate").replaceChildren(entry.gate(words(), language));
}

function become() {
  const me = entry.become($("user").value);
  sessionStorage.setItem("manager", me.username);
  $("badge").textContent = me.name.split(" ").map((word) => word[0]).join("").slice(0, 2);
  speak(me.language);
  dates();
  show();
}

$("period").addEventListener("submit", (event) => { event.preventDefault(); dates(); show(); });
$("stretch").addEventListener("change", () => { dates(); if ($("stretch").value !== "own") show(); });
$("user").addEventListener("change", become);
$("sign-out").addEventListener("click", leave);
$("language").addEventListener("click", () => { speak(state.language === "fr" ? "en" : "fr"); if (entry.users.length) show(); else $("gate").replaceChildren(entry.gate(words(), state.language)); });
begin();
