import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { explainFailure } from "../../../../src/core/diagnosis/explain";
import { Failure } from "../../../../src/core/failure";
import { holdsRole, rolesOf } from "../../../../src/core/management/directoryRoles";
import { missingRight, scopesFor } from "../../../../src/core/management/graphAccess";
import { offerMethods } from "../../../../src/core/management/methodWords";
import { claimsOf } from "../../../../src/core/oauth/claimsChallenge";

/** What the person is told of it, and offered. */
function told(facts: Record<string, string>): { words: string; actions: readonly string[] } {
  const failure = new Failure("signIn.methodUnavailable", "log", facts);
  const finding = explainFailure(failure, "management");
  assert.ok(finding !== undefined);
  const { title, explanation, actions } = finding;
  return {
    words: `${renderMessage(title)} ${renderMessage(explanation)}`,
    actions: actions.map((action) => {
      if (action.kind === "copyText") return action.text;
      return action.kind === "runCommand" ? action.command : action.kind;
    }),
  };
}

/** The ways that cannot work there. */
function blocked(situation: Parameters<typeof offerMethods>[0]): readonly string[] {
  return offerMethods(situation).flatMap(({ id, obstacle }) =>
    obstacle === undefined ? [] : [id],
  );
}

function details(situation: Parameters<typeof offerMethods>[0]): string {
  return offerMethods(situation)
    .map((one) => renderMessage(one.detail))
    .join("\n");
}

describe("the rights for consent and for people", () => {
  const cases: readonly [
    Parameters<typeof missingRight>[0],
    readonly string[],
    string | undefined,
  ][] = [
    ["consent", ["Application.ReadWrite.All"], "DelegatedPermissionGrant.ReadWrite.All"],
    ["consent", ["DelegatedPermissionGrant.ReadWrite.All"], undefined],
    ["appRoles", ["DelegatedPermissionGrant.ReadWrite.All"], "AppRoleAssignment.ReadWrite.All"],
    ["appRoles", ["AppRoleAssignment.ReadWrite.All"], undefined],
    ["people", ["User.ReadBasic.All"], undefined],
    ["people", ["User.Read"], "Directory.Read.All"],
    ["people", [], "Directory.Read.All"],
  ];
  for (const [access, scopes, missing] of cases) {
    it(`${access} with ${scopes.join(" ") || "nothing"}: ${missing ?? "enough"}`, () => {
      assert.equal(missingRight(access, scopes), missing);
    });
  }

  it("what is asked for is always enough", () => {
    for (const access of ["read", "write", "consent", "appRoles", "people"] as const) {
      assert.equal(missingRight(access, scopesFor(access)), undefined, access);
    }
  });
});

describe("directory roles", () => {
  it("are named by their template ids, whatever else the token lists", () => {
    const ids = [
      "CF1C38E5-3621-4004-A7CB-879624DCED7C",
      "b79fbf4d-3ef9-4689-8143-76b194e85509",
      "",
    ];
    assert.deepEqual(rolesOf(ids), ["Application Developer"]);
    assert.equal(holdsRole(ids, ["Global Administrator", "Application Developer"]), true);
    assert.equal(holdsRole(ids, ["Global Administrator"]), false);
    assert.equal(holdsRole(undefined, ["Global Administrator"]), undefined);
  });
});

describe("the ways of signing in", () => {
  const here = { remote: false, webUi: false, clientId: undefined, cliInstalled: true };

  it("that cannot work here say why", () => {
    assert.deepEqual(blocked(here), ["ownClient"]);
    assert.deepEqual(blocked({ ...here, clientId: "id" }), []);
    assert.deepEqual(blocked({ ...here, cliInstalled: false }), ["ownClient", "azureCli"]);
  });

  it("that may not work here say why, and stay on offer", () => {
    for (const there of [{ remote: true }, { webUi: true }]) {
      const situation = { ...here, ...there, clientId: "id" };
      assert.deepEqual(blocked(situation), []);
      const doubtful = offerMethods(situation).filter(({ doubt }) => doubt !== undefined);
      assert.deepEqual(
        doubtful.map(({ id }) => id),
        ["browser"],
      );
    }
    assert.ok(offerMethods(here).every(({ doubt }) => doubt === undefined));
  });

  it("name the client ID of Microsoft's only where it would be used", () => {
    assert.match(details({ ...here, clientId: undefined }), /Microsoft Graph Command Line Tools/);
    assert.doesNotMatch(details({ ...here, clientId: "id" }), /Microsoft Graph Command Line Tools/);
  });
});

describe("a claims challenge", () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
  const cases: readonly [header: string | undefined, claims: string | undefined][] = [
    [`Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`, claims],
    [`Bearer claims="${claims.replaceAll('"', '\\"')}"`, claims],
    ['Bearer claims="not json"', undefined],
    ['Bearer claims="W10="', undefined],
    ['Bearer claims=""', undefined],
    ['Bearer error="invalid_token"', undefined],
    [undefined, undefined],
  ];
  for (const [header, expected] of cases) {
    it(`${header?.slice(0, 40)}: ${expected === undefined ? "none" : "read"}`, () => {
      assert.equal(claimsOf(header), expected);
    });
  }
});

describe("a way of signing in that does not work", () => {
  it("gives the exact line that signs the Azure CLI in", () => {
    const { words, actions } = told({ problem: "cliSignedOut", tenant: "contoso.com" });
    assert.match(
      words,
      /Run az login --tenant contoso\.com --allow-no-subscriptions in a terminal/,
    );
    assert.equal(actions[0], "az login --tenant contoso.com --allow-no-subscriptions");
    assert.equal(told({ problem: "cliSignedOut" }).actions[0], "az login --allow-no-subscriptions");
  });

  it("names the cloud the Azure CLI must be set to", () => {
    const facts = { problem: "cliOtherCloud", detail: "graph.microsoft.us", cloud: "AzureCloud" };
    assert.match(
      told(facts).words,
      /token is for graph\.microsoft\.us\. Run az cloud set --name AzureCloud/,
    );
  });

  it("always offers another way", () => {
    for (const problem of ["cliMissing", "cliSignedOut", "cliOtherCloud", "cliFailed", "new"]) {
      assert.ok(told({ problem }).actions.includes("entraMail.switchSignInMethod"), problem);
    }
  });
});
