// What the widget knows of the page it is on. `copilot/channels/widget.py` joins these pieces
// into one script inside one function; a piece uses what stands before it.
if (customElements.get("comptoir-widget")) return;

const tag = document.currentScript;
const options = { ...tag?.dataset };
const home = new URL(tag?.src ?? location.href).origin;
const WAIT = 25, PATIENCE = 90_000, PAUSES = [2, 5, 10, 30];
// Most answers are there before anything of them could be read.
const SOON = 0.4;
