// One user's conversation on the page: what was said, and sending the next message.

import { icon, make, render } from "/web/parts.js";
import { WORDS, counted, fill } from "/web/words.js";

const PATIENCE = 90_000, WAIT = 20;
// Most answers are there before anything of them could be read.
const SOON = 400;
const WITH_PERSON = ["waiting", "taken"];

export function newId() {
  return crypto.randomUUID();
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export class Thread {
  // `page` gives {language(), changed(thread), status(thread, words), rest()}; `user` is a demo username or "".
  // `owner` is whose words the browser keeps.
  constructor(user, page, owner = user) {
    this.user = user;
    this.owner = owner;
    this.page = page;
    this.conversation = newId();
    this.busy = this.listening = false;
    this.after = 0;
    this.list = make("div", { className: "turns", role: "log" });
  }

  get empty() {
    return !this.list.hasChildNodes();
  }

  get words() {
    return WORDS[this.page.language()];
  }

  // Send a message and show its answer; false where one is still being answered.
  send(text, shown = text) {
    if (this.busy || !text.trim()) return false;
    const asked = this.say("you", [make("p", { className: "said" }, shown)]);
    this.ask({ conversation: this.conversation, id: newId(), text }, asked);
    return true;
  }

  press(button) {
    const sent = this.send(button.payload, button.label);
    if (sent) this.page.rest();
    return sent;
  }

  // A repeated request carries the same id: the service does nothing twice.
  async ask(message, asked) {
    this.wait(true);
    const typing = this.typing(asked), stop = new AbortController();
    setTimeout(() => this.peek(typing, stop.signal), SOON);
    try {
      const response = await fetch("/api/v1/messages", {
        method: "POST", headers: this.headers(), body: JSON.stringify(message), signal: AbortSignal.timeout(PATIENCE),
      });
      typing.remove();
      if (response.ok) this.show(await response.json(), message, asked);
      else await this.refuse(response, message, asked);
    } catch {
      typing.remove();
      this.fail(this.words.offline, message, asked);
    }
    stop.abort();
    this.wait(false);
  }

  // While an answer is made, what may be read of it stands where the answer will.
  async peek(typing, signal) {
    const dots = typing.firstChild;
    for (let seen = 0; !signal.aborted;) {
      const address = `/api/v1/conversations/${this.conversation}/partial?seen=${seen}&wait=${WAIT}`;
      const response = await fetch(address, { headers: this.headers(), signal }).catch(() => null);
      const { partial } = response?.ok ? await response.json().catch(() => ({})) : {};
      if (partial === undefined) return;
      seen = partial?.n ?? 0;
      if (!partial || signal.aborted) continue;
      typing.lang = partial.language;
      typing.replaceChildren(...render([{ type: "text", text: partial.text }], { language: partial.language }), dots);
    }
  }

  headers() {
    return { "Content-Type": "application/json", ...(this.user ? { "X-Demo-User": this.user } : {}) };
  }

  async refuse(response, message, asked) {
    const problem = await response.json().catch(() => ({}));
    const { failed, invalid, unauthorised, unavailable } = this.words;
    const line = { 401: unauthorised, 422: invalid, 503: unavailable }[response.status] ?? failed;
    const detail = [401, 503].includes(response.status) ? "" : problem.detail;
    this.fail([line, detail].filter(Boolean).join(" "), response.status < 500 ? null : message, asked);
  }

  fail(line, message, asked) {
    const turn = this.say("copilot", [make("p", { className: "error" }, line), message ? this.again(message, asked) : null]);
    turn.classList.add("failed");
    this.follow(asked);
  }

  again(message, asked) {
    const retry = make("button", { type: "button", onclick: (event) => {
      if (this.busy) return;
      event.currentTarget.closest("article").remove();
      this.ask(message, asked);
    } }, this.words.retry);
    return make("div", { className: "row" }, retry);
  }

  show(answer, message, asked) {
    const turn = this.answered(answer);
    if (answer.refused === "unavailable") turn.append(this.again(message, asked));
    turn.append(...how(answer), ...(answer.parts.length ? [this.rating(answer)] : []));
    this.follow(asked);
    keep(this, answer.turn, asked);
    this.listen(answer.handover);
  }

  // While a person is in charge the assistant is silent: say who answers.
  answered(answer, old = false) {
    const context = { language: answer.language, changing: Boolean(answer.proposal), old, press: (button) => this.press(button) };
    const nodes = render(answer.parts, context);
    const words = WORDS[answer.language], agent = answer.handover?.agent;
    if (!nodes.length) nodes.push(make("p", { className: "note" }, agent ? fill(words.agentHas, { name: agent }) : answer.handover ? words.agentHasIt : words.heard));
    return this.say("copilot", nodes, answer.language);
  }

  // What was asked here before the page was left, and the answers as the service kept them.
  async resume(kept) {
    this.conversation = kept.conversation;
    const response = await fetch(`/api/v1/conversations/${kept.conversation}/turns`, { headers: this.headers() }).catch(() => null);
    if (!response?.ok || !this.empty) return;
    const { turns } = await response.json();
    const said = new Map(kept.said);
    const known = turns.filter((one) => said.has(one.turn));
    for (const [i, one] of known.entries()) {
      this.say("you", [make("p", { className: "said" }, said.get(one.turn))]);
      this.answered(one, i < known.length - 1);
    }
    this.listen(known.at(-1)?.handover);
  }

  // An agent's words come on their own, for as long as a person is asked for or in charge.
  async listen(handover) {
    if (this.listening || !WITH_PERSON.includes(handover?.state)) return;
    this.listening = true;
    for (let state = handover.state; WITH_PERSON.includes(state);) {
      const response = await fetch(`/api/v1/conversations/${this.conversation}/events?after=${this.after}&wait=${WAIT}`, { headers: this.headers() }).catch(() => null);
      const heard = response?.ok ? await response.json() : null;
      if (heard) { this.hear(heard.events); state = heard.state; } else if (response && response.status < 500) break;
      else await new Promise((done) => setTimeout(done, 3000));
    }
    this.listening = false;
  }

  hear(events) {
    for (const one of events) {
      this.after = Math.max(this.after, one.n);
      if (one.from === "system") this.say("copilot", [make("p", { className: "note" }, one.text)], one.language);
      if (one.from === "agent") this.say("copilot", [make("div", { className: "text" }, make("p", {}, one.text))], one.language, one.name);
    }
  }

  say(who, nodes, language = this.page.language(), called = null) {
    const name = make("h2", { className: "name" }, called ?? WORDS[language][who]);
    const turn = make("article", { className: who, lang: who === "you" ? "" : language }, name, ...nodes);
    if (who === "you") turn.removeAttribute("lang");
    this.list.append(turn);
    this.page.changed(this);
    return turn;
  }

  typing() {
    const dots = make("div", { className: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i"));
    const turn = make("article", { className: "copilot typing" }, dots);
    turn.setAttribute("aria-busy", "true");
    this.list.append(turn);
    turn.scrollIntoView({ block: "end", behavior: calm() ? "auto" : "smooth" });
    return turn;
  }

  // Keep the question at the top and what answers it below.
  follow(asked) {
    asked.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  }

  wait(on) {
    this.busy = on;
    this.list.setAttribute("aria-busy", String(on));
    this.page.status(this, on ? this.words.waiting : "");
  }

  rating(answer) {
    const words = WORDS[answer.language];
    const box = make("div", { className: "rating" });
    const rate = async (rating, reason = "") => {
      const body = JSON.stringify({ rating, reason });
      const kept = await fetch(`/api/v1/messages/${answer.turn}/feedback`, { method: "POST", headers: this.headers(), body }).catch(() => null);
      box.replaceChildren(make("span", { role: "status", className: "note" }, kept?.ok ? words.thanks : words.failed));
    };
    const thumb = (name, act) => make("button", { type: "button", className: "quiet", title: words[name], "aria-label": words[name], onclick: act }, icon(name));
    box.append(thumb("up", () => rate("up")), thumb("down", () => box.replaceChildren(because(words, (reason) => rate("down", reason)))));
    return box;
  }
}

// The asker's own words stay in the browser, the answers with the service, whose rights are asked again.
const SHELF = "comptoir-threads", LASTS = 7 * 86_400_000, MOST = 30;

function shelf() {
  try {
    return JSON.parse(localStorage.getItem(SHELF)) ?? {};
  } catch {
    return {};
  }
}

function keep(thread, turn, asked) {
  const kept = shelf(), own = kept[thread.owner];
  const said = own?.conversation === thread.conversation ? own.said : [];
  kept[thread.owner] = { conversation: thread.conversation, at: Date.now(), said: [...said, [turn, asked.querySelector(".said").textContent]].slice(-MOST) };
  localStorage.setItem(SHELF, JSON.stringify(kept));
}

export function kept(user) {
  const own = shelf()[user];
  return own && Date.now() - own.at < LASTS ? own : null;
}

export function forget(user) {
  const left = shelf();
  delete left[user];
  localStorage.setItem(SHELF, JSON.stringify(left));
}

function because(words, done) {
  const reason = make("input", { type: "text", maxLength: 2000, "aria-label": words.why, placeholder: words.why });
  const form = make("form", { className: "because", onsubmit: (event) => {
    event.preventDefault();
    done(reason.value.trim());
  } }, reason, make("button", { type: "submit" }, words.sendWhy));
  queueMicrotask(() => reason.focus());
  return form;
}

// How the request was read, and what the answer cost: for whoever wants to check.
function how(answer) {
  const words = WORDS[answer.language];
  const { query, timings_ms: timings = {}, model } = answer;
  if (!query && !model?.masked) return [];
  const lines = query ? [["filters", query.filters], ["group", query.group_by], ["measures", query.measures], ["order", query.order_by]] : [];
  const terms = lines.flatMap(([name, said]) => (said.length ? [make("dt", {}, words[name]), make("dd", {}, said.join(" · "))] : []));
  const facts = [];
  if (timings.total) facts.push(fill(words.seconds, { n: (timings.total / 1000).toLocaleString(answer.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }) }));
  if (model?.masked) facts.push(counted(words.masked, model.masked, answer.language));
  return [make("details", { className: "how" }, make("summary", {}, words.how), terms.length ? make("dl", {}, ...terms) : null,
    query ? make("pre", { tabIndex: 0 }, make("code", {}, query.soql)) : null, make("p", { className: "note" }, facts.join(" · ")))];
}
