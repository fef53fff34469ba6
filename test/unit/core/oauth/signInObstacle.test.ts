import assert from "node:assert/strict";
import {
  allowsSignIn,
  needsCredential,
  offerFlows,
  whoseSignIn,
} from "../../../../src/core/oauth/signInObstacle";
import { aRegistration } from "../../../support/builders";

const here = { remote: false, webUi: false };
const redirectUris = { web: ["https://jira.test/cb"], spa: [], publicClient: [] };

const offered = (...args: Parameters<typeof offerFlows>): readonly (string | undefined)[][] =>
  offerFlows(...args).map(({ flow, obstacle }) => [flow.id, obstacle]);

const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";

describe("the flows that are offered for a registration", () => {
  it("are all of them when nothing is known of it", () => {
    assert.deepEqual(offered(here, undefined), [
      ["loopback", undefined],
      ["deviceCode", undefined],
      ["paste", undefined],
      ["appOnly", undefined],
    ]);
  });

  it("stand last with the reason when the registration does not allow them", () => {
    assert.deepEqual(offered(here, aRegistration()), [
      ["loopback", undefined],
      ["deviceCode", undefined],
      ["paste", undefined],
      ["appOnly", "noRoles"],
    ]);
    assert.deepEqual(offered(here, aRegistration({ redirectUris })), [
      ["deviceCode", undefined],
      ["paste", undefined],
      ["loopback", "loopbackMissing"],
      ["appOnly", "noRoles"],
    ]);
    const nowhere = { web: [], spa: ["https://spa.test"], publicClient: ["msauth://app"] };
    assert.deepEqual(offered(here, aRegistration({ redirectUris: nowhere })), [
      ["deviceCode", undefined],
      ["loopback", "loopbackMissing"],
      ["paste", "redirectMissing"],
      ["appOnly", "noRoles"],
    ]);
  });

  it("begin with those that work where the browser is elsewhere", () => {
    const order = ["deviceCode", "paste", "loopback", "appOnly"];
    for (const place of [
      { remote: true, webUi: false },
      { remote: false, webUi: true },
    ]) {
      assert.deepEqual(
        offered(place, aRegistration()).map(([id]) => id),
        order,
      );
    }
    const noCode = aRegistration({ isFallbackPublicClient: false });
    assert.deepEqual(offered({ remote: true, webUi: false }, noCode), [
      ["paste", undefined],
      ["loopback", undefined],
      ["deviceCode", "publicFlowsOff"],
      ["appOnly", "noRoles"],
    ]);
  });

  it("are the app itself alone where nobody is asked for a permission", () => {
    const service = aRegistration({ requiredResourceAccess: asks("Role") });
    assert.deepEqual(offered(here, service), [
      ["appOnly", undefined],
      ["loopback", "noUser"],
      ["deviceCode", "noUser"],
      ["paste", "noUser"],
    ]);
    const both = aRegistration({ requiredResourceAccess: asks("Role", "Scope") });
    assert.ok(offered(here, both).every(([, obstacle]) => obstacle === undefined));
    const personal = { ...service, signInAudience: "PersonalMicrosoftAccount" } as const;
    assert.deepEqual(offered(here, personal)[3], ["appOnly", "personalOnly"]);
  });

  it("lead to a mailbox from here, unless the only way back is the callback of a product", () => {
    const product = aRegistration({ redirectUris, isFallbackPublicClient: false });
    assert.equal(allowsSignIn(product), false);
    const none = { web: [], spa: [], publicClient: [] };
    const nothing = aRegistration({ redirectUris: none, isFallbackPublicClient: false });
    assert.equal(allowsSignIn(nothing), false);
    const aem = { web: [nativeClient], spa: [], publicClient: [] };
    assert.equal(allowsSignIn(aRegistration({ redirectUris: aem })), true);
  });

  it("prove the client where the platform or the absence of a person wants it", () => {
    const web = aRegistration({ redirectUris: { web: [nativeClient], spa: [], publicClient: [] } });
    assert.deepEqual(
      (["loopback", "deviceCode", "paste", "appOnly"] as const).map((flow) => [
        needsCredential(aRegistration(), flow),
        needsCredential(web, flow),
      ]),
      [
        [false, false],
        [false, false],
        [false, true],
        [true, true],
      ],
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
