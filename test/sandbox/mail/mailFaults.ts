import type { MailFault, World } from "../model";
import type { Protocol } from "./protocols";

const protocols: readonly unknown[] = ["imap", "pop", "smtp"] satisfies readonly Protocol[];

/**
 * Answers on record for servers that have had enough, to be used as {@link MailFault.reply}. Sources: the Exchange
 * Online page "Message rate limits and TLS" (432), public reports of the others; when each comes is unverified.
 */
export const busyReplies = {
  smtpServerBusy: "451 4.7.500 Server busy. Please try again later from [127.0.0.1].",
  smtpConnections:
    "421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel",
  smtpSubmission: "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
  smtpCriteria:
    "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.",
  imapUnavailable: "NO Server Unavailable. 15",
  popUnavailable: "-ERR Server Unavailable. 21",
} as const;

/** Takes the fault that meets this command out of the world, when there is one. */
export function takeFault(
  world: World,
  protocol: Protocol,
  command: string,
  mailbox: string | undefined,
): MailFault | undefined {
  const index = world.mailFaults.findIndex(
    (fault) =>
      fault.protocol === protocol &&
      fault.command === command &&
      (fault.mailbox === undefined || fault.mailbox === mailbox),
  );
  const fault = world.mailFaults[index];
  if (fault !== undefined) {
    fault.times -= 1;
    if (fault.times <= 0) {
      world.mailFaults.splice(index, 1);
    }
  }
  return fault;
}

/** A fault from loose input; a text says what is wrong with it. `times` is 1 unless given. */
export function readMailFault(fields: Readonly<Record<string, unknown>>): MailFault | string {
  const { protocol, command, mailbox, reply, hangUp, times = 1 } = fields;
  if (!protocols.includes(protocol)) return "protocol must be imap, pop or smtp";
  if (typeof command !== "string" || command === "") return "command must be a word";
  if (typeof times !== "number" || !(times >= 1)) return "times must be 1 or more";
  return {
    protocol: protocol as Protocol,
    command: command.toUpperCase(),
    times,
    ...(typeof mailbox === "string" ? { mailbox: mailbox.toLowerCase() } : {}),
    ...(typeof reply === "string" ? { reply } : {}),
    ...(typeof hangUp === "boolean" ? { hangUp } : {}),
  };
}
