import { clouds } from "../../src/core/cloud";
import type { Symptom } from "../../src/core/diagnosis/symptom";
import type { Transcript } from "../../src/core/mail/probe";
import type { Mailbox } from "../../src/core/mailbox/mailbox";
import { readTokenInfo, type TokenInfo } from "../../src/core/oauth/tokenInfo";
import type { AccessGrant } from "../../src/core/ports";
import type { Registration } from "../../src/core/registration/registration";

/** A registration of which only the given facts matter. */
export function aRegistration(facts: Partial<Registration> = {}): Registration {
  return {
    objectId: "object",
    appId: "6731de76-14a6-49ae-97bc-6eba6914391e",
    displayName: "aerc-ada",
    createdDateTime: "2026-11-01T09:00:00Z",
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    clientSecrets: [],
    certificates: [],
    redirectUris: { web: [], spa: [], publicClient: ["http://localhost"] },
    isFallbackPublicClient: true,
    requiredResourceAccess: [],
    requestedAccessTokenVersion: 2,
    tags: [],
    implicitGrant: { accessTokens: false, idTokens: false },
    notes: "",
    identifierUris: [],
    appRoleCount: 0,
    ...facts,
  };
}

/** A JWT with the given claims; nobody checks its signature. */
export function aToken(claims: Readonly<Record<string, unknown>>): string {
  return `${jwtPart({ typ: "JWT", alg: "RS256" })}.${jwtPart(claims)}.c2lnbmF0dXJl`;
}

function jwtPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

const mailClaims = {
  aud: "https://outlook.office.com",
  scp: "IMAP.AccessAsUser.All SMTP.Send",
  upn: "ada@contoso.test",
  exp: Date.parse("2026-11-21T13:00:00Z") / 1000,
};

/** Facts of a token that opens ada's mailbox, but for the given claims. */
export function aTokenInfo(claims: Readonly<Record<string, unknown>> = {}): TokenInfo {
  return readTokenInfo(aToken({ ...mailClaims, ...claims }));
}

export function aGrant(facts: Partial<AccessGrant> = {}): AccessGrant {
  return {
    accessToken: aToken(mailClaims),
    expiresAt: "2026-11-21T13:00:00.000Z",
    scopes: ["https://outlook.office.com/IMAP.AccessAsUser.All"],
    account: { homeAccountId: "ada.home", username: "ada@contoso.test", tenantId: "contoso" },
    ...facts,
  };
}

export function aMailbox(facts: Partial<Mailbox> = {}): Mailbox {
  return {
    id: "mailbox",
    address: "ada@contoso.test",
    clientId: "6731de76-14a6-49ae-97bc-6eba6914391e",
    registrationName: "aerc-ada",
    cloudId: "global",
    authorityTenant: "common",
    account: { homeAccountId: "ada.home", username: "ada@contoso.test", tenantId: "contoso" },
    flow: "loopback",
    scopes: ["https://outlook.office.com/IMAP.AccessAsUser.All"],
    signedInAt: "2026-11-21T12:00:00.000Z",
    tokenExpiresAt: "2026-11-21T13:00:00.000Z",
    needsSignIn: false,
    probes: {},
    ...facts,
  };
}

/** The transcript of a login in which everything went well, but for the given facts. */
export function aTranscript(facts: Partial<Transcript> = {}): Transcript {
  return {
    protocol: "imap",
    host: "outlook.office365.com",
    port: 993,
    user: "ada@contoso.test",
    stages: (
      ["lookup", "connect", "tls", "greeting", "capability", "authenticate", "open"] as const
    ).map((id) => ({ id, outcome: "ok", milliseconds: 10, detail: "" })),
    tls: {
      protocol: "TLSv1.3",
      subject: "outlook.com",
      issuer: "DigiCert Cloud Services CA-1",
      validTo: "2027-03-02T23:59:59Z",
    },
    greeting: "* OK The Microsoft Exchange IMAP4 service is ready.",
    capabilities: ["IMAP4rev1", "AUTH=XOAUTH2", "SASL-IR"],
    authenticate: {
      accepted: true,
      status: "OK",
      text: "AUTHENTICATE completed.",
      challenge: undefined,
    },
    open: {
      accepted: true,
      status: "OK",
      text: "[READ-ONLY] EXAMINE completed.",
      challenge: undefined,
    },
    messages: 1204,
    bye: undefined,
    failure: undefined,
    ...facts,
  };
}

const stageOrder = [
  "lookup",
  "connect",
  "tls",
  "greeting",
  "capability",
  "authenticate",
  "open",
] as const;

/** A transcript that ended at a stage: what comes after it did not happen. */
export function aTranscriptEndingAt(
  end: (typeof stageOrder)[number],
  facts: Partial<Transcript> = {},
): Transcript {
  const last = stageOrder.indexOf(end);
  const reached = (id: (typeof stageOrder)[number]): boolean => stageOrder.indexOf(id) < last;
  const whole = aTranscript();
  return {
    ...whole,
    stages: stageOrder.slice(0, last + 1).map((id) => ({
      id,
      outcome: id === end ? "failed" : "ok",
      milliseconds: 10,
      detail: "",
    })),
    tls: reached("tls") ? whole.tls : undefined,
    greeting: reached("greeting") ? whole.greeting : undefined,
    capabilities: reached("capability") ? whole.capabilities : [],
    authenticate: reached("authenticate") ? whole.authenticate : undefined,
    open: undefined,
    messages: undefined,
    ...facts,
  };
}

/** Evidence for the judge: ada's own token and address at the global cloud, but for the given facts. */
export function aLoginCase(
  facts: Partial<Omit<Symptom, "problem" | "stage">> = {},
): Omit<Symptom, "problem" | "stage"> {
  return {
    transcript: aTranscript(),
    token: aTokenInfo(),
    account: aMailbox().account,
    address: "ada@contoso.test",
    cloud: clouds.global,
    now: new Date("2026-11-21T12:00:00Z"),
    ...facts,
  };
}
