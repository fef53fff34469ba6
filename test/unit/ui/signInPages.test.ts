import assert from "node:assert/strict";
import { checkSignInPage } from "../../../src/ui/signInPages";

describe("pages that a sign-in may open", () => {
  const set = { loginHost: "login.contoso.test" };
  const cases: readonly [url: string, opened: boolean][] = [
    ["https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x", true],
    ["https://login.microsoftonline.us/common/oauth2/v2.0/authorize", true],
    ["https://login.partner.microsoftonline.cn/common/oauth2/v2.0/authorize", true],
    ["https://login.contoso.test/common/oauth2/v2.0/authorize", true],
    ["https://login.fabrikam.test/common/oauth2/v2.0/authorize", false],
    ["https://microsoft.com/devicelogin", true],
    ["https://www.microsoft.com/link", true],
    ["http://login.microsoftonline.com/common", false],
    ["https://login.microsoftonline.com.evil.example/", false],
    ["https://login.microsoftonline.com@evil.example/", false],
    ["https://user@login.microsoftonline.com/", false],
    ["https://login.microsoftonline.com:8443/", false],
    ["command:workbench.action.quit", false],
    ["file:///etc/passwd", false],
    ["not a url", false],
  ];
  for (const [url, opened] of cases) {
    it(`${opened ? "opens" : "refuses"} ${url}`, () => {
      if (opened) checkSignInPage(url, set);
      else assert.throws(() => checkSignInPage(url, set), { code: "oauth.unexpectedAnswer" });
    });
  }
});
