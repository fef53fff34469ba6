import type { Cloud } from "../cloud";
import { Failure } from "../failure";
import type { Mailbox } from "../mailbox/mailbox";
import { consumersTenantId } from "../oauth/authority";
import type { LoginTarget } from "../ports";
import type { Protocol } from "./protocol";
import type { ServerAddress } from "./serverAddress";

type Opened = Pick<Mailbox, "address" | "account" | "servers">;

/** Whose servers a mailbox has: those of organisations or those of outlook.com. */
export function accountsOf({ account }: Pick<Mailbox, "account">): "work" | "personal" {
  return account.tenantId.toLowerCase() === consumersTenantId ? "personal" : "work";
}

/** Where the mailbox is reached by a protocol: as a person said, else as the cloud has it. @throws Failure `input.invalid` (host.unknown) */
export function serverOf(mailbox: Opened, protocol: Protocol, cloud: Cloud): ServerAddress {
  const own = protocol.id === "graph" ? undefined : mailbox.servers?.[protocol.id];
  if (own !== undefined) return own;
  const host = protocol.host(cloud, accountsOf(mailbox));
  if (host === undefined) {
    throw new Failure("input.invalid", `No ${protocol.name} host is known for this cloud.`, {
      input: "host",
      problem: "unknown",
    });
  }
  return { host, port: protocol.port };
}

/**
 * The user name in the SASL frame: the mailbox that is opened. SMTP signs in as the person, because a shared mailbox
 * has no login of its own for sending; the address then stands in From. An app that acts as itself has no person: it
 * signs in as the mailbox. Source: Exchange "authenticate an IMAP, POP or SMTP connection using OAuth". Graph has no such
 * name; there it says whose `me` is.
 */
export function saslUser({ address, account }: Opened, protocol: Protocol): string {
  if (protocol.id === "graph") return account.username;
  return protocol.id === "smtp" && account.username !== "" ? account.username : address;
}

/** Everything a dialer needs. @throws Failure `input.invalid` (host.unknown) */
export function loginTarget(
  mailbox: Opened,
  protocol: Protocol,
  cloud: Cloud,
  accessToken: string,
): LoginTarget {
  return {
    ...serverOf(mailbox, protocol, cloud),
    user: saslUser(mailbox, protocol),
    address: mailbox.address,
    accessToken,
  };
}
