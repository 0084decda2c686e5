import { useEffect } from "react";

/** Nobody stands at a projector: the screen stays awake, and a click or F fills it. Nothing else is heard. */
export function useProjector(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const stayAwake = (): void => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Refused where power is short: a bonus, not a promise.
      navigator.wakeLock.request("screen").then(
        (taken) => (lock = taken),
        () => undefined,
      );
    };
    const fill = (): void => {
      if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => undefined);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === "f" && !event.metaKey && !event.ctrlKey && !event.altKey) fill();
    };
    stayAwake();
    document.addEventListener("visibilitychange", stayAwake);
    addEventListener("click", fill);
    addEventListener("keydown", key);
    return () => {
      document.removeEventListener("visibilitychange", stayAwake);
      removeEventListener("click", fill);
      removeEventListener("keydown", key);
      void lock?.release();
    };
  }, []);
}
