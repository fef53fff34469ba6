import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Application, World } from "../../sandbox/model";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox";
import { type ApplicationPlan, seedApplication } from "../../sandbox/seed/applications";
import { ids } from "../../sandbox/seed/stableIds";
import { mapHosts, unmapHosts } from "../../support/hostMap.cjs";
import { trustAuthority } from "../../support/trustAuthority";
import { FormBrowser, type Page } from "./formBrowser";

export const login = "https://login.microsoftonline.com";
export const imapScope = "https://outlook.office.com/IMAP.AccessAsUser.All";
export const redirectUri = "http://localhost:5000";

/** The JSON of a token answer or of an error. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly access_token?: string;
    readonly refresh_token?: string;
    readonly id_token?: string;
    readonly scope?: string;
  };
}

/** A sandbox for the tests of one file, reachable in this process under Microsoft's names. */
export function useSandbox(imap: "embedded" | "external" = "external"): () => Sandbox {
  let sandbox: Sandbox | undefined;
  let release: (() => void) | undefined;
  let directory = "";
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sandbox-identity-"));
    sandbox = await startSandbox({ directory, imap });
    release = trustAuthority(sandbox.caFile);
    mapHosts(sandbox.hostMap);
  });
  after(async () => {
    unmapHosts(Object.keys(sandbox?.hostMap ?? {}));
    release?.();
    await sandbox?.close();
    await rm(directory, { recursive: true, force: true });
  });
  return () => {
    if (sandbox === undefined) throw new Error("the sandbox runs inside tests only");
    return sandbox;
  };
}

/** A registration put straight into the world: only what matters to the test is named. */
export function register(
  world: World,
  plan: Partial<ApplicationPlan> & { readonly spa?: readonly string[] } = {},
): Application["resource"] {
  const application = seedApplication(
    {
      tenantId: ids.contoso,
      displayName: `app ${randomBytes(4).toString("hex")}`,
      signInAudience: "AzureADandPersonalMicrosoftAccount",
      ...plan,
    },
    Date.now(),
  );
  application.resource.spa.redirectUris.push(...(plan.spa ?? []));
  world.applications.set(application.resource.id, application);
  return application.resource;
}

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function pkce(): Pkce {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** An authorize URL that is right, but for `overrides`; an empty override leaves the parameter out. */
export function authorizeUrl(
  tenant: string,
  overrides: Readonly<Record<string, string>>,
  host = login,
): string {
  const parameters: Record<string, string> = {
    response_type: "code",
    redirect_uri: redirectUri,
    scope: `${imapScope} openid profile offline_access`,
    code_challenge: pkce().challenge,
    code_challenge_method: "S256",
    state: "state-1",
    ...overrides,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== "");
  return `${host}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(given).toString()}`;
}

/** A browser that stops where the client would be called back. */
export function clientBrowser(
  stopAt = (url: URL): boolean => !url.hostname.endsWith("microsoftonline.com"),
): FormBrowser {
  return new FormBrowser(stopAt);
}

/** Walks the sign-in pages; gives the parameters of the callback and the last page. */
export async function walkSignIn(
  url: string,
  buttons: readonly string[],
): Promise<{ page: Page; callback: URLSearchParams }> {
  const browser = clientBrowser();
  const page = await browser.walk(await browser.open(url), buttons);
  return { page, callback: new URL(page.url).searchParams };
}

export async function postToken(
  tenant: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  path = "token",
): Promise<TokenAnswer> {
  const response = await fetch(`${login}/${tenant}/oauth2/v2.0/${path}`, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer["body"] };
}

export interface CodeOptions {
  readonly tenant?: string;
  readonly user?: string;
  readonly scope?: string;
  readonly redirect?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** Signs in and consents; gives the fields that redeem the code. */
export async function codeFields(
  clientId: string,
  options: CodeOptions = {},
): Promise<Record<string, string>> {
  const { verifier, challenge } = pkce();
  const redirect = options.redirect ?? redirectUri;
  const url = authorizeUrl(options.tenant ?? "common", {
    client_id: clientId,
    redirect_uri: redirect,
    code_challenge: challenge,
    ...(options.scope === undefined ? {} : { scope: options.scope }),
    ...options.extra,
  });
  const browser = clientBrowser();
  const chosen = await browser.press(
    await browser.open(url),
    `user-${options.user ?? "ada@contoso.test"}`,
  );
  const asksConsent = chosen.html.includes('data-testid="accept"');
  const last = asksConsent ? await browser.press(chosen, "accept") : chosen;
  const code = new URL(last.url).searchParams.get("code");
  if (code === null) throw new Error(`no code at ${last.url} (${last.status})`);
  return {
    grant_type: "authorization_code",
    client_id: clientId,
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  };
}

/** The whole way to the first tokens. */
export async function signIn(clientId: string, options: CodeOptions = {}): Promise<TokenAnswer> {
  return postToken(options.tenant ?? "common", await codeFields(clientId, options));
}

/** The claims of a JWT, unchecked. */
export function claimsOf(jwt: string | undefined): Record<string, unknown> {
  const payload = jwt?.split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
}
