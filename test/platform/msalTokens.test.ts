import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { inspect } from "node:util";
import { clouds, customCloud } from "../../src/core/cloud";
import { Failure } from "../../src/core/failure";
import type {
  AccessGrant,
  OAuthClient,
  SignInInteraction,
  SignInRequest,
} from "../../src/core/ports";
import { tokenCacheKey } from "../../src/core/secretKeys";
import { MsalTokens } from "../../src/platform/node/msalTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import { noInteraction } from "../support/fakes/fakeSignIn";
import { failureOf, MemoryLog, MemorySecrets } from "./support/fakes";
import { ada, answer, eve, FakeIdentity, homeAccountId, refuse } from "./support/fakeIdentity";

const client: OAuthClient = {
  cloud: clouds.global,
  clientId: "6731de76-14a6-49ae-97bc-6eba6914391e",
  authorityTenant: "common",
};
const scopes = ["https://outlook.office.com/IMAP.AccessAsUser.All"];
const request: SignInRequest = { client, scopes, loginHint: "ada@contoso.test", flow: "loopback" };
const adaKey = tokenCacheKey({ clientId: client.clientId, homeAccountId: homeAccountId(ada) });
const never = new AbortController().signal;

/** Posts a form to the redirect URI, as the sign-in page makes the browser do. */
function post(
  uri: string,
  form: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname, host } = new URL(uri);
    const sent = httpRequest(
      {
        host: hostname,
        port,
        path: pathname,
        method: "POST",
        headers: { host, "content-type": "application/x-www-form-urlencoded" },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on("error", reject).end(new URLSearchParams(form).toString());
  });
}

const text = (status: number, type: string, body: string, headers = {}): Response =>
  new Response(body, { status, headers: { "content-type": type, ...headers } });

const cause = (code: string): Response => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
};

describe("MsalTokens", function () {
  this.timeout(8_000);
  let identity: FakeIdentity;
  let secrets: MemorySecrets;
  let log: MemoryLog;
  let tokens: MsalTokens;
  const newWindow = (): MsalTokens =>
    new MsalTokens({ secrets, log, clock: systemClock, fetch: identity.fetch });

  beforeEach(() => {
    identity = new FakeIdentity();
    secrets = new MemorySecrets();
    log = new MemoryLog();
    tokens = newWindow();
  });

  /** The sign-in page of a person who agrees. */
  const agrees: SignInInteraction = {
    ...noInteraction,
    openBrowser: async (url) => {
      const asked = identity.authorize(url);
      await post(asked.get("redirect_uri") ?? "", {
        code: "code-canary",
        state: asked.get("state") ?? "",
      });
      return true;
    },
    showDeviceCode: () => undefined,
  };
  const signIn = (more: Partial<SignInRequest> = {}): Promise<AccessGrant> =>
    tokens.signIn({ ...request, ...more }, agrees, never);
  const silent = (from = tokens, forceRefresh = false, account = ada): Promise<AccessGrant> =>
    from.silent(
      { client, scopes, homeAccountId: homeAccountId(account), forceRefresh },
      new AbortController().signal,
    );

  describe("loopback sign-in", () => {
    it("asks with PKCE, state, nonce and form_post, and returns token and identity", async () => {
      let asked = new URLSearchParams();
      const grant = await tokens.signIn(
        request,
        {
          ...agrees,
          openBrowser: (url) => {
            assert.equal(new URL(url).origin, "https://login.microsoftonline.com");
            assert.equal(new URL(url).pathname, "/common/oauth2/v2.0/authorize");
            asked = new URL(url).searchParams;
            return agrees.openBrowser(url);
          },
        },
        never,
      );
      assert.equal(asked.get("response_mode"), "form_post");
      assert.equal(asked.get("code_challenge_method"), "S256");
      assert.match(asked.get("state") ?? "", /^[\w-]{43}$/);
      assert.match(asked.get("nonce") ?? "", /^[\w-]{43}$/);
      assert.match(asked.get("redirect_uri") ?? "", /^http:\/\/localhost:\d+$/);
      assert.equal(asked.get("login_hint"), "ada@contoso.test");
      assert.match(asked.get("scope") ?? "", /offline_access/);
      assert.match(asked.get("claims") ?? "", /cp1/i);
      assert.equal(grant.accessToken, "access-canary-1");
      assert.deepEqual(grant.account, {
        homeAccountId: homeAccountId(ada),
        username: "ada@contoso.test",
        tenantId: ada.tid,
      });
      assert.deepEqual(grant.scopes, scopes);
      assert.ok(
        grant.expiresAt !== undefined && Date.parse(grant.expiresAt) > Date.now() + 3_000_000,
      );
      assert.deepEqual([...secrets.entries.keys()], [adaKey]);
      assert.equal(identity.tokenRequests[0]?.form.has("client_secret"), false);
    });

    for (const [registered, sent] of [
      ["http://localhost/", /^http:\/\/localhost:\d+\/$/],
      ["http://localhost:8080/callback", /^http:\/\/localhost:\d+\/callback$/],
      ["http://127.0.0.1/x", /^http:\/\/127\.0\.0\.1:\d+\/x$/],
    ] as const) {
      it(`uses the registered redirect URI ${registered}`, async () => {
        await signIn({ redirectUri: registered });
        assert.match(identity.tokenRequests[0]?.form.get("redirect_uri") ?? "", sent);
      });
    }

    for (const uri of [
      "https://localhost",
      "http://evil.example",
      "http://[::1]",
      "http://localhost@evil.example",
      "http://localhost/?a=b",
    ]) {
      it(`refuses the redirect URI ${uri}`, async () => {
        assert.equal((await failureOf(signIn({ redirectUri: uri }))).code, "input.invalid");
      });
    }

    it("sends the secret of a confidential client, with PKCE all the same", async () => {
      await signIn({ client: { ...client, clientSecret: "secret-canary" } });
      const { form } = identity.tokenRequests[0] ?? {};
      assert.equal(form?.get("client_secret"), "secret-canary");
      assert.notEqual(form.get("code_verifier"), null);
    });

    it("is refused by a token for another sign-in (nonce)", async () => {
      const failure = await failureOf(
        tokens.signIn(
          request,
          {
            ...agrees,
            openBrowser: async (url) => {
              const asked = identity.authorize(url);
              identity.nonce = "another";
              await post(asked.get("redirect_uri") ?? "", {
                code: "code-canary",
                state: asked.get("state") ?? "",
              });
              return true;
            },
          },
          never,
        ),
      );
      assert.equal(failure.code, "oauth.unexpectedAnswer");
      assert.equal(failure.facts["error"], "nonce_mismatch");
      assert.equal(secrets.entries.size, 0);
    });

    it("ends as cancelled when the person does not want the browser", async () => {
      const failure = await failureOf(
        tokens.signIn(request, { ...agrees, openBrowser: () => Promise.resolve(false) }, never),
      );
      assert.equal(failure.code, "cancelled");
    });

    it("ends at once when cancelled while the page is open, and frees the port", async () => {
      const controller = new AbortController();
      let redirect = "";
      const work = tokens.signIn(
        request,
        {
          ...agrees,
          openBrowser: (url) => {
            redirect = identity.authorize(url).get("redirect_uri") ?? "";
            setTimeout(() => controller.abort(), 20);
            return Promise.resolve(true);
          },
        },
        controller.signal,
      );
      const started = Date.now();
      assert.equal((await failureOf(work)).code, "cancelled");
      assert.ok(Date.now() - started < 250);
      await assert.rejects(post(redirect, { code: "c", state: "s" }), /ECONNREFUSED/);
    });

    it("reports what the page refused, with the AADSTS number and ids", async () => {
      const failure = await failureOf(
        tokens.signIn(
          request,
          {
            ...agrees,
            openBrowser: async (url) => {
              const asked = identity.authorize(url);
              const shown = await post(asked.get("redirect_uri") ?? "", {
                error: "access_denied",
                error_description:
                  "AADSTS65004: User declined <b>to consent</b>.\r\nTrace ID: 33333333-3333-3333-3333-333333333333\r\nCorrelation ID: 44444444-4444-4444-4444-444444444444",
                state: asked.get("state") ?? "",
              });
              assert.doesNotMatch(shown.text, /<b>/);
              return true;
            },
          },
          never,
        ),
      );
      assert.equal(failure.code, "oauth.refused");
      const { description, ...facts } = failure.facts;
      assert.match(String(description), /User declined/);
      assert.deepEqual(facts, {
        error: "access_denied",
        aadsts: "65004",
        suberror: undefined,
        correlationId: "44444444-4444-4444-4444-444444444444",
        traceId: "33333333-3333-3333-3333-333333333333",
      });
    });
  });

  describe("device code", () => {
    it("shows the code and waits for the person", async () => {
      identity.script.push(
        () => identity.deviceCode(),
        () => refuse("authorization_pending", 70016, "Pending."),
      );
      let shown: unknown;
      const grant = await tokens.signIn(
        { ...request, flow: "deviceCode" },
        { ...agrees, showDeviceCode: (code) => (shown = code) },
        never,
      );
      assert.equal(grant.account.username, "ada@contoso.test");
      const { expiresAt, ...rest } = shown as { expiresAt: string };
      assert.deepEqual(rest, {
        userCode: "ABCD-EFGH",
        verificationUri: "https://microsoft.test/devicelogin",
      });
      assert.ok(Math.abs(Date.parse(expiresAt) - Date.now() - 900_000) < 5_000);
      assert.deepEqual([...secrets.entries.keys()], [adaKey]);
    });

    it("keeps the reason of a refusal, which MSAL drops", async () => {
      identity.script.push(() =>
        refuse("invalid_client", 7000218, "The request body must contain client_secret."),
      );
      const first = await failureOf(signIn({ flow: "deviceCode" }));
      assert.equal(first.code, "oauth.refused");
      assert.equal(first.facts["aadsts"], "7000218");
      identity.script.push(
        () => identity.deviceCode(),
        () => refuse("expired_token", 70019, "Expired."),
      );
      assert.equal((await failureOf(signIn({ flow: "deviceCode" }))).code, "oauth.timedOut");
    });

    it("stops at once when cancelled", async () => {
      const controller = new AbortController();
      identity.script.push(
        () => identity.deviceCode(),
        () => new Promise<Response>(() => undefined),
      );
      setTimeout(() => controller.abort(), 50);
      const started = Date.now();
      const failure = await failureOf(
        tokens.signIn({ ...request, flow: "deviceCode" }, agrees, controller.signal),
      );
      assert.equal(failure.code, "cancelled");
      assert.ok(Date.now() - started < 250);
    });

    it("is not for clients with a secret", async () => {
      const failure = await failureOf(
        signIn({ flow: "deviceCode", client: { ...client, clientSecret: "secret-canary" } }),
      );
      assert.equal(failure.code, "input.invalid");
      assert.equal(identity.requests.length, 0);
    });
  });

  describe("silent", () => {
    it("takes the token from the store with one read and no request", async () => {
      await signIn();
      identity.requests.length = 0;
      const other = newWindow();
      secrets.reads = 0;
      assert.equal((await silent(other)).accessToken, "access-canary-1");
      assert.deepEqual([secrets.reads, secrets.writes, identity.requests.length], [1, 1, 0]);
    });

    it("refreshes, keeps the new refresh token and sends the newest one next", async () => {
      await signIn();
      assert.equal((await silent(tokens, true)).accessToken, "access-canary-2");
      assert.match(secrets.entries.get(adaKey) ?? "", /refresh-canary-2/);
      assert.doesNotMatch(secrets.entries.get(adaKey) ?? "", /refresh-canary-1/);
      assert.equal((await silent(newWindow(), true)).accessToken, "access-canary-3");
      assert.equal(identity.tokenRequests.at(-1)?.form.get("refresh_token"), "refresh-canary-2");
    });

    it("20 refreshes at once are one request", async () => {
      await signIn();
      identity.requests.length = 0;
      const all = await Promise.all(Array.from({ length: 20 }, () => silent(tokens, true)));
      assert.equal(new Set(all.map(({ accessToken }) => accessToken)).size, 1);
      assert.equal(identity.requests.length, 1);
    });

    it("says that nobody is signed in", async () => {
      const failure = await failureOf(silent());
      assert.equal(failure.code, "oauth.interactionRequired");
      assert.equal(identity.requests.length, 0);
    });

    it("keeps two accounts of one client apart", async () => {
      await signIn();
      identity.account = eve;
      await signIn();
      assert.equal(secrets.entries.size, 2);
      const { clientId } = client;
      const eveKey = tokenCacheKey({ clientId, homeAccountId: homeAccountId(eve) });
      const [forAda, forEve] = [adaKey, eveKey].map((key) => secrets.entries.get(key) ?? "");
      assert.doesNotMatch(forAda ?? "", /eve@|refresh-canary-2/);
      assert.doesNotMatch(forEve ?? "", /ada@|refresh-canary-1/);
      await silent(tokens, true, eve);
      assert.equal(secrets.entries.get(adaKey), forAda);
      assert.equal((await silent(tokens, false, ada)).accessToken, "access-canary-1");
    });

    it("an expired refresh token asks for the person and is kept for the report", async () => {
      await signIn();
      identity.goodRefreshTokens.clear();
      const failure = await failureOf(silent(tokens, true));
      assert.equal(failure.code, "oauth.interactionRequired");
      assert.deepEqual(
        [failure.facts["error"], failure.facts["aadsts"], failure.facts["traceId"]],
        ["invalid_grant", "700082", "11111111-1111-1111-1111-111111111111"],
      );
      assert.doesNotMatch(inspect(failure, { depth: 8 }), /canary/);
    });

    it("a refresh token called bad is forgotten for good", async () => {
      await signIn();
      identity.script.push(() => refuse("invalid_grant", 70000, "Bad.", { suberror: "bad_token" }));
      assert.equal((await failureOf(silent(tokens, true))).code, "oauth.interactionRequired");
      assert.doesNotMatch(secrets.entries.get(adaKey) ?? "", /refresh-canary/);
      identity.requests.length = 0;
      assert.equal((await failureOf(silent(newWindow(), true))).code, "oauth.interactionRequired");
      assert.equal(identity.requests.length, 0);
    });

    it("keeps claims apart from the facts", async () => {
      await signIn();
      identity.script.push(() =>
        refuse("interaction_required", 50076, "MFA.", {
          suberror: "basic_action",
          claims: '{"access_token":{}}',
        }),
      );
      const failure = await failureOf(silent(tokens, true));
      assert.equal(failure.code, "oauth.interactionRequired");
      assert.equal((failure as unknown as { claims: string }).claims, '{"access_token":{}}');
      assert.equal(JSON.stringify(failure.facts).includes("claims"), false);
      await signIn({ claims: '{"access_token":{"polids":{"essential":true}}}' });
      assert.match(identity.tokenRequests.at(-1)?.form.get("claims") ?? "", /polids/);
    });

    it("leaves the caller at once when cancelled", async () => {
      await signIn();
      identity.script.push(() => new Promise<Response>(() => undefined));
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 20);
      const started = Date.now();
      const work = tokens.silent(
        { client, scopes, homeAccountId: homeAccountId(ada), forceRefresh: true },
        controller.signal,
      );
      assert.equal((await failureOf(work)).code, "cancelled");
      assert.ok(Date.now() - started < 220);
    });
  });

  describe("two windows over one store", () => {
    it("a refresh here is seen there", async () => {
      await signIn();
      const other = newWindow();
      await silent(other);
      await silent(tokens, true);
      assert.equal((await silent(other)).accessToken, "access-canary-2");
    });

    it("what the other window renewed is used instead of giving up", async () => {
      await signIn();
      const other = newWindow();
      identity.script.push(async () => {
        await silent(other, true);
        return refuse("invalid_grant", 70000, "Replaced.", { suberror: "bad_token" });
      });
      assert.equal((await silent(tokens)).accessToken, "access-canary-1");
      const grant = await silent(tokens, true);
      assert.match(grant.accessToken, /access-canary-2/);
      assert.equal((await silent(other)).accessToken, grant.accessToken);
    });

    it("a sign-out there is not undone by a refresh here", async () => {
      await signIn();
      const other = newWindow();
      identity.script.push(async () => {
        await other.remove({ clientId: client.clientId, homeAccountId: homeAccountId(ada) });
        return identity.tokens(ada, scopes.join(" "));
      });
      await silent(tokens, true);
      assert.equal(secrets.entries.size, 0);
      assert.equal((await failureOf(silent(tokens))).code, "oauth.interactionRequired");
    });

    it("a damaged entry is as good as none, and a new sign-in repairs it", async () => {
      await signIn();
      for (const damaged of ["", "{", "[]", '{"Account":7}', "null"]) {
        secrets.entries.set(adaKey, damaged);
        assert.equal((await failureOf(silent(tokens))).code, "oauth.interactionRequired");
      }
      await signIn();
      assert.equal((await silent(tokens)).accessToken, "access-canary-2");
    });

    it("writes only when something changed", async () => {
      await signIn();
      secrets.writes = 0;
      for (let i = 0; i < 5; i++) await silent(tokens);
      assert.equal(secrets.writes, 0);
    });
  });

  describe("the identity platform at fault", () => {
    const cases: readonly (readonly [
      name: string,
      answer: () => Response,
      code: string,
      fact: string,
      value: unknown,
    ])[] = [
      ["200 {}", () => answer(200, {}), "oauth.unexpectedAnswer", "property", "access_token"],
      [
        "200 with a page",
        () => text(200, "text/html", "<html>"),
        "oauth.unexpectedAnswer",
        "status",
        200,
      ],
      [
        "cut off JSON",
        () => text(200, "application/json", '{"access'),
        "oauth.unexpectedAnswer",
        "status",
        200,
      ],
      [
        "a redirection",
        () => text(302, "text/html", "", { location: "https://evil.example" }),
        "oauth.unexpectedAnswer",
        "status",
        302,
      ],
      [
        "2 MiB",
        () => text(200, "application/json", " ".repeat(2 * 1024 * 1024)),
        "oauth.unexpectedAnswer",
        "limit",
        1048576,
      ],
      [
        "503 with a page",
        () => text(503, "text/html", "<html>"),
        "oauth.unreachable",
        "status",
        503,
      ],
      [
        "429",
        () => answer(429, { error: "temporarily_unavailable" }, { "retry-after": "1" }),
        "oauth.unreachable",
        "status",
        429,
      ],
      ["DNS", () => cause("ENOTFOUND"), "oauth.unreachable", "reason", "ENOTFOUND"],
      ["refused", () => cause("ECONNREFUSED"), "oauth.unreachable", "reason", "ECONNREFUSED"],
      ["reset", () => cause("ECONNRESET"), "oauth.unreachable", "reason", "ECONNRESET"],
      [
        "unknown CA",
        () => cause("SELF_SIGNED_CERT_IN_CHAIN"),
        "oauth.unreachable",
        "reason",
        "SELF_SIGNED_CERT_IN_CHAIN",
      ],
    ];
    for (const [name, scripted, code, fact, value] of cases) {
      it(`${name} → ${code} after one request`, async () => {
        await signIn();
        const stored = secrets.entries.get(adaKey);
        identity.requests.length = 0;
        identity.script.push(scripted);
        const failure = await failureOf(silent(tokens, true));
        assert.equal(failure.code, code);
        assert.equal(failure.facts[fact], value);
        assert.equal(identity.requests.length, 1);
        assert.equal(secrets.entries.get(adaKey), stored);
      });
    }

    it("does not ask again before the time that 429 told", async () => {
      await signIn();
      identity.script.push(() => answer(429, { error: "busy" }, { "retry-after": "60" }));
      await failureOf(silent(tokens, true));
      identity.requests.length = 0;
      const failure = await failureOf(silent(tokens, true));
      assert.deepEqual([failure.code, failure.facts["reason"]], ["oauth.unreachable", "throttled"]);
      assert.equal(identity.requests.length, 0);
    });

    it("gives up after 30 s without an answer", async () => {
      await signIn();
      identity.script.push(() => new Promise<Response>(() => undefined));
      const { setTimeout: real } = globalThis;
      globalThis.setTimeout = ((work: () => void, milliseconds?: number) =>
        real(work, milliseconds === 30_000 ? 100 : milliseconds)) as typeof setTimeout;
      try {
        const failure = await failureOf(silent(tokens, true));
        assert.equal(failure.code, "oauth.unreachable");
        assert.equal(failure.facts["reason"], "TIMEOUT");
      } finally {
        globalThis.setTimeout = real;
      }
    });
  });

  it("asks other clouds at their own hosts", async () => {
    await signIn({ client: { ...client, cloud: clouds.usGov, authorityTenant: "organizations" } });
    assert.deepEqual(
      identity.requests.map(({ url }) => url.split("?")[0]),
      ["https://login.microsoftonline.us/organizations/oauth2/v2.0/token"],
    );
  });

  it("asks a cloud of one's own at its own host, and nobody else", async () => {
    const cloud = customCloud({
      loginHost: "login.cloud.test",
      graphHost: "graph.cloud.test",
      imapHost: "imap.cloud.test",
      mailScopePrefix: "https://mail.cloud.test/",
    });
    const grant = await signIn({ client: { ...client, cloud } });
    assert.equal(grant.account.username, "ada@contoso.test");
    assert.deepEqual(
      new Set(identity.requests.map(({ url }) => new URL(url).host)),
      new Set(["login.cloud.test"]),
    );
  });

  it("says so when the editor did not keep the tokens", async () => {
    secrets.set = () => Promise.reject(new Failure("secret.notKept", "Read back differently."));
    assert.equal((await failureOf(signIn())).code, "secret.notKept");
  });

  it("leaves no token, code or secret in the log", async () => {
    await signIn({ client: { ...client, clientSecret: "secret-canary" } });
    await silent(tokens, true);
    identity.script.push(() => refuse("invalid_grant", 70000, "Bad.", { suberror: "bad_token" }));
    await failureOf(silent(tokens, true));
    assert.doesNotMatch(log.lines.join("\n"), /canary/);
  });
});
