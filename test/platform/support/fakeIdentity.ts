import { createHash } from "node:crypto";

export interface FakeAccount {
  readonly oid: string;
  readonly tid: string;
  readonly username: string;
}

export const ada: FakeAccount = {
  oid: "aaaaaaaa-0000-0000-0000-000000000001",
  tid: "bbbbbbbb-0000-0000-0000-000000000001",
  username: "ada@contoso.test",
};
export const eve: FakeAccount = {
  oid: "aaaaaaaa-0000-0000-0000-000000000002",
  tid: "bbbbbbbb-0000-0000-0000-000000000001",
  username: "eve@contoso.test",
};

export const homeAccountId = ({ oid, tid }: FakeAccount): string => `${oid}.${tid}`;

export interface TokenRequest {
  readonly url: string;
  readonly form: URLSearchParams;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token endpoint inside the process: counts requests, hands out tokens, refuses on demand. */
export class FakeIdentity {
  readonly requests: TokenRequest[] = [];
  /** Answers the next requests in place of the normal answer, one each. */
  readonly script: (() => Response | Promise<Response>)[] = [];
  /** Whom a code or device code belongs to. */
  account = ada;
  /** Set by {@link authorize}. */
  nonce: string | undefined;
  challenge: string | undefined;
  readonly goodRefreshTokens = new Map<string, FakeAccount>();
  private counter = 0;

  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const form = new URLSearchParams(typeof init?.body === "string" ? init.body : "");
    this.requests.push({ url, form });
    const scripted = this.script.shift();
    if (scripted !== undefined) {
      return await Promise.race([
        scripted(),
        new Promise<never>((_resolve, reject) =>
          init?.signal?.addEventListener("abort", () =>
            reject(new DOMException("aborted", "AbortError")),
          ),
        ),
      ]);
    }
    if (url.includes("/.well-known/openid-configuration")) return this.metadata(new URL(url));
    if (url.includes("/devicecode")) return this.deviceCode();
    return this.token(form);
  };

  deviceCode(): Response {
    return answer(200, {
      device_code: "device-code-canary",
      user_code: "ABCD-EFGH",
      verification_uri: "https://microsoft.test/devicelogin",
      expires_in: 900,
      interval: 0,
      message: "",
    });
  }

  private metadata({ origin, pathname }: URL): Response {
    const base = `${origin}${pathname.slice(0, pathname.indexOf("/v2.0"))}`;
    return answer(200, {
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  }

  get tokenRequests(): readonly TokenRequest[] {
    return this.requests.filter(({ url }) => url.includes("/token"));
  }

  /** Reads an authorize URL as the sign-in page does. */
  authorize(url: string): URLSearchParams {
    const parameters = new URL(url).searchParams;
    this.nonce = parameters.get("nonce") ?? undefined;
    this.challenge = parameters.get("code_challenge") ?? undefined;
    return parameters;
  }

  private token(form: URLSearchParams): Response {
    const grant = form.get("grant_type");
    let account = this.account;
    if (grant === "refresh_token") {
      const known = this.goodRefreshTokens.get(form.get("refresh_token") ?? "");
      if (known === undefined)
        return refuse("invalid_grant", 700082, "The refresh token has expired.");
      account = known;
    }
    if (grant === "authorization_code") {
      const verifier = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (verifier !== this.challenge) return refuse("invalid_grant", 501481, "PKCE mismatch.");
    }
    return this.tokens(account, form.get("scope") ?? "");
  }

  tokens({ oid, tid, username }: FakeAccount, scope: string, expiresIn = 3600): Response {
    const number = ++this.counter;
    const refreshToken = `refresh-canary-${number}`;
    this.goodRefreshTokens.set(refreshToken, { oid, tid, username });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `https://login.microsoftonline.com/${tid}/v2.0`,
      aud: "client",
      oid,
      tid,
      sub: oid,
      preferred_username: username,
      iat: now,
      exp: now + 3600,
      ver: "2.0",
      ...(this.nonce === undefined ? {} : { nonce: this.nonce }),
    };
    return answer(200, {
      token_type: "Bearer",
      scope: scope
        .split(" ")
        .filter((one) => one.startsWith("https://"))
        .join(" "),
      expires_in: expiresIn,
      access_token: `access-canary-${number}`,
      refresh_token: refreshToken,
      id_token: `${encode({ alg: "none" })}.${encode(claims)}.x`,
      client_info: encode({ uid: oid, utid: tid }),
    });
  }
}

export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function refuse(
  error: string,
  code: number,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  return answer(400, {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: 11111111-1111-1111-1111-111111111111 Correlation ID: 22222222-2222-2222-2222-222222222222 Timestamp: 2026-11-21 12:00:00Z`,
    error_codes: [code],
    trace_id: "11111111-1111-1111-1111-111111111111",
    correlation_id: "22222222-2222-2222-2222-222222222222",
    ...more,
  });
}
