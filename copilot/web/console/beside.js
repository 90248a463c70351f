// What helps to answer: suggested replies, articles, macros, notes, the customer. One tab at a time.

import { inline, make } from "/web/parts.js";
import { counted, fill } from "/web/words.js";

export const TABS = ["answer", "articles", "macros", "notes", "customer"];

export class Beside {
  // `page` gives {words(), language(), call(path, body), insert(text, suggestion), say(text, suggestion), found()}.
  constructor(tabs, panel, page) {
    Object.assign(this, { tabs, panel, page, tab: "answer", asked: "", hits: null, draft: "" });
    tabs.addEventListener("keydown", (event) => this.step(event));
  }

  choose(tab, focus = true) {
    this.tab = tab;
    this.show();
    const first = focus && { articles: "input", notes: "textarea", macros: "button", answer: "button:enabled" }[tab];
    if (first) this.panel.querySelector(first)?.focus();
  }

  step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.choose(TABS[(TABS.indexOf(this.tab) + by + TABS.length) % TABS.length], false);
    this.tabs.querySelector('[aria-selected="true"]').focus();
  }

  fresh() {
    Object.assign(this, { asked: "", hits: null, draft: "", filled: null });
  }

  show() {
    const words = this.page.words(), found = this.page.found();
    const focused = this.tabs.contains(document.activeElement);
    const notes = found.notes.length;
    this.tabs.replaceChildren(...TABS.map((name) => make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(name === this.tab), "aria-controls": "panel", tabIndex: name === this.tab ? 0 : -1, onclick: () => this.choose(name) },
      words.tabs[name] + (name === "notes" && notes ? ` (${notes})` : ""))));
    if (focused) this.tabs.querySelector('[aria-selected="true"]').focus();
    this.panel.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.fill(this[this.tab](found, words));
  }

  // The form somebody writes in stays as it is, what stands around it is drawn anew; the focus
  // stays with the suggestion it was on, or, where that is gone, in the panel.
  fill(nodes) {
    const { panel } = this, focused = panel.contains(document.activeElement) ? document.activeElement : null;
    const kept = this.drawn === this.tab && focused?.matches("input, textarea") ? focused.closest("#panel > form") : null;
    this.drawn = this.tab;
    const at = kept ? nodes.findIndex((one) => one.tagName === "FORM") : -1;
    if (at >= 0) {
      for (const one of [...panel.children]) if (one !== kept) one.remove();
      kept.before(...nodes.slice(0, at));
      kept.after(...nodes.slice(at + 1));
      return;
    }
    const which = focused?.closest("[data-suggestion]"), place = which ? [...which.querySelectorAll("button")].indexOf(focused) : -1;
    panel.replaceChildren(...nodes);
    const same = which && panel.querySelector(`[data-suggestion="${which.dataset.suggestion}"]`)?.querySelectorAll("button")[place];
    if (focused) (same && !same.disabled ? same : panel).focus();
  }

  answer(found, words) {
    const mine = found.mine, language = this.page.language();
    const facts = make("ul", {}, make("li", {}, `${words.feeling}${words.colon} `, make("span", { className: found.sentiment }, words.feelings[found.sentiment])), found.reason ? make("li", {}, `${words.reason}${words.colon} ${found.reason}`) : null);
    const replies = found.suggestions.map((one, i) => make("div", { className: "reply", lang: found.language, "data-suggestion": one.id }, make("p", {}, inline(one.text)),
      one.sources.length ? make("p", { className: "note", lang: language }, fill(words.sources, { titles: one.sources.map((source) => source.title).join(", ") })) : null,
      make("p", { className: "note", lang: language }, fill(words.sure, { n: Math.round(one.confidence * 100) })),
      make("div", { className: "row", lang: language }, make("button", { type: "button", className: "primary", disabled: !mine, onclick: () => this.page.say(one.text, one.id) }, words.use),
        make("button", { type: "button", disabled: !mine, "data-edit": String(i + 1), onclick: () => this.page.insert(one.text, one.id) }, words.edit),
        make("button", { type: "button", className: "quiet", onclick: () => this.refuse(one.id) }, words.refuse))));
    const next = found.next_steps.map((step) => make("li", {}, step));
    return [section(words.summary, make("p", {}, found.summary), facts), section(words.suggestions, ...(replies.length ? replies : [make("p", { className: "note" }, words.noSuggestions)])),
      next.length ? section(words.next, make("ul", {}, ...next)) : null].filter(Boolean);
  }

  async refuse(id) {
    if (!(await this.page.call(`/suggestions/${id}`, { choice: "refused" }))) return;
    const found = this.page.found(), here = this.tab === "answer" && this.panel.contains(document.activeElement);
    if (!found) return;
    found.suggestions = found.suggestions.filter((one) => one.id !== id);
    this.page.tell(this.page.words().refused);
    this.show();
    if (here) this.panel.querySelector(".reply button:enabled")?.focus();
  }

  articles(found, words) {
    const box = make("input", { type: "search", value: this.asked, maxLength: 400, "aria-label": words.articleSearch, placeholder: words.articleSearch, oninput: () => { this.asked = box.value; } });
    const form = make("form", { role: "search", onsubmit: (event) => { event.preventDefault(); this.search(box.value, found.language); } }, box);
    const hits = this.hits?.map((one) => this.article(one, words, found.mine));
    const list = !hits ? [] : hits.length ? hits : [make("p", { className: "note", role: "status" }, words.noArticles)];
    return [form, ...list, make("p", {}, this.drafting(found, words))];
  }

  // What is not written yet is drafted from this case once it is solved, or from what was searched in vain.
  drafting(found, words) {
    const about = this.hits && !this.hits.length ? { question: this.asked.trim() } : found.case ? { case: found.case.number } : {};
    return make("a", { href: `/console/articles?${new URLSearchParams({ ...about, language: found.language })}` }, words.draftArticle);
  }

  article(one, words, mine) {
    const passage = make("blockquote", { lang: one.language }, one.text);
    const quote = () => {
      const chosen = getSelection();
      const part = chosen && passage.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
      this.page.insert(fill(words.quote, { text: part || one.text.trim(), title: one.title }));
    };
    const foot = one.quotable ? make("button", { type: "button", disabled: !mine, onclick: quote }, words.insert) : make("p", { className: "note negative" }, words.internal);
    return make("div", { className: "reply" }, make("h3", {}, one.title), passage, make("div", { className: "row" }, foot));
  }

  async search(asked, language) {
    if (!asked.trim()) return;
    const told = await this.page.fetch(`/api/v1/articles/search?language=${language}&q=${encodeURIComponent(asked.trim())}`);
    if (!told || this.tab !== "articles") return;
    this.hits = told.articles;
    this.show();
  }

  macros(found, words) {
    if (!this.filled) this.loadMacros();
    return (this.filled ?? []).map((one) => make("div", { className: "reply", lang: found.language }, make("h3", {}, one.title), make("p", {}, one.text),
      make("div", { className: "row", lang: this.page.language() }, make("button", { type: "button", disabled: !found.mine, onclick: () => this.page.insert(one.text) }, words.insert))));
  }

  async loadMacros() {
    const id = this.page.found().id;
    const told = await this.page.call("/macros");
    if (!told || this.page.found()?.id !== id) return;
    this.filled = told.macros;
    if (this.tab === "macros") this.show();
  }

  notes(found, words) {
    const lines = found.notes.map((one) => make("li", { className: "reply" }, make("p", { className: "note" }, `${one.name} · ${new Date(one.at).toLocaleString(this.page.language(), { dateStyle: "short", timeStyle: "short" })}`), make("p", { className: "said" }, one.text)));
    const box = make("textarea", { rows: 3, maxLength: 4000, value: this.draft, "aria-label": words.note, oninput: () => { this.draft = box.value; } });
    const form = make("form", { onsubmit: (event) => { event.preventDefault(); this.note(box); } }, box, make("p", { className: "note" }, words.noteHint), make("button", { type: "submit" }, words.addNote));
    return [lines.length ? make("ul", { className: "notes" }, ...lines) : make("p", { className: "note" }, words.noNotes), form];
  }

  async note(box) {
    const text = box.value.trim(), { id } = this.page.found();
    if (!text) return;
    const told = await this.page.call("/notes", { text, id: crypto.randomUUID() });
    const found = this.page.found();
    if (!told || found?.id !== id) return;
    this.draft = box.value = "";
    found.notes = told.notes;
    this.show();
    if (this.tab === "notes") this.panel.querySelector("textarea").focus();
  }

  customer(found, words) {
    const reasons = (found.routing?.reasons ?? []).map((reason) => {
      const [kind, value] = reason.split(":");
      return make("li", {}, fill(words.reasons[kind] ?? reason, { v: value }));
    });
    const routing = reasons.length ? [section(words.routing, make("ul", {}, found.routing.to ? make("li", {}, found.routing.to) : null, ...reasons))] : [];
    const mood = section(words.mood, make("p", { className: found.sentiment }, words.feelings[found.sentiment]));
    if (!found.customer) return [section(words.who, make("p", {}, words.anonymous)), mood, ...routing];
    const { contact, consent, value, health } = found.customer;
    const lines = [contact.Name, contact.Title, contact["Account.Name"], contact.Email, contact.Phone].filter(Boolean).map((line) => make("li", {}, line));
    const objections = Object.entries(consent ?? {}).filter(([, on]) => on).map(([name]) => words.consents[name] ?? name);
    const facts = [[words.consent, objections.join(", ") || words.consentFree], value === null || value === undefined ? null : [words.value, value.toLocaleString(this.page.language(), { maximumFractionDigits: 0 })],
      health === null || health === undefined ? null : [words.health, `${health} / 100`]].filter(Boolean);
    const listed = (title, records, line) => (records?.length ? [section(title, make("ul", {}, ...records.slice(0, 5).map((one) => make("li", {}, line(one)))))] : []);
    return [section(words.who, make("ul", {}, ...lines), make("dl", {}, ...facts.flatMap(([name, said]) => [make("dt", {}, name), make("dd", {}, said)]))), mood,
      ...listed(words.cases, found.customer.cases, (one) => `${one.CaseNumber} ${one.Subject} (${one.StatusLabel})`), ...listed(words.orders, found.customer.orders, (one) => `${one.OrderNumber} (${one.StatusLabel})`), ...routing];
  }
}

function section(title, ...nodes) {
  return make("section", {}, make("h3", {}, title), ...nodes);
}
