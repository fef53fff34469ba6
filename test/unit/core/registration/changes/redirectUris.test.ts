import assert from "node:assert/strict";
import {
  type PlacedUri,
  planAddRedirectUri,
  planEditRedirectUri,
  planMoveRedirectUri,
  planRemoveRedirectUri,
} from "../../../../../src/core/registration/changes/redirectUris";
import type { RedirectUris, Registration } from "../../../../../src/core/registration/registration";
import { aRegistration } from "../../../../support/builders";
import { hostile, notesOf, problemOf, sentBy } from "./planned";

const web = "https://jira.example.com/callback";

function withUris(uris: Partial<RedirectUris>, facts: Partial<Registration> = {}): Registration {
  return aRegistration({
    signInAudience: "AzureADMyOrg",
    redirectUris: { web: [], spa: [], publicClient: [], ...uris },
    ...facts,
  });
}

const both = withUris({ web: [web], publicClient: ["http://localhost"] });

describe("a redirect URI", () => {
  it("is added to those of its platform", () => {
    const plan = planAddRedirectUri(both, { platform: "web", uri: "https://b.example.com/" });
    assert.deepEqual(sentBy(plan), { web: { redirectUris: [web, "https://b.example.com/"] } });
    assert.equal(plan.subject?.objectId, both.objectId);
  });

  const refused: readonly (readonly [string, PlacedUri, RegExp])[] = [
    ["empty", { platform: "web", uri: hostile.empty }, /Type the redirect URI/],
    ["with a new line", { platform: "web", uri: `${web}\nhttps://x.example.com` }, /spaces/],
    ["very long", { platform: "web", uri: `https://a.example.com/${hostile.long}` }, /At most 256/],
    ["with quotes", { platform: "web", uri: "https://a.example.com/'" }, /not supported/],
    ["with a wildcard", { platform: "web", uri: "https://*.example.com" }, /wildcard/],
    ["of a scheme on Web", { platform: "web", uri: "myapp://auth" }, /https:\/\//],
    ["that is there", { platform: "web", uri: web }, /already registered for Web/],
    ["that is there in capitals", { platform: "web", uri: web.replace("jira", "JIRA") }, /already/],
    ["of another platform", { platform: "publicClient", uri: web }, /already registered for Web/],
    [
      "that differs in its port",
      { platform: "web", uri: "http://localhost:8080" },
      /Mobile and desktop applications; the port does not count/,
    ],
  ];
  for (const [name, added, problem] of refused) {
    it(`is refused: ${name}`, () => {
      assert.match(
        problemOf(() => planAddRedirectUri(both, added)),
        problem,
      );
    });
  }

  it("is refused when there are too many, and can still be replaced then", () => {
    const uris = Array.from({ length: 100 }, (_, index) => `https://a.example.com/${index}`);
    const full = withUris({ web: uris }, { signInAudience: "PersonalMicrosoftAccount" });
    const uri = "https://a.example.com/new";
    assert.match(
      problemOf(() => planAddRedirectUri(full, { platform: "web", uri })),
      /At most 100/,
    );
    sentBy(planEditRedirectUri(full, { platform: "web", uri: uris[3] ?? "" }, uri));
  });

  it("may keep a neighbour that today's rules would refuse", () => {
    const old = withUris({ publicClient: ["http://localhost:1", "http://localhost:2"] });
    sentBy(planAddRedirectUri(old, { platform: "publicClient", uri: "myapp://auth" }));
  });

  it("keeps its place when it is edited", () => {
    const three = withUris({ web: ["https://a.example.com/", web, "https://c.example.com/"] });
    const plan = planEditRedirectUri(three, { platform: "web", uri: web }, `${web}/2`);
    const wanted = ["https://a.example.com/", `${web}/2`, "https://c.example.com/"];
    assert.deepEqual(sentBy(plan), { web: { redirectUris: wanted } });
    assert.match(notesOf(plan).join(), /AADSTS50011/);
  });

  it("can have another port when it is edited", () => {
    const old = withUris({ publicClient: ["http://localhost:1"] });
    const placed = { platform: "publicClient", uri: "http://localhost:1" } as const;
    sentBy(planEditRedirectUri(old, placed, "http://localhost"));
  });

  it("is nothing to change when it is the same", () => {
    assert.deepEqual(planEditRedirectUri(both, { platform: "web", uri: web }, web).steps, []);
    assert.deepEqual(planMoveRedirectUri(both, { platform: "web", uri: web }, "web").steps, []);
  });

  it("moves in one request", () => {
    const plan = planMoveRedirectUri(both, { platform: "web", uri: web }, "publicClient");
    assert.deepEqual(sentBy(plan), {
      publicClient: { redirectUris: ["http://localhost", web] },
      web: { redirectUris: [] },
    });
  });

  const moves: readonly (readonly [PlacedUri, "web" | "spa" | "publicClient", RegExp])[] = [
    [{ platform: "web", uri: web }, "publicClient", /No client secret from then on.*AADSTS700025/],
    [{ platform: "publicClient", uri: "http://localhost" }, "web", /AADSTS7000218.*none yet/],
    [{ platform: "web", uri: web }, "spa", /24 hours/],
    [{ platform: "web", uri: web }, "spa", /Web has no redirect URI left/],
  ];
  for (const [from, to, told] of moves) {
    it(`moved from ${from.platform} to ${to} says what that means: ${told.source}`, () => {
      assert.match(notesOf(planMoveRedirectUri(both, from, to)).join(" "), told);
    });
  }

  it("cannot move to where it is not allowed", () => {
    const own = withUris({ publicClient: ["myapp://auth"] });
    const placed = { platform: "publicClient", uri: "myapp://auth" } as const;
    assert.match(
      problemOf(() => planMoveRedirectUri(own, placed, "web")),
      /https:\/\//,
    );
  });

  it("is removed, and the last one says who can still sign in", () => {
    const last = withUris({ publicClient: ["http://localhost"] });
    const placed = { platform: "publicClient", uri: "http://localhost" } as const;
    const plan = planRemoveRedirectUri(last, placed);
    assert.deepEqual(sentBy(plan), { publicClient: { redirectUris: [] } });
    assert.match(notesOf(plan).join(" "), /a device code still works/);
    const alone = planRemoveRedirectUri({ ...last, isFallbackPublicClient: false }, placed);
    assert.match(notesOf(alone).join(" "), /Nobody can sign in any more/);
    assert.doesNotMatch(
      notesOf(planRemoveRedirectUri(both, { platform: "web", uri: web })).join(" "),
      /Nobody/,
    );
  });

  it("that somebody else removed meanwhile is not removed again", () => {
    const gone: PlacedUri = { platform: "spa", uri: web };
    for (const plan of [
      () => planRemoveRedirectUri(both, gone),
      () => planEditRedirectUri(both, gone, "https://b.example.com"),
      () => planMoveRedirectUri(both, gone, "web"),
    ]) {
      assert.match(problemOf(plan), /not registered for Single-page application any more/);
    }
  });
});
