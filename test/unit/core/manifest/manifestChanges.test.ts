import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import type { JsonObject } from "../../../../src/core/json";
import { manifestChanges, sameParts } from "../../../../src/core/manifest/manifestChanges";

const original: JsonObject = {
  id: "object",
  appId: "app",
  displayName: "jira-inbound",
  signInAudience: "AzureADMyOrg",
  tags: ["a", "b"],
  notes: null,
  web: { redirectUris: ["https://jira.contoso.test/a"], homePageUrl: null, logoutUrl: null },
  api: { requestedAccessTokenVersion: 1, knownClientApplications: [] },
  passwordCredentials: [{ keyId: "key" }],
};

const edited = (change: JsonObject): string => JSON.stringify({ ...original, ...change });

function problemsOf(text: string): readonly string[] {
  const found = manifestChanges(original, text);
  assert.equal(found.kind, "problems");
  return found.kind === "problems" ? found.problems.map((problem) => renderMessage(problem)) : [];
}

describe("changes of a manifest", () => {
  const changes: readonly (readonly [name: string, text: string, patch: object, before: object])[] =
    [
      ["none", JSON.stringify(original), {}, {}],
      [
        "none but the order of properties",
        JSON.stringify({
          ...original,
          web: {
            logoutUrl: null,
            homePageUrl: null,
            redirectUris: ["https://jira.contoso.test/a"],
          },
        }),
        {},
        {},
      ],
      [
        "a name",
        edited({ displayName: "jira" }),
        { displayName: "jira" },
        { displayName: "jira-inbound" },
      ],
      [
        "a part of a complex property, without its other parts",
        edited({ web: { ...(original["web"] as JsonObject), redirectUris: [] } }),
        { web: { redirectUris: [] } },
        { web: { redirectUris: ["https://jira.contoso.test/a"] } },
      ],
      [
        "a part that was not there",
        edited({ api: { ...(original["api"] as JsonObject), acceptMappedClaims: true } }),
        { api: { acceptMappedClaims: true } },
        { api: { acceptMappedClaims: null } },
      ],
      ["a list that is emptied", edited({ tags: [] }), { tags: [] }, { tags: ["a", "b"] }],
      [
        "a property Graph did not show",
        edited({ groupMembershipClaims: "All" }),
        { groupMembershipClaims: "All" },
        { groupMembershipClaims: null },
      ],
    ];
  for (const [name, text, patch, before] of changes) {
    it(`finds ${name}`, () => {
      assert.deepEqual(manifestChanges(original, text), { kind: "changes", patch, before });
    });
  }

  const refusals: readonly (readonly [name: string, text: string, problem: RegExp])[] = [
    ["what is not JSON", "{ not json", /^This is not JSON: /],
    ["an empty text", "", /^This is not JSON: /],
    ["a list", "[]", /one JSON object/],
    ["null", "null", /one JSON object/],
    ["a property Microsoft sets", edited({ appId: "other" }), /^appId is set by Microsoft/],
    ["a property nobody knows", edited({ colour: "red" }), /^colour is not a property/],
    ["secrets", edited({ passwordCredentials: [] }), /^passwordCredentials cannot be changed here/],
    [
      "a property that was taken out",
      JSON.stringify({ ...original, tags: undefined }),
      /^tags is missing\. To empty it, write null or \[\]\./,
    ],
    [
      "accounts nobody knows",
      edited({ signInAudience: "Everybody" }),
      /^signInAudience must be one of AzureADMyOrg, AzureADMultipleOrgs, /,
    ],
    ["no accounts", edited({ signInAudience: null }), /^signInAudience must be one of /],
    [
      "a version of tokens that does not exist",
      edited({ api: { requestedAccessTokenVersion: "2" } }),
      /^api\.requestedAccessTokenVersion must be null, 1 or 2\./,
    ],
    ["a URI that is no text", edited({ spa: { redirectUris: [1] } }), /^spa\.redirectUris must be/],
    ["one URI for a list", edited({ web: { redirectUris: "u" } }), /^web\.redirectUris must be/],
    ["a list of URIs taken out", edited({ web: {} }), /^web\.redirectUris must be a list/],
    ["a prototype", '{"__proto__": {}}', /is missing|not a property/],
  ];
  for (const [name, text, problem] of refusals) {
    it(`refuses ${name}`, () => {
      assert.match(problemsOf(text)[0] ?? "", problem);
    });
  }

  it("tells all problems at once", () => {
    assert.equal(problemsOf(edited({ appId: "x", id: "y", colour: 1 })).length, 3);
  });

  it("finds how the parts of a patch stand in a newer manifest", () => {
    const newer = { ...original, web: { redirectUris: ["https://b"], homePageUrl: "https://h" } };
    assert.deepEqual(sameParts({ web: { redirectUris: [] }, notes: "n" }, newer), {
      web: { redirectUris: ["https://b"] },
      notes: null,
    });
  });
});
