// Its icons and its style, constructed so that a strict CSP holds.
const ICONS = {
  chat: "M4 5h16v11H9l-5 4z", close: "M6 6l12 12M18 6L6 18", send: "M4 12l16-8-6 16-3-6z", clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.3 17a1.7 1.7 0 0 1-2.4-2.4L14.5 7", person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 8c1-4 4-6 7-6s6 2 7 6",
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
  button, input, textarea, select { font: inherit; color: inherit; }
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
  dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr) auto auto; grid-auto-rows: auto; grid-template-columns: minmax(0, 1fr); }
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
  textarea, input, select { min-width: 0; flex: 1; padding: .6rem .8rem; border: 1px solid var(--edge); border-radius: .7rem; background: var(--paper); }
  textarea { resize: none; min-height: 2.75rem; max-height: 8rem; }
  .tray { padding: 0 .75rem; max-height: 9rem; overflow-y: auto; } .tray ul { list-style: none; padding: 0; } .tray li { display: flex; align-items: center; justify-content: space-between; font-size: .88rem; overflow-wrap: anywhere; }
  .file { display: inline-flex; align-items: center; gap: .4em; justify-self: end; padding: .35rem .8rem; border: 1px solid var(--edge); border-radius: .7rem; font-size: .88rem; }
  .say button { width: 2.75rem; padding: 0; justify-content: center; }
  .form { display: grid; gap: .5rem; border: 1px solid var(--line); border-radius: .7rem; padding: .8rem; } .form label { display: grid; gap: .3rem; font-size: .9rem; }
  fieldset { border: 1px solid var(--line); border-radius: .7rem; margin: 0; padding: .6rem .8rem; display: grid; gap: .3rem; min-width: 0; } legend { float: inline-start; padding: 0; font-weight: 600; }
  @media (max-width: 30rem) { dialog { inset: 0; width: 100vw; height: 100dvh; max-width: none; max-height: none; border: 0; border-radius: 0; } }
  @media (prefers-reduced-motion: reduce) { .dots i { animation: none; opacity: .7; } }
`;

const fill = (line, values) => line.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const newId = () => (crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join(""));
const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
