// The keyboard shortcuts: each waits for what is under way, so that it meets the page it was meant for.

import { wanted } from "/web/console/alerts.js";
import { help } from "/web/console/dialogs.js";

const $ = (id) => document.getElementById(id);

// `page` gives {open(id), found()}; `settled()` ends when the page is as it will be.
export function listen({ list, beside, page, settled }) {
  const go = (id) => id && page.open(id);
  const tab = async (name) => {
    await settled();
    if (page.found()) beside.choose(name);
  };
  const press = async (...names) => {
    await settled();
    $("acts").querySelector(names.map((name) => `[data-act="${name}"]`).join(","))?.click();
  };
  const edit = async (n) => {
    await settled();
    if (!page.found()) return;
    if (beside.tab !== "answer") beside.choose("answer", false);
    $("panel").querySelector(`[data-edit="${n}"]`)?.click();
  };
  const keys = {
    KeyJ: () => go(list.move(1)), KeyK: () => go(list.move(-1)), KeyU: () => go(list.reveal(0)), KeyF: () => $("find").focus(),
    KeyT: () => press("take"), KeyH: () => press("hold", "resume"), KeyP: () => press("pass"), KeyW: () => press("wrap"), KeyR: () => press("release"),
    KeyS: () => tab("articles"), KeyM: () => tab("macros"), KeyN: () => tab("notes"), Digit1: () => edit(1), Digit2: () => edit(2), Digit3: () => edit(3),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (event.key === "?" && !typing && wanted("keys")) { event.preventDefault(); help(page); }
    if (!event.altKey || event.ctrlKey || event.metaKey || !keys[event.code] || $("dialog").open) return;
    event.preventDefault();
    keys[event.code]();
  });
}
