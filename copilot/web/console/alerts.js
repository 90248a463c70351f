// Telling an agent who looks elsewhere that customers wait: only where the agent asked for it.

const KEYS = { sound: "console-sound", notify: "console-notify", keys: "console-keys" };

// The « ? » shortcut is there until it is switched off; the others until they are switched on.
export function wanted(name) {
  const kept = localStorage.getItem(KEYS[name]);
  return name === "keys" ? kept !== "off" : kept === "on";
}

// Returns whether the preference holds now: a browser may refuse notifications.
export async function prefer(name, on) {
  if (name === "notify" && on && (await globalThis.Notification?.requestPermission()) !== "granted") return false;
  localStorage.setItem(KEYS[name], on ? "on" : "off");
  if (name === "sound" && on) ring();
  return on;
}

// `news` counts what is new since the last look; `line` says it.
export function alert(news, line) {
  if (!news) return;
  if (wanted("sound")) ring();
  if (wanted("notify") && document.hidden && globalThis.Notification?.permission === "granted") {
    const shown = new Notification("Comptoir", { body: line, tag: "comptoir-console", icon: "/web/mark.svg" });
    shown.onclick = () => { focus(); shown.close(); };
  }
}

let speaker = null;

// Two short notes, made here: there is no file to load.
function ring() {
  speaker ??= new AudioContext();
  for (const [at, pitch] of [[0, 660], [0.16, 880]]) {
    const [tone, volume] = [speaker.createOscillator(), speaker.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, speaker.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, speaker.currentTime + at + 0.15);
    tone.connect(volume).connect(speaker.destination);
    tone.start(speaker.currentTime + at);
    tone.stop(speaker.currentTime + at + 0.16);
  }
}
