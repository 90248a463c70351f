// The panel in its shadow root: built, opened, closed, said in one language or the other.
class Panel extends HTMLElement {
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
    this.opening = make("button", { type: "button", class: "quiet", onclick: () => this.askCase() });
    this.sign = make("button", { type: "button", class: "quiet", onclick: () => this.askEmail() });
    this.ending = make("button", { type: "button", class: "quiet", onclick: () => this.askRating() });
    this.box = make("textarea", { rows: "1", maxlength: "4000", enterkeyhint: "send", onkeydown: (event) => this.typed(event), oninput: () => this.fit() });
    this.submit = make("button", { type: "submit", class: "primary" }, icon("send"));
    const form = make("form", { class: "say", onsubmit: (event) => this.submitted(event) }, this.box, this.submit);
    this.panel = make("dialog", { "aria-labelledby": "title", onclose: () => this.closed() },
      make("header", {}, this.heading, this.tongue, this.closing), this.log, this.status, make("div", { class: "tools" }, this.person, this.opening, this.sign, this.ending), form);
    this.shadowRoot.append(this.launch, this.panel);
    this.buildFiles();
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
    this.opening.textContent = words.request;
    this.sign.textContent = words.sign;
    this.ending.textContent = words.end;
    this.log.setAttribute("aria-label", words.title);
    this.box.setAttribute("aria-label", words.say);
    this.box.placeholder = words.say;
    this.submit.setAttribute("aria-label", words.send);
    this.clip.setAttribute("aria-label", words.attach);
    this.layTray();
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
}
