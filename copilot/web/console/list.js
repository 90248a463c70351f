// The list of conversations: only the rows that can be seen exist, so 500 cost what 20 do.

import { make } from "/web/parts.js";
import { counted, fill } from "/web/words.js";

const AROUND = 6;

export class List {
  // `box` scrolls, `list` is the <ul> in it; `page` gives {words(), language(), open(id), current()}.
  constructor(box, list, page) {
    Object.assign(this, { box, list, page, rows: [], nodes: new Map() });
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(box);
  }

  show(rows) {
    this.rows = rows;
    this.nodes.clear();
    this.draw();
  }

  get height() {
    return 4.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  draw() {
    const { height, rows } = this;
    this.list.style.setProperty("height", `${rows.length * height}px`);
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - AROUND);
    const last = Math.min(rows.length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / height) + AROUND);
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const drawn = rows.slice(first, last).map((one, i) => this.placed(one, first + i, height));
    this.list.replaceChildren(...drawn);
    if (focused) this.list.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
  }

  placed(one, i, height) {
    if (!this.nodes.has(one.id)) this.nodes.set(one.id, this.row(one, i));
    const node = this.nodes.get(one.id);
    node.style.setProperty("top", `${i * height}px`);
    return node;
  }

  row(one, i) {
    const words = this.page.words();
    const wait = one.requested ? `${fill(words.minutes, { n: Math.max(1, Math.ceil((Date.now() - Date.parse(one.requested)) / 60_000)) })}` : "";
    const who = one.mine ? words.mine : one.agent ? one.agent.name.split(" ")[0] : wait || words.states[one.state];
    const held = one.held_since ? ` · ${words.onHold}` : "";
    const unread = one.unread ? make("span", { className: "unread" }, make("span", { "aria-hidden": "true" }, String(one.unread)), make("span", { className: "hidden" }, counted(words.unread, one.unread, this.page.language()))) : null;
    const button = make("button", { type: "button", "data-id": one.id, "aria-current": String(one.id === this.page.current()), onclick: () => this.page.open(one.id) },
      make("span", { className: "name" }, make("span", {}, nameOf(one, words)), unread), make("span", { className: `state ${one.state}${one.to_me ? " forme" : ""}` }, wait ? make("span", { className: "hidden" }, `${words.states.waiting} `) : null, who + held), make("span", { className: "said", lang: one.language }, one.last?.text ?? ""));
    return make("li", { "aria-posinset": String(i + 1), "aria-setsize": String(this.rows.length) }, button);
  }

  // Bring a row into view and return its id: `step` from the open one.
  move(step) {
    const at = this.rows.findIndex((one) => one.id === this.page.current());
    return this.reveal(Math.max(0, Math.min(this.rows.length - 1, at + step)));
  }

  reveal(i) {
    if (!this.rows[i]) return null;
    const top = i * this.height;
    if (top < this.box.scrollTop || top + this.height > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top - this.box.clientHeight / 3;
    return this.rows[i].id;
  }
}

export function nameOf(one, words) {
  const number = one.case ? ` ${one.case.number}` : "";
  return `${words[one.kind === "customer" ? "customer" : "visitor"]}${number} · ${one.language.toUpperCase()}`;
}
