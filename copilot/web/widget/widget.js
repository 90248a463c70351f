// Comptoir's website widget: one script, one custom element, everything in its shadow root.
// Text reaches the page as text nodes only; styles are constructed, so a strict CSP holds.
(() => {
  "use strict";
  if (customElements.get("comptoir-widget")) return;

  const tag = document.currentScript;
  const options = { ...tag?.dataset };
  const home = new URL(tag?.src ?? location.href).origin;
  const WAIT = 25, PATIENCE = 90_000, PAUSES = [2, 5, 10, 30];

  const WORDS = {
    fr: {
      open: "Besoin d’aide ?", title: "Assistance", close: "Fermer", say: "Votre message", send: "Envoyer",
      hello: "Bonjour, comment puis-je vous aider ?", bot: "Assistant", you: "Vous", team: "Notre équipe",
      privacy: "Je suis un assistant automatique. Une personne peut prendre le relais à tout moment.",
      starters: ["Que pouvez-vous faire ?", "Où en est ma demande ?", "Où en est ma commande ?"],
      person: "Parler à une personne", sign: "Me connecter", signed: "Vous êtes connecté.", end: "Terminer", other: "English", otherLang: "en",
      writing: "L’assistant écrit…", waiting: "En attente d’une personne…", taken: "{name} vous répond.", unread: "{n} nouveaux messages", unreadOne: "1 nouveau message",
      offline: "Pas de connexion : votre message partira dès son retour.", slow: "Beaucoup de messages : le vôtre part dans {n} s.", failed: "Ce message n’a pas pu être envoyé.",
      source: "Source", colon: " :", more: "Ouvrir", rows: "{shown} lignes sur {total}",
      email: "Votre adresse e-mail", code: "Le code reçu par e-mail", ask: "Recevoir un code", check: "Valider le code", cancel: "Annuler",
      sent: "Si cette adresse est celle d’un client, un code vient d’y être envoyé.", wrong: "Ce code n’est pas valable. Vérifiez-le ou demandez-en un autre.", badEmail: "Cette adresse n’est pas complète.",
      rate: "Êtes-vous satisfait de cet échange ?", rates: ["Pas du tout", "Plutôt non", "Moyennement", "Plutôt oui", "Tout à fait"], rated: "Merci pour votre avis.", fresh: "Nouvelle conversation",
    },
    en: {
      open: "Need help?", title: "Help", close: "Close", say: "Your message", send: "Send",
      hello: "Hello, how can I help you?", bot: "Assistant", you: "You", team: "Our team",
      privacy: "I’m an automated assistant. A person can take over at any time.",
      starters: ["What can you do?", "Where is my request at?", "Where is my order?"],
      person: "Talk to a person", sign: "Sign in", signed: "You are signed in.", end: "End chat", other: "Français", otherLang: "fr",
      writing: "The assistant is writing…", waiting: "Waiting for a person…", taken: "{name} is answering you.", unread: "{n} new messages", unreadOne: "1 new message",
      offline: "No connection: your message will go as soon as it is back.", slow: "Lots of messages: yours goes in {n} s.", failed: "This message could not be sent.",
      source: "Source", colon: ":", more: "Open", rows: "{shown} rows of {total}",
      email: "Your email address", code: "The code you received by email", ask: "Send me a code", check: "Check the code", cancel: "Cancel",
      sent: "If this is a customer’s address, a code has just been sent to it.", wrong: "That code isn’t valid. Check it or ask for another one.", badEmail: "That address isn’t complete.",
      rate: "Are you happy with this conversation?", rates: ["Not at all", "Not really", "Somewhat", "Mostly", "Very"], rated: "Thank you for your feedback.", fresh: "New conversation",
    },
  };

  // French puts a narrow no-break space before double punctuation.
  const typeset = (said) => (typeof said === "string" ? said.replace(/ (?=[?!:;»])/g, "\u202f") : said.map(typeset));
  for (const key of Object.keys(WORDS.fr)) WORDS.fr[key] = typeset(WORDS.fr[key]);

  const ICONS = {
    chat: "M4 5h16v11H9l-5 4z", close: "M6 6l12 12M18 6L6 18", send: "M4 12l16-8-6 16-3-6z", person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 8c1-4 4-6 7-6s6 2 7 6",
  };

  const CSS = `
    :host { all: initial; position: fixed; z-index: 2147483000; inset: auto var(--comptoir-side, 1.25rem) var(--comptoir-bottom, 1.25rem) auto;
      --accent: var(--comptoir-accent, #0b5d57); --on: var(--comptoir-on-accent, #fff); --paper: var(--comptoir-ground, #fff); --ink: var(--comptoir-ink, #14201e);
      --soft: var(--comptoir-soft, #55625e); --line: var(--comptoir-line, #dde3e0); --edge: var(--comptoir-edge, #7d8a86); --tint: var(--comptoir-tint, #e4f0ed); --bad: var(--comptoir-danger, #a3231f);
      --round: var(--comptoir-radius, 1rem); font: 16px/1.5 var(--comptoir-font, system-ui, "Segoe UI", Roboto, Arial, sans-serif); color: var(--ink); }
    :host([data-theme="dark"]) { --accent: var(--comptoir-accent, #62cabb); --on: var(--comptoir-on-accent, #05201c); --paper: var(--comptoir-ground, #182120); --ink: var(--comptoir-ink, #e6eeeb);
      --soft: var(--comptoir-soft, #a3b3ae); --line: var(--comptoir-line, #2b3835); --edge: var(--comptoir-edge, #84938e); --tint: var(--comptoir-tint, #17332e); --bad: var(--comptoir-danger, #ff9d95); }
    *, ::before, ::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .out { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    button, input, textarea { font: inherit; color: inherit; }
    button { display: inline-flex; align-items: center; gap: .4em; min-height: 2.75rem; padding: .35rem .9rem; border: 1px solid var(--edge); border-radius: .7rem; background: var(--paper); color: var(--ink); cursor: pointer; text-align: start; overflow-wrap: anywhere; }
    button:hover:enabled { border-color: var(--accent); color: var(--accent); }
    button:disabled { opacity: .55; cursor: default; }
    button.primary { background: var(--accent); border-color: var(--accent); color: var(--on); font-weight: 600; }
    button.primary:hover:enabled { color: var(--on); filter: brightness(1.1); }
    button.danger { color: var(--bad); border-color: var(--bad); }
    button.quiet { border-color: transparent; background: none; padding-inline: .6rem; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .primary:focus-visible, .launch:focus-visible { outline-color: var(--ink); }
    svg { width: 1.4em; height: 1.4em; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    .launch { border-radius: 2rem; min-height: 3.5rem; padding: .6rem 1.25rem; box-shadow: 0 4px 18px rgb(0 0 0 / 25%); }
    .badge { min-width: 1.6em; padding: 0 .4em; border-radius: 1em; background: var(--paper); color: var(--accent); text-align: center; font-size: .85em; }
    dialog { position: fixed; inset: auto var(--comptoir-side, 1.25rem) var(--comptoir-bottom, 1.25rem) auto; width: min(25rem, calc(100vw - 2.5rem)); height: min(40rem, calc(100dvh - 2.5rem)); margin: 0; padding: 0; border: 1px solid var(--line); border-radius: var(--round);
      background: var(--paper); color: var(--ink); box-shadow: 0 12px 40px rgb(0 0 0 / 28%); overflow: hidden; }
    dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr) auto auto auto; grid-template-columns: minmax(0, 1fr); }
    header { display: flex; align-items: center; gap: .25rem; padding: .5rem .5rem .5rem 1rem; border-bottom: 1px solid var(--line); }
    h2 { flex: 1; margin: 0; font-size: 1.05rem; font-weight: 650; }
    .log { overflow-y: auto; padding: 1rem; display: flex; flex-direction: column; gap: .9rem; overscroll-behavior: contain; }
    article { max-width: 92%; display: grid; gap: .5rem; grid-template-columns: minmax(0, 1fr); overflow-wrap: anywhere; }
    h3 { margin: 0; font-size: .8rem; font-weight: 600; color: var(--soft); }
    p, ul, dl, dd { margin: 0; padding: 0; }
    p { white-space: pre-wrap; }
    ul { padding-inline-start: 1.2rem; }
    .customer { align-self: flex-end; } .customer p { padding: .55rem .9rem; border-radius: 1rem 1rem .3rem 1rem; background: var(--tint); }
    .agent p { padding: .55rem .9rem; border-radius: 1rem 1rem 1rem .3rem; border: 1px solid var(--accent); }
    .system { align-self: center; text-align: center; color: var(--soft); font-size: .9rem; }
    .note { color: var(--soft); font-size: .85rem; } .bad { color: var(--bad); }
    .row { display: flex; flex-wrap: wrap; gap: .5rem; }
    .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .6rem; }
    table { border-collapse: collapse; font-size: .88rem; min-width: 100%; } th, td { padding: .4rem .6rem; text-align: start; vertical-align: top; border-top: 1px solid var(--line); min-width: 5.5rem; } thead th { border: 0; color: var(--soft); font-weight: 600; } tbody th { font-weight: 500; }
    .card { border: 1px solid var(--line); border-radius: .7rem; padding: .7rem .9rem; } .card h4 { margin: 0 0 .35rem; font-size: 1rem; } dt { color: var(--soft); font-size: .85rem; }
    details { border-inline-start: 3px solid var(--line); padding-inline-start: .7rem; font-size: .9rem; } summary { cursor: pointer; color: var(--accent); padding: .35rem 0; min-height: 1.75rem; }
    a { color: var(--accent); } code { font-family: ui-monospace, monospace; }
    .status { min-height: 1.6rem; padding: 0 1rem; color: var(--soft); font-size: .85rem; display: flex; align-items: center; gap: .5rem; }
    .dots { display: inline-flex; gap: .25rem; } .dots i { width: .4rem; height: .4rem; border-radius: 50%; background: var(--soft); animation: beat 1.2s infinite; } .dots i:nth-child(2) { animation-delay: .15s; } .dots i:nth-child(3) { animation-delay: .3s; }
    @keyframes beat { 0%, 70%, 100% { opacity: .3; } 35% { opacity: 1; } }
    .tools { display: flex; flex-wrap: wrap; padding: 0 .4rem; font-size: .86rem; } .tools button { padding: .3rem .4rem; }
    form.say { display: flex; align-items: flex-end; gap: .5rem; padding: .25rem .75rem .75rem; }
    textarea, input { min-width: 0; flex: 1; padding: .6rem .8rem; border: 1px solid var(--edge); border-radius: .7rem; background: var(--paper); }
    textarea { resize: none; min-height: 2.75rem; max-height: 8rem; }
    .say button { width: 2.75rem; padding: 0; justify-content: center; }
    .form { display: grid; gap: .5rem; border: 1px solid var(--line); border-radius: .7rem; padding: .8rem; } .form label { display: grid; gap: .3rem; font-size: .9rem; }
    fieldset { border: 1px solid var(--line); border-radius: .7rem; margin: 0; padding: .6rem .8rem; display: grid; gap: .3rem; min-width: 0; } legend { padding: 0 .3rem; font-weight: 600; }
    @media (max-width: 30rem) { dialog { inset: 0; width: 100vw; height: 100dvh; max-width: none; max-height: none; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { .dots i { animation: none; opacity: .7; } }
  `;

  const fill = (line, values) => line.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const newId = () => (crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join(""));
  const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  function make(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    drawing.append(path);
    return drawing;
  }

  // What is kept between pages; where storage is forbidden, between clicks.
  class Shelf {
    constructor() { this.memory = {}; }
    get(key) {
      try { return JSON.parse(localStorage.getItem(`comptoir.${key}`)) ?? this.memory[key] ?? null; } catch { return this.memory[key] ?? null; }
    }
    set(key, value) {
      this.memory[key] = value;
      try { localStorage.setItem(`comptoir.${key}`, JSON.stringify(value)); } catch { /* kept in memory */ }
    }
  }

  // Markdown's inline subset; lines that begin with a dash become a list.
  function inline(text) {
    const out = [];
    let last = 0;
    for (const found of text.matchAll(/\*\*(.+?)\*\*|`(.+?)`|\*(\S.*?)\*/gs)) {
      out.push(text.slice(last, found.index), make(found[1] ? "strong" : found[2] ? "code" : "em", {}, found[1] ?? found[2] ?? found[3]));
      last = found.index + found[0].length;
    }
    return [...out, text.slice(last)];
  }
  function prose(text) {
    const nodes = [];
    for (const block of text.split(/\n{2,}|\n(?=- )|(?<=^- .*)\n/m)) {
      if (!block.trim()) continue;
      if (!block.startsWith("- ")) nodes.push(make("p", {}, inline(block)));
      else if (nodes.at(-1)?.tagName === "UL") nodes.at(-1).append(make("li", {}, inline(block.slice(2))));
      else nodes.push(make("ul", {}, make("li", {}, inline(block.slice(2)))));
    }
    return nodes;
  }
  const safe = (url) => /^https?:\/\//.test(url ?? "");

  const PARTS = {
    text: (part) => prose(part.text),
    summary: (part) => [make("p", {}, make("strong", {}, part.title)), make("ul", {}, part.items.map((one) => make("li", {}, inline(one.text))))],
    chart: (part) => [make("p", {}, make("strong", {}, part.title)), make("p", {}, part.alt)],
    email: (part) => [make("p", {}, make("strong", {}, part.subject)), make("p", {}, part.body)],
    table: (part, words) => {
      const row = (cells) => make("tr", {}, cells.map((cell, i) => make(i ? "td" : "th", i ? {} : { scope: "row" }, cell)));
      const head = make("thead", {}, make("tr", {}, part.columns.map((name) => make("th", { scope: "col" }, name))));
      const box = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": part.columns.join(", ") }, make("table", {}, head, make("tbody", {}, part.rows.map(row))));
      return [box, part.truncated ? make("p", { class: "note" }, fill(words.rows, { shown: part.rows.length, total: part.total })) : null];
    },
    card: (part) => [make("div", { class: "card" }, make("h4", {}, part.title), make("dl", {}, part.fields.flatMap((one) => [make("dt", {}, one.label), make("dd", {}, one.value)])))],
    citation: (part, words, widget, n) => [make("details", {}, make("summary", {}, `${words.source} ${n}${words.colon} ${part.title}`), make("p", {}, part.passage),
      safe(part.url) ? make("p", {}, make("a", { href: part.url, target: "_blank", rel: "noopener noreferrer" }, words.more)) : null)],
    buttons: (part, words, widget) => {
      const row = make("div", { class: "row" });
      row.append(...part.buttons.map((one) => make("button", { type: "button", class: one.style, onclick: () => {
        if (one.payload.startsWith("/")) for (const other of row.children) other.disabled = true;
        widget.send(one.payload, one.label);
        widget.rest();
      } }, one.label)));
      return [row];
    },
  };

  class Comptoir extends HTMLElement {
    constructor() {
      super();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      this.shelf = new Shelf();
      this.turns = new Set();
      this.after = 0;
      this.state = "bot";
      this.unread = 0;
      this.pending = Promise.resolve();
      this.sending = false;
    }

    get words() { return WORDS[this.lang]; }
    get opened() { return this.panel.open; }

    connectedCallback() {
      if (this.panel) return;
      const told = this.dataset.lang ?? options.lang ?? (document.documentElement.lang || navigator.language);
      this.lang = this.shelf.get("lang") ?? (told?.startsWith("en") ? "en" : "fr");
      const theme = this.dataset.theme ?? options.theme ?? "light";
      this.dataset.theme = theme === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : theme;
      this.conversation = this.shelf.get("conversation") ?? this.begin();
      this.queue = this.shelf.get("queue") ?? [];
      this.build();
      this.speak();
      this.addEventListener("keydown", (event) => event.key === "Escape" && this.opened && this.close());
      addEventListener("online", () => this.flush());
      if (this.shelf.get("open") && matchMedia("(min-width: 30.01rem)").matches) this.show(false);
      else if (this.queue.length || this.shelf.get("person")) this.wake();
    }

    begin() {
      const id = newId();
      this.shelf.set("conversation", id);
      return id;
    }

    build() {
      this.launch = make("button", { type: "button", class: "launch primary", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.show() });
      this.heading = make("h2", { id: "title" });
      this.closing = make("button", { type: "button", class: "quiet", onclick: () => this.close() }, icon("close"));
      this.tongue = make("button", { type: "button", class: "quiet", onclick: () => this.switchTo(this.words.otherLang) });
      this.log = make("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
      this.status = make("div", { class: "status", role: "status" });
      this.person = make("button", { type: "button", class: "quiet", onclick: () => this.send("/talk_to_person", this.words.person) });
      this.sign = make("button", { type: "button", class: "quiet", onclick: () => this.askEmail() });
      this.ending = make("button", { type: "button", class: "quiet", onclick: () => this.askRating() });
      this.box = make("textarea", { rows: "1", maxlength: "4000", enterkeyhint: "send", onkeydown: (event) => this.typed(event), oninput: () => this.fit() });
      this.submit = make("button", { type: "submit", class: "primary" }, icon("send"));
      const form = make("form", { class: "say", onsubmit: (event) => this.submitted(event) }, this.box, this.submit);
      this.panel = make("dialog", { "aria-labelledby": "title", onclose: () => this.closed() },
        make("header", {}, this.heading, this.tongue, this.closing), this.log, this.status, make("div", { class: "tools" }, this.person, this.sign, this.ending), form);
      this.shadowRoot.append(this.launch, this.panel);
    }

    // Write what the widget itself says in its language; what was said stays as it was.
    speak() {
      const { words } = this;
      this.launch.lang = this.panel.lang = this.lang;
      this.heading.textContent = this.dataset.title ?? options.title ?? words.title;
      this.launch.replaceChildren(icon("chat"), words.open, ...(this.unread ? [make("span", { class: "badge" }, make("span", { "aria-hidden": "true" }, String(this.unread)),
        make("span", { class: "out" }, this.unread > 1 ? fill(words.unread, { n: this.unread }) : words.unreadOne))] : []));
      this.closing.setAttribute("aria-label", words.close);
      this.tongue.textContent = words.other;
      this.tongue.lang = words.otherLang;
      this.person.replaceChildren(icon("person"), words.person);
      this.sign.textContent = words.sign;
      this.ending.textContent = words.end;
      this.log.setAttribute("aria-label", words.title);
      this.box.setAttribute("aria-label", words.say);
      this.box.placeholder = words.say;
      this.submit.setAttribute("aria-label", words.send);
      this.welcome();
      this.told();
    }

    welcome() {
      this.greeting?.remove();
      const { words } = this;
      const starters = words.starters.map((line) => make("button", { type: "button", onclick: () => this.send(line) }, line));
      this.greeting = make("article", { class: "bot", lang: this.lang }, make("h3", {}, words.bot), make("p", {}, words.hello), make("p", { class: "note" }, words.privacy), make("div", { class: "row" }, starters));
      this.log.prepend(this.greeting);
      this.down();
    }

    switchTo(lang) {
      this.lang = lang;
      this.shelf.set("lang", lang);
      this.speak();
    }

    show(focus = true) {
      if (this.opened) return;
      this.unread = 0;
      if (matchMedia("(max-width: 30rem)").matches) this.panel.showModal();
      else this.panel.show();
      this.launch.hidden = true;
      this.launch.setAttribute("aria-expanded", "true");
      this.shelf.set("open", true);
      if (focus) (matchMedia("(pointer: fine)").matches ? this.box : this.closing).focus();
      this.wake();
      this.down();
    }

    close() { this.panel.close(); }

    // Focus never falls out of the panel; on a touch screen it raises no keyboard.
    rest() { (matchMedia("(pointer: fine)").matches ? this.box : this.log).focus(); }

    closed() {
      this.launch.hidden = false;
      this.launch.setAttribute("aria-expanded", "false");
      this.shelf.set("open", false);
      this.speak();
      this.launch.focus();
    }

    // Everything that needs the network begins here, the first time the visitor wants it.
    wake() {
      this.poke?.();
      this.ready ??= this.start();
      this.flush();
    }

    async start() {
      await this.identify(this.dataset.token ?? options.token);
      await this.history();
      for (const message of this.queue) message.node ??= this.say("customer", prose(message.shown), this.lang);
      this.follow();
    }

    async call(path, { body, signal, method } = {}) {
      const headers = { ...(body ? { "Content-Type": "application/json" } : {}), ...(this.shelf.get("token") ? { Authorization: `Bearer ${this.shelf.get("token")}` } : {}) };
      const response = await fetch(home + path, { method: method ?? (body ? "POST" : "GET"), headers, body: body && JSON.stringify(body), signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (response.status === 401 && !path.includes("/widget/")) await this.session();
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
        else this.say(one.from, prose(one.text), one.language, one.name);
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
      if (!this.box.value.trim()) return;
      this.send(this.box.value);
      this.box.value = "";
      this.fit();
      this.box.focus();
    }

    fit() {
      this.box.rows = Math.min(5, this.box.value.split("\n").length);
    }

    // A message is kept until it is answered; it carries its own id, so it is never handled twice.
    send(text, shown = text) {
      const message = { id: newId(), text: text.trim(), shown, conversation: this.conversation, ...(text.startsWith("/") ? { language: this.lang } : {}) };
      message.node = this.say("customer", prose(shown), this.lang);
      this.queue.push(message);
      this.keep();
      this.show(false);
      this.wake();
    }

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
        const { node, shown, ...message } = this.queue[0];
        let response = null;
        if (!this.shelf.get("token")) await this.session();
        if (this.shelf.get("token")) try {
          response = await this.call("/api/v1/messages", { body: message, signal: AbortSignal.timeout(PATIENCE) });
        } catch { /* offline: tried again below */ }
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
        if (response.ok) this.reply(await response.json());
        else this.say("bot", [make("p", { class: "bad" }, this.words.failed)], this.lang);
      }
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
      const { words } = this;
      const rate = async (n) => {
        await this.call(`/api/v1/conversations/${this.conversation}/rating`, { body: { rating: n } }).catch(() => null);
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
})();
