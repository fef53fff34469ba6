import assert from "node:assert/strict";
import {
  planImplicitGrant,
  planPublicClientFlows,
} from "../../../../../src/core/registration/changes/flags";
import { planRename } from "../../../../../src/core/registration/changes/rename";
import { ownTags, planNotes, planTags } from "../../../../../src/core/registration/changes/texts";
import { aRegistration } from "../../../../support/builders";
import { hostile, notesOf, problemOf, sentBy } from "./planned";

describe("a new name", () => {
  it("is sent without spaces around it", () => {
    assert.deepEqual(sentBy(planRename(aRegistration(), " jira ")), { displayName: "jira" });
  });

  it("that is the old one is nothing to change", () => {
    assert.deepEqual(planRename(aRegistration(), " aerc-ada").steps, []);
  });

  it("may hold quotes", () => {
    assert.deepEqual(sentBy(planRename(aRegistration(), hostile.quotes)), {
      displayName: hostile.quotes,
    });
  });

  for (const name of ["empty", "spaces", "newline", "turned", "long"] as const) {
    it(`is refused: ${name}`, () => {
      assert.notEqual(
        problemOf(() => planRename(aRegistration(), hostile[name])),
        "",
      );
    });
  }

  it("may be longer without personal accounts", () => {
    const name = "x".repeat(120);
    sentBy(planRename(aRegistration({ signInAudience: "AzureADMyOrg" }), name));
    assert.match(
      problemOf(() => planRename(aRegistration(), name)),
      /At most 90/,
    );
  });
});

describe("internal notes", () => {
  it("may have lines", () => {
    assert.deepEqual(sentBy(planNotes(aRegistration(), "Ada\r\n\towns it")), {
      notes: "Ada\r\n\towns it",
    });
  });

  it("are removed by an empty text", () => {
    const noted = aRegistration({ notes: "old" });
    assert.deepEqual(sentBy(planNotes(noted, "  ")), { notes: null });
    assert.deepEqual(planNotes(aRegistration(), "").steps, []);
  });

  it("have limits", () => {
    sentBy(planNotes(aRegistration(), "x".repeat(1024)));
    assert.match(
      problemOf(() => planNotes(aRegistration(), hostile.long)),
      /At most 1024/,
    );
    assert.match(
      problemOf(() => planNotes(aRegistration(), "a\u0007")),
      /control/,
    );
  });
});

describe("tags", () => {
  const marked = aRegistration({ tags: ["mail", "entra-mail:1", "HideApp"] });

  it("keep the mark of this product, which is not shown", () => {
    assert.deepEqual(ownTags(marked.tags), ["mail", "HideApp"]);
    assert.deepEqual(sentBy(planTags(marked, ["mail", "new"])), {
      tags: ["entra-mail:1", "mail", "new"],
    });
    assert.deepEqual(sentBy(planTags(marked, [])), { tags: ["entra-mail:1"] });
  });

  it("in another order are nothing to change", () => {
    assert.deepEqual(planTags(marked, ["HideApp", "mail"]).steps, []);
  });

  for (const [tags, told] of [
    [[""], /empty/],
    [["a b"], /spaces/],
    [[hostile.newline], /control or/],
    [[hostile.turned], /invisible/],
    [["x".repeat(257)], /at most 256/],
    [["a", "a"], /there twice/],
    [["entra-mail:2"], /kept for this extension/],
  ] as const) {
    it(`are refused: ${told.source}`, () => {
      assert.match(
        problemOf(() => planTags(marked, tags)),
        told,
      );
    });
  }

  it("may have 256 characters and quotes", () => {
    sentBy(planTags(marked, ["x".repeat(256), `"'`]));
  });
});

describe("public client flows", () => {
  it("are switched, and say what stops or stays", () => {
    const off = planPublicClientFlows(aRegistration(), false);
    assert.deepEqual(sentBy(off), { isFallbackPublicClient: false });
    assert.match(notesOf(off).join(), /device code.*AADSTS7000218/);
    const web = { web: ["https://a.example.com"], spa: [], publicClient: [] };
    const closed = aRegistration({ isFallbackPublicClient: false, redirectUris: web });
    assert.match(
      notesOf(planPublicClientFlows(closed, true)).join(),
      /still needs the client secret/,
    );
    assert.deepEqual(planPublicClientFlows(closed, false).steps, []);
  });
});

describe("the implicit-grant boxes", () => {
  it("are sent together, with the caution when one is ticked", () => {
    const plan = planImplicitGrant(aRegistration(), { accessTokens: false, idTokens: true });
    assert.deepEqual(sentBy(plan), {
      web: {
        implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: true },
      },
    });
    assert.match(notesOf(plan).join(), /do not need these boxes/);
  });

  it("say who is refused when they are cleared", () => {
    const on = aRegistration({ implicitGrant: { accessTokens: true, idTokens: true } });
    const plan = planImplicitGrant(on, { accessTokens: false, idTokens: false });
    assert.match(notesOf(plan).join(), /AADSTS700054/);
    assert.doesNotMatch(notesOf(plan).join(), /do not need/);
    assert.deepEqual(planImplicitGrant(on, on.implicitGrant).steps, []);
  });
});
