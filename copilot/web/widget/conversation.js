// The custom element: the panel, and the conversation it holds with the service.
class Comptoir extends Stepping {
  // Everything that needs the network begins here, the first time the visitor wants it.
  wake() {
    this.poke?.();
    this.ready ??= this.start();
    this.flush();
  }

  async start() {
    await this.identify(this.dataset.token ?? options.token);
    await this.history();
    for (const message of this.queue) message.node ??= this.mine(message);
    this.follow();
  }

  async call(path, { body, raw, signal, headers: more = {} } = {}) {
    const headers = { ...(body ? { "Content-Type": "application/json" } : {}), ...more, ...(this.shelf.get("token") ? { Authorization: `Bearer ${this.shelf.get("token")}` } : {}) };
    const response = await fetch(home + path, { method: body || raw ? "POST" : "GET", headers, body: raw ?? (body && JSON.stringify(body)), signal, credentials: "omit", referrerPolicy: "no-referrer" });
    if (response.status === 401 && !/widget\/(sessions|identity|codes)|partial/.test(path)) await this.session();
    return response;
  }

  async session() {
    this.shelf.set("token", null);
    this.shelf.set("kind", "visitor");
    const response = await this.call("/api/v1/widget/sessions", { body: {} }).catch(() => null);
    if (response?.ok) this.enter(await response.json());
  }

  enter(session) {
    this.shelf.set("token", session.token);
    this.shelf.set("kind", session.kind);
    this.sign.hidden = session.kind === "customer";
  }

  // A token of the host site counts once; coming back with the same page, the session goes on.
  async identify(token) {
    if (token && token !== this.shelf.get("host")) {
      const response = await this.call("/api/v1/widget/identity", { body: { token } }).catch(() => null);
      if (response?.ok) {
        this.shelf.set("host", token);
        return this.enter(await response.json());
      }
    }
    if (!this.shelf.get("token")) await this.session();
    this.sign.hidden = this.shelf.get("kind") === "customer";
  }

  async history() {
    const response = await this.call(`/api/v1/conversations/${this.conversation}/events?after=${this.after}`).catch(() => null);
    if (response?.ok) this.hear(await response.json());
  }

  // Long polling, while somebody looks or a person may answer; failures wait longer each time.
  async follow() {
    let failed = 0;
    for (;;) {
      if (!this.opened && !["waiting", "taken"].includes(this.state)) await new Promise((done) => { this.poke = done; });
      try {
        const address = `/api/v1/conversations/${this.conversation}/events?after=${this.after}&wait=${WAIT}`;
        const response = await this.call(address, { signal: AbortSignal.timeout((WAIT + 15) * 1000) });
        if (!response.ok) throw new Error(response.status);
        const heard = await response.json();
        await this.pending;
        this.hear(heard, true);
        failed = 0;
      } catch { await sleep(PAUSES[Math.min(failed++, PAUSES.length - 1)]); }
    }
  }

  hear(heard, live = false) {
    for (const one of heard.events) {
      if (one.n <= this.after) continue;
      this.after = one.n;
      if (one.turn && this.turns.has(`${one.from}:${one.turn}`)) continue;
      if (one.turn) this.turns.add(`${one.from}:${one.turn}`);
      if (one.from === "bot" && one.parts) this.answer(one.parts, one.language);
      else this.say(one.from, [...prose(one.text), ...(one.parts ?? []).map((part) => this.chip(part))], one.language, one.name);
      if (live && !this.opened && one.from !== "customer") this.unread += 1;
    }
    if (this.unread) this.speak();
    this.stand(heard.state, heard.agent);
  }

  stand(state, agent) {
    this.state = state;
    this.agent = agent;
    const held = ["waiting", "taken"].includes(state);
    this.shelf.set("person", held);
    if (held && this.shadowRoot.activeElement === this.person) this.rest();
    this.person.hidden = held;
    this.told();
  }

  told(line = null) {
    const { words } = this;
    const stands = { waiting: words.waiting, taken: fill(words.taken, { name: this.agent ?? "" }) }[this.state];
    const writes = this.sending && this.state !== "taken";
    const dots = make("span", { class: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i"));
    this.status.replaceChildren(...(line ? [line] : writes ? [dots, words.writing] : stands ? [stands] : []));
  }

  say(from, nodes, lang, name = null) {
    const names = { customer: this.words.you, bot: this.words.bot, agent: name ?? this.words.team };
    const head = names[from] ? make("h3", { class: from === "customer" ? "out" : null }, names[from]) : null;
    const article = make("article", { class: from, lang: from === "customer" ? null : lang }, head, nodes);
    this.log.append(article);
    this.down();
    return article;
  }

  answer(parts, lang) {
    let cited = 0;
    const words = WORDS[lang] ?? this.words;
    const nodes = parts.flatMap((part) => (PARTS[part.type] ?? (() => []))(part, words, this, part.type === "citation" ? (cited += 1) : 0));
    if (nodes.length) this.say("bot", nodes, lang);
  }

  down() {
    this.log.scrollTop = this.log.scrollHeight;
    this.ending.hidden = !this.log.querySelector(".customer");
  }

  typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submitted(event);
  }

  submitted(event) {
    event.preventDefault();
    if (!this.box.value.trim() && !this.files.length) return;
    this.send(this.box.value, this.box.value, this.files);
    this.box.value = "";
    this.files = [];
    this.layTray();
    this.fit();
    this.box.focus();
  }

  fit() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight + 2, 128)}px`;
  }

  // A message is kept until it is answered; it carries its own id, so it is never handled twice.
  send(text, shown = text, files = []) {
    const message = { id: newId(), text: text.trim(), shown, files, conversation: this.conversation, ...(text.startsWith("/") || !text.trim() ? { language: this.lang } : {}) };
    message.node = this.mine(message);
    this.queue.push(message);
    this.keep();
    this.show(false);
    this.wake();
  }

  mine({ shown, files = [] }) { return this.say("customer", [...prose(shown), ...files.map((one) => this.chip(one))], this.lang); }

  keep() { this.shelf.set("queue", this.queue.map(({ node: _, ...kept }) => kept)); }

  flush() {
    if (this.sending || !this.queue.length) return;
    this.sending = true;
    this.told();
    this.pending = this.deliver().finally(() => { this.sending = false; this.told(); });
  }

  async deliver() {
    let failed = 0;
    await this.ready;
    while (this.queue.length) {
      const waiting = this.queue[0], sent = waiting.files ?? [];
      let response = null;
      if (!this.shelf.get("token")) await this.session();
      if (this.shelf.get("token")) try {
        response = await this.upload(waiting);
        const { node, shown, files = [], ...message } = waiting;
        if (response === true) response = message.text || files.length ? await this.asked("/api/v1/messages", { body: { ...message, ...(files.length ? { attachments: files.map((one) => one.id) } : {}) }, signal: AbortSignal.timeout(PATIENCE) }) : { status: 0 };
      } catch { response = null; /* offline: tried again below */ }
      const again = !response || response.status >= 500 || response.status === 429 || response.status === 401;
      if (again) {
        const wait = Number(response?.headers.get("Retry-After")) || PAUSES[Math.min(failed++, PAUSES.length - 1)];
        this.told(response?.status === 429 ? fill(this.words.slow, { n: wait }) : this.words.offline);
        await Promise.race([sleep(response?.status === 401 ? 0.2 : wait), new Promise((done) => addEventListener("online", done, { once: true }))]);
        this.told();
        continue;
      }
      this.queue.shift();
      this.keep();
      for (const one of sent) this.drawer.drop(one.id);
      if (!response.status) waiting.node?.remove();
      else if (response.ok) this.reply(await response.json());
      else this.say("bot", [make("p", { class: "bad" }, this.words.failed)], this.lang);
    }
  }

  // While an answer is made, what may be read of it stands where the answer will.
  async asked(path, { signal, body }) {
    const stop = new AbortController();
    sleep(SOON).then(() => this.peek(body.conversation, stop.signal));
    try { return await this.call(path, { body, signal }); } finally { stop.abort(); this.sketch(null); }
  }

  async peek(conversation, signal) {
    for (let seen = 0; !signal.aborted;) {
      const response = await this.call(`/api/v1/conversations/${conversation}/partial?seen=${seen}&wait=${WAIT}`, { signal }).catch(() => null);
      const { partial } = response?.ok ? await response.json().catch(() => ({})) : {};
      if (partial === undefined) return;
      seen = partial?.n ?? 0;
      if (!signal.aborted) this.sketch(partial);
    }
  }

  sketch(partial) {
    if (partial && !partial.draft) return this.told(partial.text);
    if (!partial) { this.drafted?.remove(); this.drafted = null; return; }
    const nodes = prose(partial.text);
    if (this.drafted) this.drafted.replaceChildren(this.drafted.firstChild, ...nodes);
    else (this.drafted = this.say("bot", nodes, partial.language)).setAttribute("aria-busy", "true");
    this.down();
  }

  reply(reply) {
    this.turns.add(`customer:${reply.turn}`);
    if (!this.turns.has(`bot:${reply.turn}`)) this.answer(reply.parts, reply.language);
    this.turns.add(`bot:${reply.turn}`);
    if (reply.handover) this.stand(reply.handover.state, reply.handover.agent);
    if (reply.refused === "sign_in" && this.shelf.get("kind") !== "customer") this.say("bot", [make("div", { class: "row" }, make("button", { type: "button", class: "primary", onclick: () => this.askEmail() }, this.words.sign))], this.lang);
  }

  // A form in the thread: fields, a way out, and what went wrong said where it is.
  form(label, attributes, action, work) {
    const input = make("input", { ...attributes, required: true });
    const wrong = make("p", { class: "note bad", role: "alert" });
    const form = make("form", { class: "form", novalidate: true, onsubmit: async (event) => {
      event.preventDefault();
      wrong.textContent = "";
      const failed = await work(input.value.trim(), input);
      if (failed) { wrong.textContent = failed; input.setAttribute("aria-invalid", "true"); input.focus(); } else article.remove();
    } }, make("label", {}, label, input), wrong, make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, action),
      make("button", { type: "button", onclick: () => { article.remove(); this.rest(); } }, this.words.cancel)));
    const article = this.say("bot", [form], this.lang);
    input.focus();
  }

  askEmail() {
    const { words } = this;
    this.form(words.email, { type: "email", autocomplete: "email", maxlength: "200" }, words.ask, async (email, input) => {
      if (!input.validity.valid) return words.badEmail;
      const response = await this.call("/api/v1/widget/codes", { body: { email, language: this.lang } }).catch(() => null);
      if (!response?.ok) return response?.status === 429 ? fill(words.slow, { n: response.headers.get("Retry-After") }) : words.failed;
      this.say("bot", [make("p", {}, words.sent)], this.lang);
      this.askCode(email);
      return "";
    });
  }

  askCode(email) {
    const { words } = this;
    this.form(words.code, { inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12" }, words.check, async (code) => {
      const response = await this.call("/api/v1/widget/codes/verify", { body: { email, code } }).catch(() => null);
      if (!response?.ok) return response?.status === 401 ? words.wrong : words.failed;
      this.enter(await response.json());
      this.say("system", [make("p", {}, words.signed)], this.lang);
      this.rest();
      return "";
    });
  }

  askRating() {
    const { words } = this, rate = async (n) => {
      const response = await this.call(`/api/v1/conversations/${this.conversation}/rating`, { body: { rating: n } }).catch(() => null);
      if (!response?.ok) return this.told(response ? words.failed : words.notSent);
      article.remove();
      this.say("system", [make("p", {}, words.rated), make("div", { class: "row" }, make("button", { type: "button", onclick: () => this.fresh() }, words.fresh))], this.lang);
      this.rest();
    };
    const choices = words.rates.map((line, i) => make("button", { type: "button", onclick: () => rate(i + 1) }, line));
    const article = this.say("bot", [make("fieldset", {}, make("legend", {}, words.rate), make("div", { class: "row" }, choices))], this.lang);
    choices[0].focus();
  }

  fresh() {
    this.conversation = this.begin();
    this.turns.clear();
    this.after = 0;
    this.log.replaceChildren();
    this.stand("bot", null);
    this.welcome();
    this.rest();
  }
}

customElements.define("comptoir-widget", Comptoir);
const start = () => {
  const widget = document.querySelector("comptoir-widget") ?? document.body.appendChild(document.createElement("comptoir-widget"));
  window.Comptoir = { open: () => widget.show(), close: () => widget.close(), identify: (token) => widget.identify(token) };
};
if (document.body) start();
else addEventListener("DOMContentLoaded", start);
