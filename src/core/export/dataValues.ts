import { codeFacts } from "./codeFacts";
import { authorityPage, insertsSecret, secretOrPlaceholder } from "./exportParts";
import type { ExportInput } from "./exporter";

/** Everything a program of one's own needs, by name. A secret stands in it for confidential clients only. */
export function dataValues(input: ExportInput): Readonly<Record<string, string>> {
  const facts = codeFacts(input);
  const { registration, options } = input;
  const confidential = registration.client === "confidential" || insertsSecret(input);
  return {
    address: facts.address,
    signInAs: facts.username,
    clientId: facts.clientId,
    ...(registration.tenantId === undefined ? {} : { tenantId: registration.tenantId }),
    ...(confidential ? { clientSecret: secretOrPlaceholder(input) } : {}),
    authority: facts.authority,
    authorizationEndpoint: authorityPage(input, "authorize"),
    tokenEndpoint: authorityPage(input, "token"),
    deviceCodeEndpoint: authorityPage(input, "devicecode"),
    redirectUri: facts.redirectUri,
    scopes: [
      ...facts.scopes,
      ...(facts.signIn === "clientCredentials" ? [] : ["offline_access"]),
    ].join(" "),
    imapHost: facts.imap.host,
    imapPort: String(facts.imap.port),
    imapUser: facts.imapUser,
    smtpHost: facts.smtp.host,
    smtpPort: String(facts.smtp.port),
    smtpUser: facts.smtpUser,
    saslMechanism: "XOAUTH2",
    ...(options.caFile === undefined ? {} : { caFile: options.caFile }),
  };
}
