import assert from "node:assert/strict";
import { loopbackRedirectOf } from "../../../../src/core/oauth/loopbackRedirect";
import type { RedirectUris } from "../../../../src/core/registration/registration";

describe("the loopback redirect URI of a registration", () => {
  const none: RedirectUris = { web: [], spa: [], publicClient: [] };
  const cases: readonly [what: string, uris: Partial<RedirectUris>, expected: unknown][] = [
    ["is missing without one", { web: ["https://jira.example.com/callback"] }, undefined],
    [
      "is preferred where it needs no secret",
      { web: ["http://localhost"], publicClient: ["http://localhost/desktop"] },
      { uri: "http://localhost/desktop", platform: "publicClient" },
    ],
    [
      "keeps its path and slash",
      { web: ["https://example.com", "http://localhost:8080/callback/"] },
      { uri: "http://localhost:8080/callback/", platform: "web" },
    ],
    [
      "is the shortest of its platform",
      { publicClient: ["http://localhost/", "http://localhost"] },
      { uri: "http://localhost", platform: "publicClient" },
    ],
    ["is never one of a page", { spa: ["http://localhost"] }, undefined],
    [
      "is never another host that begins alike",
      { web: ["http://localhost.example.com"] },
      undefined,
    ],
  ];
  for (const [what, uris, expected] of cases) {
    it(what, () => {
      assert.deepEqual(loopbackRedirectOf({ redirectUris: { ...none, ...uris } }), expected);
    });
  }
});
