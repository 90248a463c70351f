// Who works here: signed in to Salesforce, or chosen in the demo; and one way to call the service.

import { make } from "/web/parts.js";

export class Entry {
  // `allowed` says which profiles may come in; `then` is this page's address.
  constructor(allowed, then) {
    Object.assign(this, { allowed, then, users: [], signedIn: false, me: null });
  }

  async find() {
    const me = await load("/api/v1/me", {});
    this.signedIn = me.kind === "employee";
    const users = this.signedIn ? [me] : await load("/api/v1/demo/users", []);
    this.users = Array.isArray(users) ? users.filter((one) => this.allowed.test(one.profile ?? "")) : [];
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
    const out = make("button", { type: "button", onclick: () => fetch("/oauth/sign-out", { method: "POST" }).finally(() => location.reload()) }, words.signOut);
    const acts = known ? [make("a", { className: "button", href: "/" }, words.front), out] : [make("a", { className: "button primary", href: `/oauth/salesforce?then=${this.then}` }, words.signIn)];
    return make("section", { className: "gate panel", lang: language }, make("h2", {}, words.gateTitle), make("p", {}, said), make("div", { className: "row" }, ...acts));
  }
}

async function load(path, otherwise) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? response.json() : otherwise;
}
