import assert from "node:assert/strict";
import { isFailure } from "../../../src/core/failure";
import { clientSecretKey } from "../../../src/core/secretKeys";
import { MailboxService } from "../../../src/services/mailboxService";
import { aGrant, aMailbox } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import {
  countingIds,
  FakeAppTokens,
  FakeMailboxTokens,
  globalSettings,
  silentLog,
} from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const { clientId: appId } = aMailbox();
const never = new AbortController().signal;

/** A mailbox that signed in with the secret "old", and the secrets that are stored. */
function world(...keyIds: readonly string[]) {
  const storedAt = "2026-11-01T00:00:00Z";
  const disk = emptyDisk({
    mailboxes: [aMailbox({ secretKeyId: "old" })],
    storedSecrets: keyIds.map((keyId) => ({ appId, keyId, storedAt })),
  });
  for (const keyId of keyIds) disk.secrets.set(clientSecretKey(appId, keyId), `value of ${keyId}`);
  const tokens = new FakeMailboxTokens(aGrant());
  const service = new MailboxService({
    tokens,
    appTokens: new FakeAppTokens(),
    secrets: new FakeSecretStore(disk),
    state: new FakeStateStore(disk),
    settings: globalSettings,
    clock: new FakeClock(),
    newId: countingIds(),
    log: silentLog,
  });
  const sent = async (): Promise<string | undefined> => {
    await service.grant("mailbox", "imap", never);
    return tokens.silents.at(-1)?.client.clientSecret;
  };
  return { sent };
}

describe("a mailbox after its client secret was rotated", () => {
  it("sends the old one as long as it is there, because the new one may not be known yet", async () => {
    assert.equal(await world("old", "new").sent(), "value of old");
  });

  it("goes over to the new one by itself when the old one was removed", async () => {
    assert.equal(await world("new").sent(), "value of new");
  });

  it("says that none is here when neither is", async () => {
    await assert.rejects(world().sent(), (error) => isFailure(error, "secret.unreadable"));
  });
});
