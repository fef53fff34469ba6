import assert from "node:assert/strict";
import type { ApplicationDirectory, GraphCall } from "../../../src/core/ports";
import { applicationMethods } from "../../../src/core/portMethods";
import type { NewClientSecret } from "../../../src/core/registration/registration";
import { hideNewSecrets } from "../../../src/platform/vscode/hideCredentials";
import { aRegistration } from "../../support/builders";

const call: GraphCall = { interaction: "silent", signal: new AbortController().signal };
const secret: NewClientSecret = {
  keyId: "k",
  displayName: "laptop",
  hint: "can",
  endDateTime: "2027-01-01T00:00:00Z",
  secretText: "canary-secret-value",
};

/** A directory that writes down which of its methods was called with what. */
function recording(calls: unknown[]): ApplicationDirectory {
  const answers: Readonly<Record<string, unknown>> = {
    create: { registration: aRegistration(), newSecret: secret },
    addPassword: secret,
  };
  const methods = applicationMethods.map((name) => [
    name,
    (...parameters: unknown[]) => {
      calls.push([name, ...parameters]);
      return Promise.resolve(answers[name]);
    },
  ]);
  return Object.fromEntries(methods) as ApplicationDirectory;
}

describe("hiding new client secrets", () => {
  it("hands every call on, and hides what comes back", async () => {
    const calls: unknown[] = [];
    const hidden: string[] = [];
    const directory = hideNewSecrets(recording(calls), (value) => hidden.push(value));
    for (const name of applicationMethods) {
      const method = directory[name] as (...parameters: unknown[]) => Promise<unknown>;
      await method("a", "b", call);
    }
    assert.deepEqual(
      calls,
      applicationMethods.map((name) => [name, "a", "b", call]),
    );
    assert.deepEqual(hidden, [secret.secretText, secret.secretText]);
  });
});
