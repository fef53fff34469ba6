import assert from "node:assert/strict";
import { allowsSignIn, offerFlows, whoseSignIn } from "../../../../src/core/oauth/signInObstacle";
import { aRegistration } from "../../../support/builders";

const here = { remote: false, webUi: false };
const redirectUris = { web: ["https://jira.test/cb"], spa: [], publicClient: [] };

const offered = (...args: Parameters<typeof offerFlows>): readonly (string | undefined)[][] =>
  offerFlows(...args).map(({ flow, obstacle }) => [flow.id, obstacle]);

describe("the flows that are offered for a registration", () => {
  it("are all of them when the registration allows them, or is not known", () => {
    const all = [
      ["loopback", undefined],
      ["deviceCode", undefined],
    ];
    assert.deepEqual(offered(here, aRegistration()), all);
    assert.deepEqual(offered(here, undefined), all);
  });

  it("stand last with the reason when the registration does not allow them", () => {
    assert.deepEqual(offered(here, aRegistration({ redirectUris })), [
      ["deviceCode", undefined],
      ["loopback", "loopbackMissing"],
    ]);
    const remote = { remote: true, webUi: false };
    assert.deepEqual(offered(remote, aRegistration({ isFallbackPublicClient: false })), [
      ["loopback", undefined],
      ["deviceCode", "publicFlowsOff"],
    ]);
  });

  it("are none when nothing fits", () => {
    assert.equal(allowsSignIn(aRegistration({ redirectUris })), true);
    assert.equal(
      allowsSignIn(aRegistration({ redirectUris, isFallbackPublicClient: false })),
      false,
    );
  });
});

const asks = (...types: readonly ("Role" | "Scope")[]) => [
  { resourceAppId: "api", resourceAccess: types.map((type) => ({ id: type, type })) },
];

describe("a registration that no flow fits", () => {
  const none = { web: [], spa: [], publicClient: [] };
  const rows: readonly [expected: string, ...facts: Parameters<typeof aRegistration>][] = [
    ["service", { redirectUris: none, requiredResourceAccess: asks("Role") }],
    ["service", { redirectUris: none, requiredResourceAccess: asks("Role", "Scope") }],
    ["service", { redirectUris, requiredResourceAccess: asks("Role") }],
    ["product", { redirectUris, requiredResourceAccess: asks("Role", "Scope") }],
    ["product", { redirectUris, requiredResourceAccess: asks("Scope") }],
    ["product", { redirectUris, requiredResourceAccess: [] }],
    ["mailbox", { redirectUris: none, requiredResourceAccess: asks("Scope") }],
    ["mailbox", { redirectUris: none, requiredResourceAccess: [] }],
  ];
  for (const [expected, facts] of rows) {
    it(`is for a ${expected}: ${JSON.stringify(facts)}`, () => {
      assert.equal(whoseSignIn(aRegistration(facts)), expected);
    });
  }
});
