// What was sent while nobody was looking: scheduled reports and alerts, shown once, on the next visit.

const EVERY = 60_000;

// `current` gives the thread on screen.
export function watch(current) {
  setInterval(() => show(current()), EVERY);
}

export async function show(thread) {
  if (!thread || thread.busy || document.hidden) return;
  const response = await fetch("/api/v1/notices", { headers: thread.headers() }).catch(() => null);
  if (!response?.ok) return;
  for (const notice of await response.json()) {
    const seen = await fetch(`/api/v1/notices/${notice.id}/seen`, { method: "POST", headers: thread.headers() }).catch(() => null);
    if (!seen?.ok) return;
    thread.answered(notice.reply).append(thread.rating(notice.reply));
  }
}
