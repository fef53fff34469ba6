import { type Message, message } from "../base/message";

/** How points in time are put into words. Pure: the clock and the locale are arguments. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A date in the reader's form, e.g. "3 Dec 2026". */
export function dateWords(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(date);
}

/** Date and time in the reader's form and time zone. */
export function dateTimeWords(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** A whole number with the reader's separators, e.g. "1,204". */
export function numberWords(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** How long ago something was: minutes, hours, then days. */
export function agoWords(at: Date, now: Date): Message {
  const passed = Math.max(0, now.getTime() - at.getTime());
  if (passed < minute) return message("just now");
  if (passed < hour) return message("{0} min ago", Math.floor(passed / minute));
  if (passed < day) return message("{0} h ago", Math.floor(passed / hour));
  const days = Math.floor(passed / day);
  return days === 1 ? message("yesterday") : message("{0} days ago", days);
}

/** How long something still lasts; undefined when it is over. */
export function leftWords(end: Date, now: Date): Message | undefined {
  const left = end.getTime() - now.getTime();
  if (left <= 0) return undefined;
  if (left < hour) return message("{0} min", Math.max(1, Math.round(left / minute)));
  if (left < day) return message("{0} h", Math.round(left / hour));
  return message("{0} days", Math.round(left / day));
}

/** Milliseconds as they fit the eye: "312 ms", "1.2 s". */
export function durationWords(milliseconds: number, locale: string): Message {
  if (milliseconds < 1_000) return message("{0} ms", Math.round(milliseconds));
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return message("{0} s", seconds.format(milliseconds / 1_000));
}
