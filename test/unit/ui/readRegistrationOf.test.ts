import assert from "node:assert/strict";
import { CancelledError } from "../../../src/base/errors";
import { Failure } from "../../../src/core/failure";
import { readRegistrationOf } from "../../../src/ui/readRegistrationOf";
import { aMailbox, aRegistration } from "../../support/builders";
import { silentLog } from "../../support/fakes/fakeSignIn";
import { RegistrationWorld } from "../../support/registrationWorld";

const never = new AbortController().signal;

async function listed() {
  const world = new RegistrationWorld();
  const registration = aRegistration();
  world.tenant.entries.set(registration.objectId, { registration, createdAt: 0 });
  const { service: registrations, directory } = world.window();
  await registrations.load("silent", never);
  const read = (clientId: string, signal = never) =>
    readRegistrationOf({ registrations, log: silentLog }, aMailbox({ clientId }), signal);
  return { read, registrations, directory, registration };
}

describe("the registration of a mailbox that signs in again", () => {
  it("is read anew, for it may have been changed in the portal", async () => {
    const { read, registrations, directory, registration } = await listed();
    await registrations.details(registration.objectId, never);
    assert.deepEqual(await read(registration.appId), registration);
    assert.deepEqual(directory.calls, ["listPage", "get", "get"]);
  });

  it("is not looked for where the list does not have it", async () => {
    const { read, directory } = await listed();
    assert.equal(await read("somebody-else"), undefined);
    assert.deepEqual(directory.calls, ["listPage"]);
  });

  for (const error of [new Failure("graph.unreachable", "ENOTFOUND"), new CancelledError()]) {
    it(`is done without after ${error.code}`, async () => {
      const { read, directory, registration } = await listed();
      directory.get = () => Promise.reject(error);
      assert.equal(await read(registration.appId), undefined);
    });
  }

  it("ends the sign-in when the person cancels it", async () => {
    const { read, directory, registration } = await listed();
    directory.get = () => new Promise(() => undefined);
    const controller = new AbortController();
    const reading = read(registration.appId, controller.signal);
    controller.abort();
    await assert.rejects(reading, CancelledError);
  });
});
