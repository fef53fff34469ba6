import type { Cloud } from "../cloud";
import { shQuote } from "../registration/commandLines/shQuote";
import type { SignInPrompt } from "./signInPrompt";

/** What the requests of a sign-in by hand are made of. */
export interface HandMadeClient {
  readonly cloud: Cloud;
  /** Tenant part of the authority: a GUID or domain, `common`, `organizations` or `consumers`. */
  readonly tenant: string;
  readonly clientId: string;
  /** The client proves itself with a secret, because its redirect URI stands under Web. */
  readonly confidential: boolean;
}

export interface HandMadeSignIn extends HandMadeClient {
  /** The same in both requests (AADSTS500112). */
  readonly redirectUri: string;
  /** Of one API, in full, with `offline_access`. */
  readonly scopes: readonly string[];
}

const sharedTenants: ReadonlySet<string> = new Set(["common", "organizations", "consumers"]);

/** Guides add it at the endpoints of one directory; it names the person in the answer. */
function withOpenId({ tenant, scopes }: HandMadeSignIn): readonly string[] {
  return sharedTenants.has(tenant) ? scopes : [...scopes, "openid"];
}

function endpoint({ cloud, tenant }: HandMadeClient, name: "authorize" | "token"): string {
  return `https://${cloud.loginHost}/${encodeURIComponent(tenant)}/oauth2/v2.0/${name}`;
}

/**
 * The address to open for a sign-in by hand. Source: Entra "authorization code flow".
 * @param consentTo scopes of another API to agree to at the same page
 * @param challenge of a public client (RFC 7636, S256); the token request then sends its verifier
 */
export function handMadeAuthorizeUrl(
  signIn: HandMadeSignIn,
  {
    consentTo = [],
    prompt,
    loginHint,
    challenge,
  }: {
    readonly consentTo?: readonly string[];
    readonly prompt?: SignInPrompt | undefined;
    readonly loginHint?: string | undefined;
    readonly challenge?: string | undefined;
  } = {},
): string {
  const parameters: Readonly<Record<string, string | undefined>> = {
    client_id: signIn.clientId,
    response_type: "code",
    response_mode: "query",
    redirect_uri: signIn.redirectUri,
    scope: [...withOpenId(signIn), ...consentTo].join(" "),
    prompt,
    login_hint: loginHint,
    code_challenge: challenge,
    code_challenge_method: challenge === undefined ? undefined : "S256",
  };
  // Spaces as %20: some programs that open addresses take a plus sign for one
  const query = Object.entries(parameters)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
    )
    .join("&");
  return `${endpoint(signIn, "authorize")}?${query}`;
}

/** Stand in a copied request where the person has to put a value of their own. */
export const placeholders = {
  secret: "PUT_THE_CLIENT_SECRET_HERE",
  code: "PUT_THE_CODE_HERE",
  refreshToken: "PUT_THE_REFRESH_TOKEN_HERE",
} as const;

/** Which token request is meant. */
export type HandMadeGrant =
  | {
      readonly kind: "code";
      readonly signIn: HandMadeSignIn;
      readonly verifier?: string | undefined;
    }
  | { readonly kind: "refreshToken"; readonly signIn: HandMadeSignIn }
  | { readonly kind: "app"; readonly client: HandMadeClient; readonly scope: string };

/**
 * A token request as a line for a POSIX shell: a form (RFC 6749 §4.1.3, §6, §4.4), each value quoted for the shell and
 * encoded by curl.
 * @param secret the value itself where the person asked for it; else a placeholder stands there
 * @throws Failure `input.invalid` (commandLine.control) for a value that no line can hold
 */
export function handMadeTokenCurl(grant: HandMadeGrant, secret?: string): string {
  const client = grant.kind === "app" ? grant.client : grant.signIn;
  const proves = grant.kind === "app" || client.confidential;
  const fields: Fields = [
    ["client_id", client.clientId],
    ...(proves ? [["client_secret", secret ?? placeholders.secret] as const] : []),
    ...fieldsOf(grant),
  ];
  return [
    `curl ${shQuote(endpoint(client, "token"))}`,
    ...fields.map(([name, value]) => `  --data-urlencode ${shQuote(`${name}=${value}`)}`),
  ].join(" \\\n");
}

type Kind = HandMadeGrant["kind"];
type Fields = readonly (readonly [string, string])[];

/** What each request holds besides the client. */
const fieldsByKind: {
  readonly [K in Kind]: (grant: Extract<HandMadeGrant, { readonly kind: K }>) => Fields;
} = {
  code: ({ signIn, verifier }) => [
    ["grant_type", "authorization_code"],
    ["code", placeholders.code],
    ["redirect_uri", signIn.redirectUri],
    ["scope", withOpenId(signIn).join(" ")],
    ...(verifier === undefined ? [] : [["code_verifier", verifier] as const]),
  ],
  refreshToken: ({ signIn }) => [
    ["grant_type", "refresh_token"],
    ["refresh_token", placeholders.refreshToken],
    ["scope", withOpenId(signIn).join(" ")],
  ],
  app: ({ scope }) => [
    ["grant_type", "client_credentials"],
    ["scope", scope],
  ],
};

function fieldsOf(grant: HandMadeGrant): Fields {
  // TypeScript cannot see that the row of a grant's kind takes that grant
  const fields = fieldsByKind[grant.kind] as (grant: HandMadeGrant) => Fields;
  return fields(grant);
}
