import type { ProtocolId } from "../core/mail/probe";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { Journal } from "../core/registration/journal";
import type { RegistrationSummary } from "../core/registration/registration";
import type { Services } from "./parts";
import type { RowFacts } from "./views/node";

/**
 * What a command was called on: a row of a tree, or an id from a notification's button. Commands are loaded from a
 * bundle of their own, so a row is known by what it carries and not by its class.
 */
export function rowOf(target: unknown): RowFacts {
  return typeof target === "object" && target !== null && "look" in target
    ? (target as RowFacts)
    : {};
}

export function registrationOf(
  { registrations }: Pick<Services, "registrations">,
  target: unknown,
): RegistrationSummary | undefined {
  const { registration } = rowOf(target);
  return registration ?? registrations.list.items.find(({ objectId }) => objectId === target);
}

export function mailboxOf(
  { mailboxes }: Pick<Services, "mailboxes">,
  target: unknown,
): Mailbox | undefined {
  return rowOf(target).mailbox ?? mailboxes.mailboxes.find(({ id }) => id === target);
}

/** The protocol whose row a command was called on. */
export function protocolOf(target: unknown): ProtocolId | undefined {
  return rowOf(target).protocol;
}

export function journalOf(
  { plans }: Pick<Services, "plans">,
  target: unknown,
): Journal | undefined {
  return rowOf(target).journal ?? plans.stopped.find(({ id }) => id === target);
}
