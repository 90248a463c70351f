// Files a visitor attaches: chosen, dropped or pasted; kept in the browser until their message is taken.
const TAKEN = "image/png,image/jpeg,image/gif,image/webp,application/pdf", MOST_FILES = 5;
const GONE = { 413: "tooLarge", 415: "badKind", 409: "tooMany", 507: "noRoom" };

// Where the files of messages that wait to be sent rest: they outlive the page as the messages do.
class Drawer {
  constructor() { this.memory = new Map(); }
  run(mode, act) {
    return new Promise((done) => {
      try {
        const asked = indexedDB.open("comptoir");
        asked.onupgradeneeded = () => asked.result.createObjectStore("files");
        asked.onerror = () => done();
        asked.onsuccess = () => {
          const change = asked.result.transaction("files", mode), got = act(change.objectStore("files"));
          change.oncomplete = change.onerror = change.onabort = () => { asked.result.close(); done(got.result); };
        };
      } catch { done(); }
    });
  }
  put(id, blob) {
    this.memory.set(id, blob);
    return this.run("readwrite", (files) => files.put(blob, id));
  }
  async get(id) { return this.memory.get(id) ?? this.run("readonly", (files) => files.get(id)); }
  drop(id) {
    this.memory.delete(id);
    return this.run("readwrite", (files) => files.delete(id));
  }
}

class Filing extends Panel {
  // The button, the field behind it, and the files that wait above the message.
  buildFiles() {
    this.drawer = new Drawer();
    this.files = [];
    this.picker = make("input", { type: "file", accept: TAKEN, multiple: true, hidden: true, onchange: () => { this.attach(this.picker.files); this.picker.value = ""; } });
    this.clip = make("button", { type: "button", class: "quiet", onclick: () => this.picker.click() }, icon("clip"));
    this.tray = make("div", { class: "tray", hidden: true });
    this.box.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); this.attach(event.clipboardData.files); } });
    this.panel.addEventListener("dragover", (event) => event.preventDefault());
    this.panel.addEventListener("drop", (event) => { event.preventDefault(); this.attach(event.dataTransfer.files); });
    this.box.form.prepend(this.clip, this.picker);
    this.box.form.before(this.tray);
  }

  async attach(chosen) {
    let wrong = "";
    for (const file of [...chosen]) {
      wrong = !TAKEN.split(",").includes(file.type) ? "badKind" : file.size > MB * 1e6 ? "tooLarge" : this.files.length >= MOST_FILES ? "tooMany" : "";
      if (wrong) { wrong = this.refusal(wrong, file.name); break; }
      const one = { id: newId(), name: file.name, media: file.type, size: file.size };
      this.files.push(one);
      await this.drawer.put(one.id, file);
    }
    this.layTray(wrong);
    this.box.focus();
  }

  refusal(why, name) { return `${name}${this.words.colon} ${fill(this.words[why], { n: MB, m: MOST_FILES })}`; }

  layTray(wrong = "") {
    const { words } = this;
    const drop = (one) => { this.files = this.files.filter((other) => other !== one); this.drawer.drop(one.id); this.layTray(); this.box.focus(); };
    const rows = this.files.map((one) => make("li", {}, `${one.name} (${this.weight(one.size)})`, make("button", { type: "button", class: "quiet", "aria-label": fill(words.drop, { name: one.name }), onclick: () => drop(one) }, icon("close"))));
    this.tray.hidden = !rows.length && !wrong;
    this.tray.replaceChildren(...(rows.length ? [make("ul", { "aria-label": words.files }, rows)] : []), ...(wrong ? [make("p", { class: "note bad", role: "alert" }, wrong)] : []));
  }

  weight(size) {
    const [n, unit] = size < 1e6 ? [Math.ceil(size / 1e3), 1] : [size / 1e6, 0];
    return `${n.toLocaleString(this.lang, { maximumFractionDigits: 1 })}\u00a0${this.words.units[unit]}`;
  }

  // A file as it stands in the thread; what the service has can be fetched again.
  chip(part) {
    const said = [icon("clip"), `${part.name} (${this.weight(part.size)})`];
    return part.type ? make("button", { type: "button", class: "file", onclick: () => this.fetchFile(part) }, ...said) : make("span", { class: "file", "data-file": part.id }, ...said);
  }

  async fetchFile(part) {
    const response = await this.call(`/api/v1/conversations/${this.conversation}/attachments/${part.id}`).catch(() => null);
    if (!response?.ok) return this.told(this.words.failed);
    const address = URL.createObjectURL(await response.blob());
    make("a", { href: address, download: part.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  // Send a message's files before it: true where each is there or was refused for good.
  async upload(message) {
    for (const one of [...(message.files ?? [])]) {
      const blob = await this.drawer.get(one.id), address = `/api/v1/conversations/${message.conversation}/attachments/${one.id}`;
      const response = blob && (await this.call(address, { raw: blob, headers: { "Content-Type": one.media, "X-File-Name": encodeURIComponent(one.name) }, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null));
      if (blob && !response?.ok && !GONE[response?.status]) return response;
      const shown = message.node?.querySelector(`[data-file="${one.id}"]`);
      if (response?.ok) shown?.replaceWith(this.chip(await response.json()));
      else {
        message.files = message.files.filter((other) => other !== one);
        shown?.remove();
        this.say("bot", [make("p", { class: "bad" }, this.refusal(GONE[response?.status] ?? "lost", one.name))], this.lang);
      }
    }
    return true;
  }
}
