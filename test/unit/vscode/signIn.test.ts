import assert from "node:assert/strict";
import { isCancelled } from "../../../src/base/errors";
import { isFailure } from "../../../src/core/failure";
import { missingRight } from "../../../src/core/management/graphAccess";
import { readSignInError } from "../../../src/platform/vscode/signInErrors";

const correlationId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

describe("errors of the editor's sign-in", () => {
  const codes: readonly [text: string, code: string][] = [
    ["User did not consent to login.", "cancelled"],
    ["Cancelled", "cancelled"],
    ["Canceled", "cancelled"],
    ["The request was canceled by the network.", "oauth.refused"],
    ["network_error: the request was cancelled", "oauth.unreachable"],
    [
      "AADSTS65002: Consent between first party application and first party resource must be configured via preauthorization.",
      "signIn.preauthorizationMissing",
    ],
    ["invalid_grant: AADSTS50076: multi-factor authentication. ", "oauth.refused"],
    ["AADSTS65004: User declined to consent; the request was cancelled.", "oauth.refused"],
    [
      "No authentication provider 'microsoft-sovereign-cloud' is currently registered.",
      "input.invalid",
    ],
    ["Timed out waiting for authentication provider 'x' to register.", "input.invalid"],
    ["Timed out", "oauth.timedOut"],
    ["network_error: fetch failed ENOTFOUND", "oauth.unreachable"],
    ["something new", "oauth.refused"],
  ];
  for (const [text, code] of codes) {
    it(`${code}: ${text.slice(0, 60)}`, () => {
      const error = readSignInError(new Error(text), "microsoft");
      assert.equal((error as { code?: string }).code, code);
      assert.equal(isCancelled(error), code === "cancelled");
    });
  }

  it("keep the codes by which support finds the sign-in", () => {
    const text = `invalid_client: AADSTS7000218: … Correlation ID: ${correlationId} Timestamp: …`;
    const error = readSignInError(new Error(text), "microsoft");
    assert.ok(isFailure(error));
    assert.deepEqual(
      { ...error.facts, traceId: undefined },
      { aadsts: "7000218", error: "invalid_client", correlationId, traceId: undefined },
    );
  });
});

describe("the right to manage registrations", () => {
  const cases: readonly [
    access: "read" | "write",
    scopes: readonly string[] | undefined,
    missing: string | undefined,
  ][] = [
    ["read", ["Application.Read.All"], undefined],
    ["read", ["Application.ReadWrite.All"], undefined],
    ["read", ["User.Read"], "Application.Read.All"],
    ["write", ["Application.Read.All", "User.Read"], "Application.ReadWrite.All"],
    ["write", ["Application.ReadWrite.All"], undefined],
    ["write", undefined, undefined],
  ];
  for (const [access, scopes, missing] of cases) {
    it(`${access} with ${scopes?.join(" ") ?? "an unreadable token"}: ${missing ?? "enough"}`, () => {
      assert.equal(missingRight(access, scopes), missing);
    });
  }
});
