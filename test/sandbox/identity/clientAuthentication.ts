import { createHash } from "node:crypto";
import type { HttpRequest } from "../http";
import { Refusal } from "./aadsts";
import type { Client, Platform } from "./clients";

/** What a token request says about its sender (RFC 6749 §2.3.1, RFC 7523). */
export interface Credentials {
  readonly clientId: string | undefined;
  readonly secret: string | undefined;
  readonly hasAssertion: boolean;
  /** Sent by browsers on cross-origin requests. */
  readonly origin: string | undefined;
}

export function readCredentials(request: HttpRequest, fields: URLSearchParams): Credentials {
  const basic = /^Basic (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const [id, secret] =
    basic === undefined
      ? [fields.get("client_id"), fields.get("client_secret")]
      : Buffer.from(basic, "base64").toString("utf8").split(":").map(decodeURIComponent);
  return {
    clientId: id || undefined,
    secret: secret || undefined,
    hasAssertion: fields.has("client_assertion"),
    origin: request.headers["origin"],
  };
}

/**
 * The platform of the redirect URI decides whether the client is confidential; without one (device code) the
 * registration's "allow public client flows" does.
 * @throws {Refusal} 9002326, 9002327, 700025, 7000218 or those of {@link checkSecret}.
 */
export function authenticateClient(
  client: Client,
  platform: Platform | undefined,
  credentials: Credentials,
  now: number,
): void {
  const { secret, hasAssertion, origin } = credentials;
  if (platform === "spa") {
    if (origin === undefined) throw new Refusal(9002327);
  } else if (origin !== undefined) {
    throw new Refusal(9002326, { origin });
  }
  const isPublic = platform === undefined ? client.allowsPublicFlows : platform !== "web";
  if (isPublic) {
    if (secret !== undefined || hasAssertion) throw new Refusal(700025);
    return;
  }
  if (secret === undefined && !hasAssertion) throw new Refusal(7000218);
  checkSecret(client, credentials, now);
}

/**
 * @throws {Refusal} 7000215 for a wrong secret (the secret's id, too), 7000222 for an expired one, 700027 for an
 * assertion: the sandbox keeps no certificate that could have signed one.
 */
export function checkSecret(client: Client, { secret }: Credentials, now: number): void {
  if (secret === undefined) throw new Refusal(700027);
  const hash = createHash("sha256").update(secret).digest("hex");
  const keyId = [...(client.application?.secretHashes ?? [])].find(
    ([, known]) => known === hash,
  )?.[0];
  const credential = client.application?.resource.passwordCredentials.find(
    (candidate) => candidate.keyId === keyId,
  );
  const values = { clientId: client.appId };
  if (credential === undefined) throw new Refusal(7000215, values);
  if (Date.parse(credential.endDateTime) <= now) throw new Refusal(7000222, values);
}
