// A request filled in step by step: one question at a time, back and out at any time, read again before it goes.
const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;

class Stepping extends Filing {
  // A session that is over is opened anew, once.
  async insist(path, options) {
    const ask = () => this.call(path, options).catch(() => null);
    const response = await ask();
    return response?.status === 401 ? ask() : response;
  }

  async askCase(values = {}) {
    if (this.asking?.isConnected) return this.asking.querySelector("input, textarea, select, button").focus();
    await this.ready;
    const response = await this.insist(`/api/v1/widget/cases/form?language=${this.lang}`);
    if (!response?.ok) return this.told(response ? this.words.failed : this.words.offline);
    this.case = { id: newId(), steps: await response.json(), values, lang: this.lang };
    this.asking = this.say("bot", [], this.lang);
    this.askStep(0);
  }

  // What stands in the form's place in the thread, its first field focused.
  lay(title, nodes, action, work, back) {
    const words = WORDS[this.case.lang], wrong = make("p", { class: "note bad", role: "alert" });
    const leave = () => { this.asking.remove(); this.rest(); };
    const form = make("form", { class: "form", novalidate: true, "aria-label": words.request, onsubmit: async (event) => { event.preventDefault(); wrong.textContent = (await work()) ?? ""; } },
      make("p", { class: "note" }, title), nodes, wrong, make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, action),
        back && make("button", { type: "button", onclick: back }, words.back), make("button", { type: "button", onclick: leave }, words.cancel)));
    this.asking.replaceChildren(make("h3", {}, words.request), form);
    this.down();
    form.querySelector("input, textarea, select, button").focus();
  }

  askStep(at) {
    const { steps, values, lang } = this.case, step = steps[at], words = WORDS[lang];
    if (!step) return this.readAgain();
    const limits = { maxlength: String(step.most), required: step.required, "aria-required": step.required && "true" };
    const field = step.kind === "choice" ? make("select", {}, make("option", { value: "" }, words.nothing), step.options.map((one) => make("option", { value: one.value }, one.label)))
      : step.kind === "long" ? make("textarea", { ...limits, rows: "4" }) : make("input", { ...limits, ...(step.kind === "email" ? { type: "email", autocomplete: "email" } : step.name === "SuppliedName" ? { autocomplete: "name" } : {}) });
    field.value = values[step.name] ?? "";
    const keep = () => { values[step.name] = field.value.trim(); };
    const next = () => {
      keep();
      const said = values[step.name], wrong = step.required && !said ? words.needed : step.kind === "email" && !ADDRESS.test(said) ? words.badEmail : "";
      if (!wrong) return this.askStep(at + 1);
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return wrong;
    };
    this.lay(fill(words.step, { n: at + 1, all: steps.length }), make("label", {}, step.label, field), words.next, next, at ? () => { keep(); this.askStep(at - 1); } : null);
  }

  readAgain() {
    const { steps, values, lang, id } = this.case, words = WORDS[lang];
    const shown = (step) => step.options.find((one) => one.value === values[step.name])?.label ?? values[step.name];
    const read = steps.filter((step) => values[step.name]).flatMap((step) => [make("dt", {}, step.label), make("dd", {}, shown(step))]);
    const send = async () => {
      const said = Object.fromEntries(steps.filter((step) => values[step.name]).map((step) => [step.name, values[step.name]]));
      const response = await this.insist("/api/v1/widget/cases", { body: { conversation: this.conversation, id, language: lang, values: said } });
      // Whoever signed in meanwhile is asked other questions: those that are left, with what was said.
      if (response?.status === 422) { this.asking.remove(); return this.askCase(values); }
      if (!response?.ok) return !response ? words.notSent : response.status === 429 ? fill(words.wait, { n: response.headers.get("Retry-After") }) : words.failed;
      this.asking.remove();
      const reply = await response.json();
      if (!this.turns.has(`customer:${reply.turn}`)) this.say("customer", prose(steps.filter((step) => values[step.name]).map((step) => `- **${step.label}** ${shown(step)}`).join("\n")), lang);
      this.reply(reply);
      this.rest();
    };
    this.lay(words.check2, make("dl", {}, read), words.sendCase, send, () => this.askStep(steps.length - 1));
  }
}
