import { createHash } from "node:crypto";
import type { HttpRequest } from "../http";
import { Refusal } from "./aadsts";
import { checkAssertion } from "./clientAssertion";
import type { Platform } from "./clients";
import type { Identity } from "./state";
import type { TokenRequest } from "./tokenRequest";

/** What a token request says about its sender (RFC 6749 §2.3.1, RFC 7523). */
export interface Credentials {
  readonly clientId: string | undefined;
  readonly secret: string | undefined;
  /** A JWT signed with a certificate's key (RFC 7523 §2.2). */
  readonly assertion: string | undefined;
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
    assertion: fields.get("client_assertion") || undefined,
    origin: request.headers["origin"],
  };
}

/** Whether the sender says anything that could prove who it is. */
export function isPresent({ secret, assertion }: Credentials): boolean {
  return secret !== undefined || assertion !== undefined;
}

/**
 * The platform of the redirect URI decides whether the client is confidential; without one (device code) the
 * registration's "allow public client flows" does.
 * @throws {Refusal} 9002326, 9002327, 700025, 7000218 or those of {@link checkCredential}.
 */
export function authenticateClient(
  identity: Identity,
  request: TokenRequest,
  platform: Platform | undefined,
): void {
  const { client, credentials } = request;
  const { origin } = credentials;
  if (platform === "spa") {
    if (origin === undefined) throw new Refusal(9002327);
  } else if (origin !== undefined) {
    throw new Refusal(9002326, { origin });
  }
  const isPublic = platform === undefined ? client.allowsPublicFlows : platform !== "web";
  if (isPublic) {
    if (isPresent(credentials)) throw new Refusal(700025);
    return;
  }
  if (!isPresent(credentials)) throw new Refusal(7000218);
  checkCredential(identity, request);
}

/**
 * @throws {Refusal} 7000215 for a wrong secret (the secret's id, and one that is not known everywhere yet), 7000222
 * for an expired one, or those of {@link checkAssertion}.
 */
export function checkCredential(identity: Identity, request: TokenRequest): void {
  const { client, credentials } = request;
  const { secret } = credentials;
  if (secret === undefined) {
    checkAssertion(identity, request);
    return;
  }
  const now = identity.clock.now();
  const hash = createHash("sha256").update(secret).digest("hex");
  const { application } = client;
  const keyId = [...(application?.secretHashes ?? [])].find(([, known]) => known === hash)?.[0];
  const credential = application?.resource.passwordCredentials.find(
    (candidate) => candidate.keyId === keyId,
  );
  const values = { clientId: client.appId };
  const knownFrom = application?.secretsKnownFrom?.get(keyId ?? "") ?? 0;
  if (credential === undefined || knownFrom > now) throw new Refusal(7000215, values);
  if (Date.parse(credential.endDateTime) <= now) throw new Refusal(7000222, values);
}
