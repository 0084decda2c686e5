import { useRef, useState } from "react";
import type { AnyVariables, TypedDocumentNode } from "urql";
import { isKey, type Key, t, type Values } from "../words/words.js";
import { clock, list } from "../words/formats.js";
import { useApp } from "./app-context.js";

/** What became of something that a person did. */
export type Outcome<Success> =
  | { readonly kind: "done"; readonly success: Success }
  | { readonly kind: "refused"; readonly code: string; readonly words: string }
  /** The server did not answer: it may have been done or not. */
  | { readonly kind: "unanswered"; readonly words: string };

type Answer<Data> = Data extends { __typename: "Mutation" } ? Exclude<Data[keyof Data], "Mutation"> : never;
export type SuccessOf<Data> = Extract<Answer<Data>, { __typename: `${string}Success` }>;

export interface Deed<Data, Variables> {
  /** Does it, once at a time: while it is under way, further calls answer null. */
  readonly run: (variables: Variables) => Promise<Outcome<SuccessOf<Data>> | null>;
  readonly isBusy: boolean;
  /** What to say of the last time, when it was not done; null otherwise. */
  readonly problem: string | null;
  readonly forget: () => void;
}

/** A mutation with its refusals in the words of the language that is spoken. */
export function useDeed<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Deed<Data, Variables> {
  const { api } = useApp();
  const busy = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (variables: Variables): Promise<Outcome<SuccessOf<Data>> | null> => {
    if (busy.current) return null;
    busy.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const { data, error } = await api.urql.mutation(document, variables).toPromise();
      const outcome = outcomeOf<Data>(data, error?.graphQLErrors[0]?.extensions?.["code"] as string | undefined);
      if (outcome.kind !== "done") setProblem(outcome.words);
      return outcome;
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };
  return { run, isBusy, problem, forget: () => setProblem(null) };
}

export function outcomeOf<Data>(data: Data | undefined, errorCode: string | undefined): Outcome<SuccessOf<Data>> {
  const answer = Object.entries(data ?? {}).find(([name]) => name !== "__typename")?.[1] as
    ({ code?: string; message?: string } & Facts) | undefined;
  if (!answer) return { kind: "unanswered", words: wordsFor(errorCode ?? "UNANSWERED", {}) };
  // The cache hands on only what a document selects, and of a success documents select no __typename.
  if (answer.code === undefined) return { kind: "done", success: answer as SuccessOf<Data> };
  return { kind: "refused", code: answer.code, words: wordsFor(answer.code, answer, answer.message) };
}

type Facts = Readonly<Record<string, unknown>>;

/** A refusal by its code, with its facts; in the server's English where the code is not known yet. */
export function wordsFor(code: string, facts: Facts, message?: string): string {
  const key = `refusal.${code}`;
  const state = facts["state"] ?? facts["fault"];
  const stateKey = `${key}.${typeof state === "string" ? state : ""}`;
  if (isKey(stateKey)) return t(stateKey, valuesOf(facts));
  if (isKey(key)) return t(key, valuesOf(facts));
  return message ?? t("refusal.UNKNOWN");
}

function valuesOf(facts: Facts): Values {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === "number") values[name] = value;
    else if (typeof value === "string" && /At$/.test(name)) values[name] = clock(value);
    else if (typeof value === "string") values[name] = value;
    else if (Array.isArray(value)) values[name] = list(value.map((one) => wordOf("language", String(one))));
  }
  return values;
}

/** The word for a value of an enum of the API, such as `state.OPEN`. */
export function wordOf(kind: string, value: string): string {
  const key = `${kind}.${value}`;
  return isKey(key) ? t(key) : value;
}

/** A key for one deed, kept through all its retries. */
export const deedKey = (): string => crypto.randomUUID();
export type { Key };
