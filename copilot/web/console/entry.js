// Who works here: signed in by the company or to Salesforce, or chosen in the demo; and one way to
// call the service.

import { make } from "/web/parts.js";

export class Entry {
  // `allowed` says which profiles may come in; `then` is this page's address.
  constructor(allowed, then) {
    const role = then === "/console/manager" ? "manager" : "agent";
    Object.assign(this, { allowed, role, then, users: [], ways: [], signedIn: false, me: null });
  }

  async find() {
    const me = await load("/api/v1/me", {});
    this.signedIn = me.kind === "employee";
    const users = this.signedIn ? [me] : await load("/api/v1/demo/users", []);
    if (!this.signedIn) this.ways = await load("/api/v1/sign-ins", []);
    const may = (one) => this.allowed.test(one.profile ?? "") && (one.roles ?? [this.role]).includes(this.role);
    this.users = Array.isArray(users) ? users.filter(may) : [];
    this.known = this.signedIn ? me : null;
    this.me = this.users[0] ?? null;
    return this.users;
  }

  become(username) {
    this.me = this.users.find((one) => one.username === username) ?? this.me;
    return this.me;
  }

  headers(more = {}) {
    return { "Content-Type": "application/json", ...(this.signedIn || !this.me ? {} : { "X-Demo-User": this.me.username }), ...more };
  }

  // The answer, null where there is none; `failed` is told why, with who is in charge on a collision.
  async call(path, { body, headers, failed = () => {} } = {}) {
    const options = { method: body ? "POST" : "GET", headers: this.headers(headers), body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000) };
    const response = await fetch(path, options).catch(() => null);
    if (response?.status === 304 || response?.status === 204) return {};
    const told = await response?.json().catch(() => ({}));
    if (!response?.ok) {
      failed(response ? { status: response.status, detail: told.detail ?? String(response.status), agent: told.agent } : null);
      return null;
    }
    return Object.assign(told, { etag: response.headers.get("etag") });
  }

  // A file's bytes, or null.
  async file(path, failed) {
    const response = await fetch(path, { headers: this.headers() }).catch(() => null);
    if (response?.ok) return response.blob();
    failed();
    return null;
  }

  // What stands in place of the page for whoever cannot come in.
  gate(words, language) {
    const known = this.known;
    const said = known ? words.notAgent.replace("{name}", known.name).replace("{profile}", known.profile) : words.gateText;
    const out = make("button", { type: "button", onclick: leave }, words.signOut);
    const acts = known ? [make("a", { className: "button", href: "/" }, words.front), out] : this.ways.map((way, n) => make("a", { className: n ? "button" : "button primary", href: `${way.url}?then=${this.then}` }, way.name === "company" ? words.signInCompany : words.signIn));
    return make("section", { className: "gate panel", lang: language }, make("h2", {}, words.gateTitle), make("p", {}, said), make("div", { className: "row" }, ...acts));
  }
}

// Ends the session here, and where the company's provider has a page for it, there too.
export async function leave() {
  const answer = await fetch("/oauth/sign-out", { method: "POST" }).catch(() => null);
  const told = answer?.status === 200 ? await answer.json().catch(() => ({})) : {};
  if (told.then) location.assign(told.then);
  else location.reload();
}

async function load(path, otherwise) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? response.json() : otherwise;
}
