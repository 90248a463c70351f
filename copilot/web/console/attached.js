// Files a customer sent: fetched when the agent asks, saved or, an image, drawn; never opened as a page.

import { make } from "/web/parts.js";
import { fill } from "/web/words.js";

const WIDEST = 640;

// `parts` are a line's; `page` gives {words(), language(), current(), file(path)}.
export function attached(parts, page) {
  return (parts ?? []).filter((one) => one.type === "attachment").map((one) => {
    const words = page.words(), row = make("div", { className: "row attached", lang: page.language() });
    const size = `${Math.ceil(one.size / 1000).toLocaleString(page.language())} ${words.kilobytes}`;
    row.append(make("button", { type: "button", onclick: () => save(one, page) }, fill(words.save, { name: one.name, size })));
    if (one.media.startsWith("image/")) row.append(make("button", { type: "button", className: "quiet", onclick: (event) => draw(one, page, row, event.currentTarget), "aria-label": fill(words.previewOf, { name: one.name }) }, words.previewFile));
    row.append(make("span", { className: "note", "data-file": one.id }));
    return row;
  });
}

// What became of each file: on the case in Salesforce, refused there and why, not scanned yet.
export function stand(log, files, page) {
  for (const place of log.querySelectorAll("[data-file]")) {
    const words = page.words(), id = place.dataset.file, state = files?.[id];
    if (!state || place.dataset.state === `${state} ${page.language()}`) continue;
    place.dataset.state = `${state} ${page.language()}`;
    place.replaceChildren(words.files[state] ?? "");
    place.classList.toggle("negative", state === "refused" || state === "infected");
    for (const button of place.parentElement.querySelectorAll("button:not([data-retry])")) button.disabled = state === "infected";
    if (state === "refused" || state === "away") place.append(" ", make("button", { type: "button", className: "quiet", "data-retry": id, onclick: (event) => retry(event.currentTarget, log, page) }, words.retryFile));
  }
}

async function retry(button, log, page) {
  button.disabled = true;
  const id = button.dataset.retry, told = await page.call(`/attachments/${id}/retry`, {});
  button.disabled = false;
  if (!told || !log.contains(button)) return;
  page.tell(page.words().files[told.files[id]] ?? "");
  stand(log, told.files, page);
  log.focus();
}

const load = (one, page) => page.file(`/attachments/${one.id}`);

async function save(one, page) {
  const blob = await load(one, page);
  if (!blob) return;
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: one.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// Pixels on a canvas: whatever else the file holds is not looked at.
async function draw(one, page, row, button) {
  const blob = await load(one, page), image = blob && (await createImageBitmap(blob).catch(() => null));
  if (!image) return page.tell(page.words().noPreview);
  const scale = Math.min(1, WIDEST / image.width), drawing = make("canvas", { width: image.width * scale, height: image.height * scale, role: "img", "aria-label": one.name });
  drawing.getContext("2d").drawImage(image, 0, 0, drawing.width, drawing.height);
  const focused = document.activeElement === button;
  button.remove();
  row.append(drawing);
  if (focused) row.querySelector("button").focus();
}
