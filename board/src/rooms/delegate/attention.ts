import { useEffect, useRef } from "react";
import { DelegatePartDocument } from "../../api/generated/delegate.js";
import { say, sayNow } from "../../parts/announcer.js";
import { useApp } from "../../parts/app-context.js";
import { decisionSentence } from "../../parts/ballot/decision-words.js";
import { useSecondsUntil } from "../../parts/countdown.js";
import { t } from "../../words/words.js";
import { useKnownBallot } from "./ballot-query.js";
import { ballotsAsked, isTakingVotes, type Place } from "./place.js";
import { wordsOf } from "./press-words.js";
import { deskOf } from "./voting-desk.js";

/** Seconds before the close that are worth a word. */
const WORTH_A_WORD = [60, 30, 10];

/** Everything that tells a person who looks or listens elsewhere: the title, a vibration, a screen that stays awake, words. */
export function useAttention({ table }: Place): { readonly opened: string | null } {
  const newest = useKnownBallot(ballotsAsked(table)[0]);
  const ballots = table.agendaItems.flatMap(({ recommendations }) => recommendations.flatMap((one) => one.ballots));
  const open = ballots.filter(isTakingVotes).toSorted((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  const opened = open[0]?.id ?? null;
  useTitle(open.length, table.title);
  useAwake(opened !== null);
  useVotesTold();
  const before = useRef(opened);
  useEffect(() => {
    if (opened === before.current) return;
    if (opened) {
      sayNow(t("delegate.say.opened"));
      // Without a touch on the page before it, a browser refuses: that is its right.
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200, 100, 200]);
    } else say("say-politely", t("delegate.say.locked"));
    before.current = opened;
  }, [opened]);
  const seconds = useSecondsUntil(opened && newest?.id === opened ? newest.closesAt : null);
  useEffect(() => {
    if (seconds !== null && WORTH_A_WORD.includes(seconds)) say("say-politely", t("delegate.say.left", { seconds }));
  }, [seconds]);
  const sentence = newest?.decision ? decisionSentence(newest.decision, newest.turnout) : null;
  const told = useRef({ id: newest?.id, sentence });
  useEffect(() => {
    const isNews = told.current.id === newest?.id && told.current.sentence === null && sentence !== null;
    told.current = { id: newest?.id, sentence };
    if (isNews) say("say-politely", sentence);
  }, [newest?.id, sentence]);
  return { opened };
}

/** What became of a vote is said at once, on whatever part of the room the person is. */
function useVotesTold(): void {
  const { session, api, clock } = useApp();
  useEffect(() => {
    const desk = deskOf(session);
    desk.told = (id, what) => {
      const { press } = desk.slip(id);
      if (what === "notRecorded" && press)
        return sayNow(wordsOf(press, (ticks) => clock.now() - (performance.now() - ticks)));
      void recordedWords().then(sayNow);
      async function recordedWords(): Promise<string> {
        const ask = (requestPolicy: "cache-only" | "network-only") =>
          api.urql.query(DelegatePartDocument, { id }, { requestPolicy }).toPromise();
        let ballot = (await ask("cache-only")).data?.ballot;
        // Sent before the language was changed: the answer went to the cache of that language.
        if (!ballot?.myVote && !ballot?.hasVoted) ballot = (await ask("network-only")).data?.ballot;
        return ballot?.myVote ? t(`delegate.vote.recorded.${ballot.myVote.choice}`) : t("delegate.secret.recorded");
      }
    };
    return () => void (desk.told = () => undefined);
  }, [session, api, clock]);
}

function useTitle(open: number, title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = open > 0 ? `(${open}) ${t("delegate.say.opened")} · ${title}` : title;
    return () => void (document.title = before);
  }, [open, title]);
}

/** Keeps the screen lit, where the device lets it; asked for anew when the page comes back to the front. */
function useAwake(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const ask = (): void => {
      if (document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then(
        (got) => (isOver ? void got.release() : (lock = got)),
        () => undefined,
      );
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, [wanted]);
}
