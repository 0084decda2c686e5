import { tag } from "./words.js";

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>();

function keep<Format extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>(
  key: string,
  make: () => Format,
): Format {
  const name = `${tag()} ${key}`;
  const kept = made.get(name) ?? make();
  made.set(name, kept);
  return kept as Format;
}

export const number = (value: number): string => keep("number", () => new Intl.NumberFormat(tag())).format(value);

/** 14:03:20, as clocks show it in every hall. */
export function clock(at: string | number, timeZone?: string): string {
  const options = {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...zone(timeZone),
  } as const;
  return keep(`clock ${timeZone}`, () => new Intl.DateTimeFormat(tag(), options)).format(new Date(at));
}

/** 9 April 2019, 14:03 */
export function moment(at: string, timeZone?: string): string {
  const options = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23", ...zone(timeZone) } as const;
  return keep(`moment ${timeZone}`, () => new Intl.DateTimeFormat(tag(), options)).format(new Date(at));
}

/** A date without a time, such as 2019-04-09. */
export function day(date: string): string {
  return keep("day", () => new Intl.DateTimeFormat(tag(), { dateStyle: "medium", timeZone: "UTC" })).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** 1:24 left, or 0:07 gone: minutes and seconds. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/** "Chad, Fiji and Oman", as the language says it. */
export const list = (items: readonly string[]): string =>
  keep("list", () => new Intl.ListFormat(tag(), { type: "conjunction" })).format(items);

const zone = (timeZone: string | undefined): { timeZone?: string } => (timeZone ? { timeZone } : {});
