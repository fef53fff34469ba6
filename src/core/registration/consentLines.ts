import { type Message, message } from "../../base/message";
import { permissionWords } from "./permissionWords";
import type { Plan } from "./plan";

/** A permission, its API, and what it lets a program do where that is known. */
export function grantedWords(type: "Scope" | "Role", value: string, resourceName: string): Message {
  const plain = permissionWords({ type, value });
  return plain === undefined
    ? message("{0} ({1})", value, resourceName)
    : message("{0} ({1}): {2}", value, resourceName, plain);
}

/** What everyone's consent comes to; the lines below it name each permission. */
export function consentHeadline({ purpose, steps }: Plan): readonly Message[] {
  const isEveryones = steps.some(
    (step) => step.kind === "grantDelegated" && step.consentFor === "everyone",
  );
  return purpose === "grantConsent" && isEveryones
    ? [message("Nobody in this directory is asked any more.")]
    : [];
}
