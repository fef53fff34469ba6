import type { Cloud } from "../cloud";
import { credentialOf } from "../mailbox/credential";
import type { Mailbox } from "../mailbox/mailbox";
import { consumersTenantId } from "../oauth/authority";
import type { Registration } from "../registration/registration";
import { usualRedirectUri } from "./exportParts";
import type { ExportMailbox, ExportOptions, ExportRegistration } from "./exporter";

/** The mailbox as the exporters see it. */
export function exportMailbox(
  mailbox: Mailbox,
  kind: ExportMailbox["kind"] = "delegated",
): ExportMailbox {
  const { address, account, authorityTenant, redirectUri } = mailbox;
  return {
    address,
    username: account.username,
    kind,
    personal: account.tenantId.toLowerCase() === consumersTenantId,
    authorityTenant,
    redirectUri: redirectUri ?? usualRedirectUri,
  };
}

/**
 * The registration as the exporters see it.
 * @param registration undefined where it cannot be asked for: it was entered by hand, or nobody is signed in to manage
 */
export function exportRegistration(
  mailbox: Mailbox,
  registration: Registration | undefined,
  kind: ExportMailbox["kind"] = "delegated",
): ExportRegistration {
  const client =
    kind === "appOnly" || credentialOf(mailbox) !== undefined ? "confidential" : "public";
  const { clientId, registrationName } = mailbox;
  return registration === undefined
    ? { clientId, name: registrationName, client }
    : {
        clientId,
        name: registration.displayName,
        client,
        audience: registration.signInAudience,
        tenantId: registration.tenantId,
        objectId: registration.objectId,
      };
}

/**
 * The servers of the cloud, as far as a source names them. Personal accounts send through a host of their own.
 * Ports: Exchange "POP, IMAP and SMTP settings": TLS from the first byte at 993 and 995, STARTTLS at 587.
 */
export function cloudServers(
  { imapHost, popHost, smtpHost, personalSmtpHost }: Cloud,
  personal: boolean,
): ExportOptions["servers"] {
  const submission = personal ? (personalSmtpHost ?? smtpHost) : smtpHost;
  return {
    imap: { host: imapHost, port: 993 },
    ...(submission === undefined ? {} : { smtp: { host: submission, port: 587 } }),
    ...(popHost === undefined ? {} : { pop: { host: popHost, port: 995 } }),
  };
}
