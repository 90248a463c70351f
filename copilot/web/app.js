// The demo's chat: chooses who asks, sends messages to the public API, shows the parts.

import { make, render } from "/web/parts.js";
import { WORDS } from "/web/words.js";

const $ = (id) => document.getElementById(id);
const state = { language: "fr", users: [], conversation: newId(), busy: false };

function newId() {
  return crypto.randomUUID();
}

function words() {
  return WORDS[state.language];
}

function speak(language) {
  state.language = language;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
  $("thread").setAttribute("aria-label", words().thread);
  $("text").placeholder = words().placeholder;
  $("language").textContent = words().switch;
  $("language").lang = language === "fr" ? "en" : "fr";
  showStarters();
}

async function loadUsers() {
  const response = await fetch("/api/v1/demo/users");
  state.users = response.ok ? await response.json() : [];
  const options = state.users
    .filter((user) => /sales|service|manager|administrator/i.test(user.profile ?? ""))
    .map((user) => make("option", { value: user.username }, `${user.name} — ${user.role ?? user.profile}`));
  $("user").replaceChildren(...options, make("option", { value: "" }, words().visitor));
  const kept = sessionStorage.getItem("user") ?? "claire.moreau@heliade.example";
  if ([...$("user").options].some((option) => option.value === kept)) $("user").value = kept;
  speak(state.users.find((user) => user.username === $("user").value)?.language ?? "fr");
}

function showStarters() {
  const account = sessionStorage.getItem("account") ?? "Delmas Industries";
  $("starters").replaceChildren(...words().starters.map((line) => {
    const asked = line.replace("{account}", account);
    return make("li", {}, make("button", { type: "button", onclick: () => send(asked) }, asked));
  }));
}

function headers() {
  const user = $("user").value;
  return { "Content-Type": "application/json", ...(user ? { "X-Demo-User": user } : {}) };
}

function say(who, ...content) {
  const name = make("span", { className: "name" }, who === "you" ? words().you : words().copilot);
  const item = make("li", { className: who }, name, ...content);
  $("welcome").hidden = true;
  $("thread").append(item);
  item.scrollIntoView({ block: who === "you" ? "end" : "start", behavior: "smooth" });
  return item;
}

function wait(on) {
  state.busy = on;
  $("status").textContent = on ? words().waiting : "";
  $("form").setAttribute("aria-busy", String(on));
}

async function send(text, shown = text, id = newId()) {
  if (state.busy || !text.trim()) return;
  say("you", make("p", {}, shown));
  wait(true);
  try {
    const body = JSON.stringify({ conversation: state.conversation, id, text });
    const response = await fetch("/api/v1/messages", { method: "POST", headers: headers(), body });
    const answer = await response.json();
    if (response.ok) show(answer);
    else say("copilot", make("p", { className: "error" }, `${words().failed} ${answer.detail ?? ""}`));
  } catch {
    const again = make("button", { type: "button", onclick: () => send(text, shown, id) }, words().retry);
    say("copilot", make("p", { className: "error" }, words().offline), again);
  } finally {
    wait(false);
    $("text").focus();
  }
}

function show(answer) {
  const context = { language: answer.language, press: (button) => send(button.payload, button.label) };
  const parts = answer.parts.map((part) => render(part, context));
  const item = say("copilot", ...parts, details(answer), rating(answer));
  item.lang = answer.language;
}

function details(answer) {
  if (!answer.query) return null;
  const lines = [...answer.query.filters, ...answer.query.group_by, ...answer.query.measures];
  return make("details", { className: "reading" }, make("summary", {}, words().reading),
    make("p", { className: "note" }, lines.join(" · ")), make("code", {}, answer.query.soql));
}

function rating(answer) {
  const box = make("div", { className: "rating" });
  const rate = async (rating) => {
    const reason = rating === "down" ? prompt(words().why) ?? "" : "";
    await fetch(`/api/v1/messages/${answer.turn}/feedback`, { method: "POST", headers: headers(), body: JSON.stringify({ rating, reason }) });
    box.replaceChildren(make("span", { role: "status" }, words().thanks));
  };
  for (const [name, sign] of [["up", "👍"], ["down", "👎"]]) {
    box.append(make("button", { type: "button", title: words()[name], "aria-label": words()[name], onclick: () => rate(name) }, sign));
  }
  return box;
}

function fresh() {
  state.conversation = newId();
  $("thread").replaceChildren();
  $("welcome").hidden = false;
  $("text").focus();
}

function fit() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value;
  if (state.busy || !text.trim()) return;
  $("text").value = "";
  fit();
  send(text);
});
$("text").addEventListener("input", fit);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("form").requestSubmit();
  }
});
$("language").addEventListener("click", () => speak(state.language === "fr" ? "en" : "fr"));
$("fresh").addEventListener("click", fresh);
$("user").addEventListener("change", () => {
  sessionStorage.setItem("user", $("user").value);
  const user = state.users.find((one) => one.username === $("user").value);
  speak(user?.language ?? state.language);
  fresh();
});

speak("fr");
loadUsers();
