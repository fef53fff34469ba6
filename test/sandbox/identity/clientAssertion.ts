import { constants, verify } from "node:crypto";
import { certificateWith } from "../certificates";
import { Refusal } from "./aadsts";
import { authorityKey, findAuthority } from "./authorities";
import type { Identity } from "./state";
import { requiredField, type TokenRequest } from "./tokenRequest";

const bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/** How far clocks may differ; the live service's tolerance is about this. */
const skewMs = 5 * 60_000;

/** How each algorithm pads its RSA signature (RFC 7518 §3.3, 3.5). */
const paddings: Readonly<Record<string, object>> = {
  RS256: { padding: constants.RSA_PKCS1_PADDING },
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
};

interface Assertion {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What was signed, and the signature. */
  readonly input: Buffer;
  readonly signature: Buffer;
}

function parsed(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Refused below.
  }
  throw new Refusal(50027);
}

function readAssertion(jwt: string): Assertion {
  const [header, payload, signature, ...rest] = jwt.split(".");
  if (!header || !payload || !signature || rest.length > 0) throw new Refusal(50027);
  return {
    header: parsed(header),
    claims: parsed(payload),
    input: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, "base64url"),
  };
}

/** The token endpoint or the issuer of the directory that was asked, under any of its names. */
function isAudience(identity: Identity, { http, authority }: TokenRequest, audience: unknown) {
  if (typeof audience !== "string" || !URL.canParse(audience)) return false;
  const { origin, pathname } = new URL(audience);
  const [, tenant = "", ...path] = pathname.split("/");
  const known = [http.url.origin, "https://login.microsoftonline.com"].includes(origin);
  if (!known || !["oauth2/v2.0/token", "v2.0"].includes(path.join("/"))) return false;
  try {
    return authorityKey(findAuthority(identity.world, tenant)) === authorityKey(authority);
  } catch {
    return false;
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

const moment = (milliseconds: number): string =>
  Number.isNaN(milliseconds) ? "" : new Date(milliseconds).toISOString();

/** @throws {Refusal} 700027, with the reason as the live service words it. */
function checkSignature({ client }: TokenRequest, assertion: Assertion, now: number): void {
  const { header, input, signature } = assertion;
  const hash = { sha256: text(header["x5t#S256"]), sha1: text(header["x5t"]) };
  const thumbprint = Buffer.from(hash.sha256 ?? hash.sha1 ?? "", "base64url")
    .toString("hex")
    .toUpperCase();
  const used = `Thumbprint of key used by client: '${thumbprint}'`;
  const refusal = (reason: string): Refusal =>
    new Refusal(700027, { reason, clientId: client.appId });
  const found = certificateWith(client.application?.resource.keyCredentials ?? [], hash);
  if (found === undefined) throw refusal(`The key was not found., ${used}`);
  const { startDateTime, endDateTime } = found.credential;
  const key = `Found key 'Start=${startDateTime}, End=${endDateTime}'`;
  if (Date.parse(endDateTime) <= now) throw refusal(`The key used is expired., ${used}, ${key}`);
  const padding = paddings[text(header["alg"]) ?? ""];
  if (padding === undefined) throw new Refusal(50027);
  if (!verify("sha256", input, { key: found.facts.publicKey, ...padding }, signature)) {
    throw refusal(
      `The provided signature value did not match the expected signature value., ${used}, ${key}`,
    );
  }
}

/**
 * A client that proves itself with a certificate (RFC 7523 §3; Entra "Certificate credentials"): PS256 with
 * `x5t#S256`, or RS256 with `x5t`. In which order the live service looks at its parts is unverified.
 * @throws {Refusal} 900144, 9002313, 50027, 700021, 700023, 700024 or 700027.
 */
export function checkAssertion(identity: Identity, request: TokenRequest): void {
  const { client, fields } = request;
  if (requiredField(fields, "client_assertion_type") !== bearer) throw new Refusal(9002313);
  const assertion = readAssertion(requiredField(fields, "client_assertion"));
  const { claims } = assertion;
  const now = identity.clock.now();
  if (claims["iss"] !== client.appId || claims["sub"] !== client.appId) throw new Refusal(700021);
  if (!isAudience(identity, request, claims["aud"])) throw new Refusal(700023);
  checkSignature(request, assertion, now);
  const from = Number(claims["nbf"] ?? claims["iat"] ?? 0) * 1000;
  const to = Number(claims["exp"]) * 1000;
  if (!(from - skewMs <= now && now < to + skewMs)) {
    throw new Refusal(700024, { now: moment(now), from: moment(from), to: moment(to) });
  }
}
