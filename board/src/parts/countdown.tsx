import { useEffect, useState } from "react";
import { minutes } from "../words/formats.js";
import { useApp } from "./app-context.js";

/** Whole seconds until a moment of the server's time, never below 0; null without one. Redraws when the number changes. */
export function useSecondsUntil(at: string | null): number | null {
  const { clock } = useApp();
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return setSeconds(null);
    const end = Date.parse(at);
    const tick = (): void => setSeconds(Math.max(0, Math.ceil((end - clock.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 200);
    return () => clearInterval(timer);
  }, [at, clock]);
  return seconds;
}

/** A countdown: a number that is never spoken by itself. */
export function Countdown({ until, label }: { readonly until: string; readonly label: string }) {
  const seconds = useSecondsUntil(until);
  if (seconds === null) return null;
  return (
    <span className="countdown" role="timer" aria-live="off" aria-label={label} data-soon={seconds <= 10 || undefined}>
      {minutes(seconds)}
    </span>
  );
}
