import { type Message, message } from "../../base/message";
import { millisecondsPerDay } from "../time";
import { checkSecretLifetimeDays } from "./rules";

/** @returns undefined for a day of the calendar on which a new secret may end */
export function checkSecretEnd(text: string, now: Date): Message | undefined {
  const end = endOfDay(text);
  if (Number.isNaN(end.getTime())) {
    return message("Type a date such as {0}.", now.toISOString().slice(0, 10));
  }
  const days = (end.getTime() - now.getTime()) / millisecondsPerDay;
  if (days <= 0) return message("This day is over.");
  // The last day counts to its end, which may be some hours beyond the whole number
  return checkSecretLifetimeDays(Math.max(1, Math.floor(days)));
}

/** The last second of a day in UTC; an invalid date for what is none, such as 30 February. */
export function endOfDay(text: string): Date {
  const none = new Date(Number.NaN);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return none;
  const end = new Date(`${text}T23:59:59Z`);
  return Number.isNaN(end.getTime()) || end.toISOString().slice(0, 10) !== text ? none : end;
}
