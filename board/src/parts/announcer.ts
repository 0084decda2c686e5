/** At most one polite word in so many milliseconds; the latest wins. */
const POLITE_EVERY = 15_000;

let waiting: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let saidAt = -Infinity;

/** Tells people who listen to the page, at once: what they did, and what they must know now. */
export function sayNow(words: string): void {
  say("say-now", words);
}

/** An event worth a word, in its turn. */
export function say(region: "say-now" | "say-politely", words: string): void {
  const element = document.getElementById(region);
  if (!element) return;
  // The same words twice in a row would be silent.
  element.textContent = element.textContent === words ? `${words}\u00a0` : words;
}

/** Figures that change all the time: spoken at most every fifteen seconds, the newest only. */
export function sayFigures(words: string): void {
  waiting = words;
  const wait = Math.max(0, saidAt + POLITE_EVERY - performance.now());
  timer ??= setTimeout(() => {
    timer = undefined;
    saidAt = performance.now();
    if (waiting !== null) say("say-politely", waiting);
    waiting = null;
  }, wait);
}
