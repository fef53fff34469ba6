import assert from "node:assert/strict";
import { pasteRedirectOf } from "../../../../src/core/oauth/pasteRedirect";
import type { RedirectUris } from "../../../../src/core/registration/registration";

const native = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const callback = "https://jira.test/plugins/servlet/oauth2/callback";

describe("the redirect URI of a pasted answer", () => {
  const none: RedirectUris = { web: [], spa: [], publicClient: [] };
  const cases: readonly [what: string, uris: Partial<RedirectUris>, expected: unknown][] = [
    ["is missing where no browser shows one", { publicClient: ["msauth://x", "urn:x"] }, undefined],
    ["is never one of a single-page application", { spa: [native] }, undefined],
    [
      "is never the page that hands answers on to an editor",
      { publicClient: ["https://vscode.dev/redirect", "https://insiders.vscode.dev/redirect"] },
      undefined,
    ],
    [
      "is Microsoft's own page where there is one",
      { publicClient: ["http://localhost", native] },
      { uri: native, platform: "publicClient", place: "nativeClient" },
    ],
    [
      "needs no secret where that is possible",
      { web: [native], publicClient: ["http://localhost"] },
      { uri: "http://localhost", platform: "publicClient", place: "loopback" },
    ],
    [
      "is that page under Web, as guides have it",
      { web: [callback, native] },
      { uri: native, platform: "web", place: "nativeClient" },
    ],
    [
      "is the callback of a product at last",
      { web: [callback] },
      { uri: callback, platform: "web", place: "product" },
    ],
    [
      "is rather under Web than at a product",
      { publicClient: ["https://app.test/back"], web: ["http://localhost"] },
      { uri: "http://localhost", platform: "web", place: "loopback" },
    ],
  ];
  for (const [what, uris, expected] of cases) {
    it(what, () => {
      assert.deepEqual(pasteRedirectOf({ redirectUris: { ...none, ...uris } }), expected);
    });
  }
});
