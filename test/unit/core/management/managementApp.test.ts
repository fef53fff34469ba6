import assert from "node:assert/strict";
import { isFailure } from "../../../../src/core/failure";
import {
  optionalPermissions,
  planBrokerRedirect,
  planManagementApp,
} from "../../../../src/core/management/managementApp";
import { describePlan } from "../../../../src/core/registration/planReview";
import { permissionOf } from "../../../../src/core/registration/permissions";
import { aRegistration } from "../../../support/builders";

const newId = (): string => "marker";

function namesOf(optional: Parameters<typeof planManagementApp>[0]["optional"]) {
  const [create] = planManagementApp({ displayName: "Entra Mail", optional }, newId).steps;
  assert.ok(create?.kind === "createApplication");
  return create.draft.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.map((access) => `${permissionOf(resourceAppId, access).value} ${access.type}`),
  );
}

describe("the management app", () => {
  it("is a public client of this directory only, with the redirect URIs VS Code waits at", () => {
    const plan = planManagementApp({ displayName: " Entra Mail ", optional: [] }, newId);
    assert.deepEqual(
      plan.steps.map(({ kind }) => kind),
      ["createApplication", "confirmApplication"],
    );
    const [create] = plan.steps;
    assert.ok(create?.kind === "createApplication");
    const { requiredResourceAccess: _permissions, ...draft } = create.draft;
    assert.deepEqual(draft, {
      displayName: "Entra Mail",
      signInAudience: "AzureADMyOrg",
      isFallbackPublicClient: true,
      publicClient: {
        redirectUris: [
          "http://localhost",
          "https://vscode.dev/redirect",
          "msauth.com.msauth.unsignedapp://auth",
        ],
      },
      api: { requestedAccessTokenVersion: 2 },
      tags: ["entra-mail:marker"],
    });
    assert.equal(plan.markerTag, "entra-mail:marker");
  });

  it("asks for exactly what the extension needs", () => {
    assert.deepEqual(namesOf([]), ["Application.ReadWrite.All Scope", "User.Read Scope"]);
    assert.deepEqual(namesOf(["Directory.Read.All"]), [
      "Application.ReadWrite.All Scope",
      "User.Read Scope",
      "Directory.Read.All Scope",
    ]);
    assert.equal(namesOf(optionalPermissions).length, 5);
  });

  it("is said to need an administrator", () => {
    const plan = planManagementApp({ displayName: "Entra Mail", optional: [] }, newId);
    const lines = describePlan(plan, String).map(
      ({ text, values }) => text + values.map(String).join(),
    );
    assert.ok(
      lines.some((line) => line.startsWith("Ask for: {0} (an administrator must consent)")),
    );
  });

  it("gets the redirect URI with its client ID once it has one", () => {
    const registration = aRegistration({
      redirectUris: { web: [], spa: [], publicClient: ["http://localhost"] },
    });
    const uri = `ms-appx-web://Microsoft.AAD.BrokerPlugin/${registration.appId}`;
    assert.deepEqual(planBrokerRedirect(registration).steps, [
      {
        kind: "updateApplication",
        patch: { publicClient: { redirectUris: ["http://localhost", uri] } },
        before: { publicClient: { redirectUris: ["http://localhost"] } },
      },
    ]);
    const done = { ...registration, redirectUris: { web: [], spa: [], publicClient: [uri] } };
    assert.deepEqual(planBrokerRedirect(done).steps, []);
  });

  for (const displayName of ["", "  ", "a\nb", "a\u202Eb", "x".repeat(121)]) {
    it(`refuses the name ${JSON.stringify(displayName.slice(0, 12))}`, () => {
      assert.throws(
        () => planManagementApp({ displayName, optional: [] }, newId),
        (error) => isFailure(error, "input.invalid"),
      );
    });
  }
});
