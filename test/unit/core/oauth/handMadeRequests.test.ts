import assert from "node:assert/strict";
import { clouds } from "../../../../src/core/cloud";
import {
  handMadeAuthorizeUrl,
  type HandMadeSignIn,
  handMadeTokenCurl,
} from "../../../../src/core/oauth/handMadeRequests";

const aem: HandMadeSignIn = {
  cloud: clouds.global,
  tenant: "common",
  clientId: "6731de76-14a6-49ae-97bc-6eba6914391e",
  confidential: true,
  redirectUri: "https://login.microsoftonline.com/common/oauth2/nativeclient",
  scopes: ["https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access"],
};
const directory = { ...aem, tenant: "11111111-1111-4111-8111-111111111111" };

describe("the address of a sign-in by hand", () => {
  it("asks for a code in the query, with what the guide wants", () => {
    const url = new URL(handMadeAuthorizeUrl(aem, { prompt: "login" }));
    assert.equal(
      url.origin + url.pathname,
      "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    );
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      client_id: aem.clientId,
      response_type: "code",
      response_mode: "query",
      redirect_uri: aem.redirectUri,
      scope: "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
      prompt: "login",
    });
    assert.doesNotMatch(url.search, /\+/);
  });

  it("adds openid at the endpoint of one directory, other APIs, and the challenge of a public client", () => {
    const url = new URL(
      handMadeAuthorizeUrl(directory, {
        consentTo: ["https://graph.microsoft.com/Mail.Read"],
        loginHint: "ada+x@contoso.test",
        challenge: "abc",
      }),
    );
    assert.match(url.pathname, /^\/11111111/);
    assert.equal(
      url.searchParams.get("scope"),
      "https://outlook.office.com/IMAP.AccessAsUser.All offline_access openid https://graph.microsoft.com/Mail.Read",
    );
    assert.equal(url.searchParams.get("code_challenge_method"), "S256");
    assert.equal(url.searchParams.get("login_hint"), "ada+x@contoso.test");
  });
});

describe("a token request by hand", () => {
  it("is a line for a shell, with placeholders for what is secret", () => {
    assert.equal(
      handMadeTokenCurl({ kind: "code", signIn: aem }),
      [
        "curl https://login.microsoftonline.com/common/oauth2/v2.0/token \\",
        "  --data-urlencode client_id=6731de76-14a6-49ae-97bc-6eba6914391e \\",
        "  --data-urlencode client_secret=PUT_THE_CLIENT_SECRET_HERE \\",
        "  --data-urlencode grant_type=authorization_code \\",
        "  --data-urlencode code=PUT_THE_CODE_HERE \\",
        "  --data-urlencode redirect_uri=https://login.microsoftonline.com/common/oauth2/nativeclient \\",
        "  --data-urlencode 'scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access'",
      ].join("\n"),
    );
  });

  it("renews, and asks as the app itself", () => {
    const renewal = handMadeTokenCurl({ kind: "refreshToken", signIn: directory });
    assert.match(renewal, /grant_type=refresh_token/);
    assert.match(renewal, /refresh_token=PUT_THE_REFRESH_TOKEN_HERE/);
    assert.match(renewal, /offline_access openid'/);
    assert.doesNotMatch(renewal, /redirect_uri|code=/);
    const scope = "https://outlook.office365.com/.default";
    const app = handMadeTokenCurl({ kind: "app", client: directory, scope });
    assert.match(app, /client_secret=PUT_THE_CLIENT_SECRET_HERE/);
    assert.match(app, /scope=https:\/\/outlook\.office365\.com\/\.default/);
  });

  it("of a public client sends the verifier and no secret", () => {
    const signIn = { ...aem, confidential: false };
    const text = handMadeTokenCurl({ kind: "code", signIn, verifier: "proof" });
    assert.match(text, /code_verifier=proof/);
    assert.doesNotMatch(text, /secret/i);
  });

  it("quotes a secret whatever is in it, and takes no line break", () => {
    const text = handMadeTokenCurl({ kind: "code", signIn: aem }, "a'b $(x)&c");
    assert.match(text, /'client_secret=a'\\''b \$\(x\)&c'/);
    assert.throws(() => handMadeTokenCurl({ kind: "code", signIn: aem }, "a\nb"), {
      facts: { input: "commandLine", problem: "control" },
    });
  });
});
