import type { World } from "../../model";
import { deliver } from "../delivery";
import { serverName } from "../listener";
import { headerField } from "../message";
import { type Account, type Envelope, refuse, reply, type SmtpReply } from "./session";

const hostName = `[Hostname=${serverName}]`;
const exception = "STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied";

/** How a sender without rights is refused, by the setting `senderRefusal` (failure-catalogue 51). */
const senderRefusals: Readonly<Record<string, (account: string, sender: string) => string>> = {
  "5.2.252": (account, sender) =>
    `554 5.2.252 SendAsDenied; ${account} not allowed to send as ${sender}; ${exception}; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message. ${hostName}`,
  "5.2.0": () =>
    `554 5.2.0 ${exception}; Failed to process message due to a permanent exception with message Cannot submit message. ${hostName}`,
  "5.7.60": () =>
    `550 5.7.60 SMTP; Client does not have permissions to send as this sender [${serverName}]`,
};

/**
 * Whether an account may send as an address: its own, or one that the mailbox it has signed in as was given SendAs
 * for; the rights of an application's service principal do not count there (notifuse#250).
 */
export function maySendAs(world: World, { mailbox }: Account, sender: string): boolean {
  const address = sender.toLowerCase();
  return (
    address === "" ||
    address === mailbox.address ||
    (world.mailboxes.get(address)?.sendAsIds.has(mailbox.ownerId) ?? false)
  );
}

export function refuseSender(world: World, account: Account, sender: string): SmtpReply {
  const words = senderRefusals[world.settings.senderRefusal] ?? senderRefusals["5.7.60"];
  return reply(words?.(account.mailbox.address, sender) ?? "");
}

/** The addresses of a From header; bytes as latin1. */
function addressesOf(header: string): readonly string[] {
  return headerField(header, "From").match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [];
}

/**
 * Takes a whole message: checks the senders, puts it into the mailboxes of its recipients and into "Sent Items".
 * @param text the message as it came, bytes as latin1.
 */
export function submit(
  world: World,
  account: Account,
  envelope: Envelope,
  text: string,
  log: (text: string) => void,
): SmtpReply {
  if (!account.opens) {
    log("sandbox: SMTP message refused: the application has no full access to the mailbox");
    return reply(
      `430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Submission.Exception:ConnectionFailedTransientException.MapiExceptionLogonFailed; Failed to process message due to a transient exception with message [BeginDiagnosticData]Cannot open mailbox. Server = ${serverName} ${hostName}`,
    );
  }
  const [header = "", ...rest] = text.split("\r\n\r\n");
  const senders = [envelope.from, ...addressesOf(header)];
  const foreign = senders.find((sender) => !maySendAs(world, account, sender));
  if (foreign !== undefined) {
    log(`sandbox: SMTP message refused: ${account.mailbox.address} may not send as ${foreign}`);
    return refuseSender(world, account, foreign);
  }
  if (envelope.recipients.length === 0) {
    return refuse("503 5.5.2 Need rcpt command");
  }
  const id = deliver(
    world,
    { header: `${header}\r\n\r\n`, body: rest.join("\r\n\r\n") },
    envelope.recipients,
    { sender: account.mailbox, log },
  );
  return reply(`250 2.0.0 OK ${id} ${hostName}`);
}
