import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import { protocolScopes } from "../../src/core/oauth/scopes";
import { protocols } from "../../src/core/mail/protocol";
import type { OAuthClient, SignInInteraction, SignInRequest } from "../../src/core/ports";
import { readTokenInfo } from "../../src/core/oauth/tokenInfo";
import { AppOnlyTokens } from "../../src/platform/node/appOnlyTokens";
import { MsalTokens } from "../../src/platform/node/msalTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import type { Application } from "../sandbox/model";
import { seededSecretOf } from "../sandbox/seed/applications";
import { ids } from "../sandbox/seed/stableIds";
import { noInteraction } from "../support/fakes/fakeSignIn";
import { makeCertificate, type TestCertificate } from "./sandbox/certificateSupport";
import { FormBrowser } from "./sandbox/formBrowser";
import { clientBrowser, imapScope, register, useSandbox } from "./sandbox/identityLab";
import { failureOf, MemoryLog, MemorySecrets } from "./support/fakes";

const never = new AbortController().signal;
const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const callback = "https://jira.contoso.test/plugins/servlet/oauth2/callback";

/** Where a browser stops so that a person can copy the address. */
const stops = (url: URL): boolean =>
  url.pathname === "/common/oauth2/nativeclient" || !url.hostname.endsWith("microsoftonline.com");

/** A person who signs in, and pastes what `copy` makes of the address at which the browser ends. */
function person(
  user: string,
  copy: (address: string) => string = (address) => address,
  decision: "accept" | "decline" = "accept",
): SignInInteraction & { seen: string[]; refused: (string | undefined)[] } {
  let ended = "";
  const seen: string[] = [];
  const refused: (string | undefined)[] = [];
  return {
    ...noInteraction,
    seen,
    refused,
    openBrowser: async (url) => {
      seen.push(url);
      const loopback = new URL(url).searchParams.get("response_mode") === "form_post";
      const browser = loopback ? new FormBrowser() : clientBrowser(stops);
      const opened = await browser.open(url);
      const picked = opened.html.includes(`user-${user}`)
        ? await browser.press(opened, `user-${user}`)
        : opened;
      const asked = picked.html.includes('data-testid="accept"');
      const last = asked ? await browser.press(picked, decision) : picked;
      ended = (loopback ? await browser.sendHiddenForm(last) : last).url;
      return true;
    },
    askPastedAnswer: (question) => {
      const text = copy(ended);
      refused.push(question.check(text)?.text);
      return Promise.resolve(text);
    },
  };
}

const pem = ({ privateKey, pem: text }: TestCertificate): string => `${privateKey}\n${text}\n`;

function tokensWith(secrets = new MemorySecrets()) {
  const log = new MemoryLog();
  return { tokens: new MsalTokens({ secrets, log, clock: systemClock }), secrets, log };
}

const query = (address: string): string => address.slice(address.indexOf("?"));

const code = (address: string): string => new URL(address).searchParams.get("code") ?? "";

const appTokens = (): AppOnlyTokens =>
  new AppOnlyTokens({ log: new MemoryLog(), clock: systemClock });

describe("ways to sign in, in the sandbox", function () {
  this.timeout(30_000);
  const sandbox = useSandbox();
  let certificate: TestCertificate;
  let stranger: TestCertificate;

  before(async () => {
    certificate = await makeCertificate("signInWays");
    stranger = await makeCertificate("stranger");
  });

  function certify(resource: Application["resource"]): void {
    resource.keyCredentials.push({
      keyId: "8d4b3a52-6a3f-4a5e-8a62-1f0d8a6c1f12",
      displayName: "CN=signInWays",
      type: "AsymmetricX509Cert",
      usage: "Verify",
      customKeyIdentifier: certificate.sha1.toString("base64"),
      startDateTime: "2026-01-01T00:00:00Z",
      endDateTime: "2096-01-01T00:00:00Z",
      key: certificate.der,
    });
  }

  const scopes = [imapScope, "offline_access"];
  const thumbprint = (): string => certificate.sha1.toString("hex").toUpperCase();

  /** A registration of each kind, and the client that proves itself as it must. */
  const clients: Readonly<
    Record<
      string,
      (redirect: string) => Pick<OAuthClient, "clientId" | "clientSecret" | "certificate">
    >
  > = {
    "a public client": (redirect) => ({
      clientId: register(sandbox().world, { publicClient: [redirect] }).appId,
    }),
    "a Web client with a secret": (redirect) => {
      const displayName = `web ${redirect} ${Math.random()}`;
      const { appId } = register(sandbox().world, {
        displayName,
        web: [redirect],
        secrets: [{ name: "s", endsInDays: 100 }],
      });
      return { clientId: appId, clientSecret: seededSecretOf(displayName, "s") };
    },
    "a Web client with a certificate": (redirect) => {
      const resource = register(sandbox().world, { web: [redirect] });
      certify(resource);
      return {
        clientId: resource.appId,
        certificate: { thumbprint: thumbprint(), pem: pem(certificate) },
      };
    },
  };

  for (const [what, clientOf] of Object.entries(clients)) {
    for (const user of ["ada@contoso.test", "vera@outlook.test"]) {
      for (const [flow, redirectUri] of [
        ["loopback", "http://localhost"],
        ["paste", nativeClient],
        ["paste", callback],
        ["paste", "http://localhost"],
      ] as const) {
        it(`signs ${user} in with ${what} by ${flow} at ${redirectUri}, and silently afterwards`, async () => {
          const client = {
            cloud: clouds.global,
            authorityTenant: "common",
            ...clientOf(redirectUri),
          };
          const request: SignInRequest = { client, scopes, loginHint: user, flow, redirectUri };
          const { tokens } = tokensWith();
          const grant = await tokens.signIn(request, person(user), never);
          assert.equal(grant.account.username, user);
          const { homeAccountId } = grant.account;
          const silent = await tokens.silent(
            { client, scopes, homeAccountId, forceRefresh: true },
            never,
          );
          assert.notEqual(silent.accessToken, grant.accessToken);
        });
      }
    }
  }

  const publicClientId = (): string =>
    register(sandbox().world, { publicClient: [nativeClient] }).appId;

  const pasting = (more: Partial<SignInRequest> = {}): SignInRequest => ({
    client: {
      cloud: clouds.global,
      authorityTenant: "common",
      clientId: publicClientId(),
    },
    scopes,
    loginHint: "ada@contoso.test",
    flow: "paste",
    redirectUri: nativeClient,
    ...more,
  });

  describe("a pasted answer", () => {
    for (const [what, copy] of [
      ["the query", query],
      ["the code alone", code],
      ["the code up to the session state", (at: string) => `${code(at)}&session_state=x`],
      ["an address broken into lines", (at: string) => at.replaceAll("&", "\r\n&")],
    ] as const) {
      it(`can be ${what}`, async () => {
        const ada = person("ada@contoso.test", copy);
        const grant = await tokensWith().tokens.signIn(pasting(), ada, never);
        assert.equal(grant.account.username, "ada@contoso.test");
        assert.deepEqual(ada.refused, [undefined]);
      });
    }

    it("is asked for with PKCE, state and nonce, in the query", async () => {
      const ada = person("ada@contoso.test");
      await tokensWith().tokens.signIn(pasting(), ada, never);
      const asked = new URL(ada.seen[0] ?? "").searchParams;
      assert.equal(asked.get("response_mode"), "query");
      assert.equal(asked.get("code_challenge_method"), "S256");
      assert.match(asked.get("state") ?? "", /^[\w-]{43}$/);
      assert.match(asked.get("nonce") ?? "", /^[\w-]{43}$/);
    });

    it("of another sign-in is refused before its code is used", async () => {
      let other = "";
      const first = person("ada@contoso.test", (address) => (other = address));
      const { tokens } = tokensWith();
      const wish = pasting();
      await tokens.signIn(wish, first, never);
      sandbox().requests.clear();
      const second = person("ada@contoso.test", () => other);
      const failure = await failureOf(tokens.signIn(wish, second, never));
      assert.deepEqual([failure.code, failure.facts["problem"]], ["input.invalid", "otherSignIn"]);
      assert.match(second.refused[0] ?? "", /another sign-in/);
      assert.equal(sandbox().requests.operations()["POST /common/oauth2/v2.0/token"], undefined);
    });

    it("whose code is of another sign-in does not get past PKCE", async () => {
      let other = "";
      const wish = pasting();
      const { tokens } = tokensWith();
      const first = person("ada@contoso.test", (address) => {
        other = code(address);
        return "x";
      });
      await failureOf(tokens.signIn(wish, first, never));
      const second = person("ada@contoso.test", () => other);
      const failure = await failureOf(tokens.signIn(wish, second, never));
      assert.deepEqual([failure.code, failure.facts["aadsts"]], ["oauth.refused", "501481"]);
    });

    it("that was used already is told as such", async () => {
      const wish = pasting();
      const { tokens } = tokensWith();
      let pasted = "";
      const ada = person("ada@contoso.test", (address) => (pasted = code(address)));
      await tokens.signIn(wish, ada, never);
      const again = person("ada@contoso.test", () => pasted);
      const failure = await failureOf(tokens.signIn(wish, again, never));
      assert.equal(failure.facts["aadsts"], "54005");
    });

    it("that says no ends the sign-in with Microsoft's reason", async () => {
      const eve = person("eve@contoso.test", undefined, "decline");
      const wish = pasting({ loginHint: "eve@contoso.test" });
      const failure = await failureOf(tokensWith().tokens.signIn(wish, eve, never));
      assert.deepEqual(
        [failure.code, failure.facts["aadsts"], failure.facts["suberror"]],
        ["oauth.refused", "65004", "cancel"],
      );
    });

    it("can be the words of a page that has no way back", async () => {
      const wish = pasting({ redirectUri: "https://login.microsoftonline.com/other/nativeclient" });
      const lost = person("ada@contoso.test", () => "AADSTS50011: The redirect URI does not match");
      const failure = await failureOf(tokensWith().tokens.signIn(wish, lost, never));
      assert.deepEqual([failure.code, failure.facts["aadsts"]], ["oauth.refused", "50011"]);
    });

    it("leaves no code in the log, and no answer leaves nothing", async () => {
      const { tokens, log, secrets } = tokensWith();
      let pasted = "";
      const ada = person("ada@contoso.test", (address) => (pasted = `${address}&state=another`));
      await failureOf(tokens.signIn(pasting(), ada, never));
      assert.notEqual(pasted, "");
      assert.ok(!JSON.stringify(log).includes(code(pasted.replace("&state=another", ""))));
      assert.equal(secrets.entries.size, 0);
    });
  });

  it("agrees to two APIs at one page; the second token comes silently", async () => {
    const { appId: clientId } = register(sandbox().world, { publicClient: ["http://localhost"] });
    const client = { cloud: clouds.global, clientId, authorityTenant: "common" };
    for (const user of ["grace@contoso.test", "vera@outlook.test"]) {
      const { tokens } = tokensWith();
      const consentTo = ["https://graph.microsoft.com/Mail.Read"];
      const grant = await tokens.signIn(
        { client, scopes, consentTo, loginHint: user, flow: "loopback" },
        person(user),
        never,
      );
      assert.deepEqual(grant.scopes, [imapScope]);
      const { homeAccountId } = grant.account;
      const silent = await tokens.silent(
        { client, scopes: protocolScopes(clouds.global, protocols.graph), homeAccountId },
        never,
      );
      assert.ok(silent.scopes.includes("https://graph.microsoft.com/Mail.Read"));
    }
  });

  describe("an app that acts as itself", () => {
    const scope = "https://outlook.office365.com/.default";
    let client: OAuthClient;
    let secret: string;

    before(() => {
      const { world } = sandbox();
      const displayName = "daemon of signInWays";
      const resource = register(world, {
        displayName,
        signInAudience: "AzureADMyOrg",
        exchangeRoles: ["IMAP.AccessAsApp"],
        secrets: [{ name: "s", endsInDays: 100 }],
      });
      certify(resource);
      const id = "8d4b3a52-6a3f-4a5e-8a62-1f0d8a6c1f77";
      world.servicePrincipals.set(id, { id, tenantId: ids.contoso, appId: resource.appId });
      secret = seededSecretOf(displayName, "s");
      client = { cloud: clouds.global, clientId: resource.appId, authorityTenant: ids.contoso };
    });

    it("gets a token with its secret, once while it lasts", async () => {
      const tokens = appTokens();
      sandbox().requests.clear();
      const ask = (forceRefresh = false) =>
        tokens.acquire({ client: { ...client, clientSecret: secret }, scope, forceRefresh }, never);
      const [first, second] = [await ask(), await ask()];
      assert.equal(first.accessToken, second.accessToken);
      assert.notEqual((await ask(true)).accessToken, first.accessToken);
      assert.equal(readTokenInfo(first.accessToken).audience, "https://outlook.office365.com");
      assert.deepEqual(first.account, {
        homeAccountId: "",
        username: "",
        tenantId: ids.contoso,
      });
    });

    it("gets a token with its certificate, and one for each API", async () => {
      const tokens = appTokens();
      const proven = {
        ...client,
        certificate: { thumbprint: thumbprint(), pem: pem(certificate) },
      };
      const graph = "https://graph.microsoft.com/.default";
      const mail = await tokens.acquire({ client: proven, scope }, never);
      const other = await tokens.acquire({ client: proven, scope: graph }, never);
      assert.notEqual(mail.accessToken, other.accessToken);
      assert.equal(
        (await tokens.acquire({ client: proven, scope }, never)).accessToken,
        mail.accessToken,
      );
      await tokens.forget(client.clientId);
      assert.notEqual(
        (await tokens.acquire({ client: proven, scope }, never)).accessToken,
        mail.accessToken,
      );
    });

    const refusals: readonly [what: string, more: () => Partial<OAuthClient>, aadsts: string][] = [
      ["a wrong secret", () => ({ clientSecret: "canary-of-a-value" }), "7000215"],
      [
        "a certificate the registration does not have",
        () => ({ certificate: { thumbprint: "X", pem: pem(stranger) } }),
        "700027",
      ],
      [
        "a directory it is not in",
        () => ({ clientSecret: secret, authorityTenant: ids.fabrikam }),
        "700016",
      ],
    ];
    for (const [what, more, aadsts] of refusals) {
      it(`is refused with ${what}`, async () => {
        const failure = await failureOf(
          appTokens().acquire({ client: { ...client, ...more() }, scope }, never),
        );
        assert.deepEqual([failure.code, failure.facts["aadsts"]], ["oauth.refused", aadsts]);
        assert.ok(!JSON.stringify(failure).includes("canary"));
      });
    }

    it("needs a credential that can be read", async () => {
      const missing = await failureOf(appTokens().acquire({ client, scope }, never));
      assert.equal(missing.code, "secret.unreadable");
      for (const text of [
        "",
        "no pem",
        certificate.pem,
        `${certificate.privateKey}${stranger.pem}`,
      ]) {
        const broken = { ...client, certificate: { thumbprint: "X", pem: text } };
        const failure = await failureOf(appTokens().acquire({ client: broken, scope }, never));
        assert.deepEqual(failure.facts, { input: "certificate", problem: "keyUnreadable" });
      }
    });
  });
});
