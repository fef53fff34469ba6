import assert from "node:assert/strict";
import { allowsSignIn, offerFlows } from "../../../../src/core/oauth/signInObstacle";
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
