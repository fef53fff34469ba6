import assert from "node:assert/strict";
import { Failure, isFailure } from "../../../src/core/failure";
import type { MadeCertificate } from "../../../src/core/registration/certificatePort";
import { certificateKey } from "../../../src/core/secretKeys";
import { CertificateService } from "../../../src/services/certificateService";
import { FakeClock } from "../../support/fakes/fakeClock";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const made: MadeCertificate = {
  draft: {
    displayName: "jira",
    der: "AAAA",
    thumbprint: "AB".repeat(20),
    startDateTime: "2026-11-21T12:00:00Z",
    endDateTime: "2027-11-21T12:00:00Z",
  },
  privateKey: "the key\n",
  certificate: "the certificate\n",
};
const { draft } = made;

const unused = (): never => {
  throw new Error("not for this test");
};

function world() {
  const disk = emptyDisk();
  const secrets = new FakeSecretStore(disk);
  const service = new CertificateService({
    workshop: { make: unused, read: unused, pfx: unused },
    files: { write: unused },
    secrets,
    state: new FakeStateStore(disk),
    clock: new FakeClock(),
    machine: "ada-laptop",
    home: "/home/ada",
  });
  return { disk, secrets, service };
}

describe("certificates kept in the editor", () => {
  it("lie in the secret storage, with facts that hold no key", async () => {
    const { disk, service } = world();
    await service.keep(made);
    assert.equal(disk.secrets.get(certificateKey(draft.thumbprint)), "the key\nthe certificate\n");
    assert.equal(await service.pem(draft.thumbprint), "the key\nthe certificate\n");
    assert.ok(service.isStored(draft));
    assert.ok(!JSON.stringify(disk.state).includes("the key"));
  });

  it("are known once, however often they are kept, and belong to their registration", async () => {
    const { service } = world();
    await service.keep(made);
    await service.keep(made);
    await service.assign([draft.thumbprint], "app");
    assert.deepEqual(
      service.stored.map(({ thumbprint, appId }) => [thumbprint, appId]),
      [[draft.thumbprint, "app"]],
    );
  });

  it("are noted for a registration only where that is new", async () => {
    const { disk, service } = world();
    await service.keep(made);
    await service.assign([draft.thumbprint, "another"], "app");
    const before = disk.state;
    await service.assign([draft.thumbprint], "app");
    await service.assign(["another"], "other app");
    await service.assign([], "other app");
    assert.equal(disk.state, before);
    await service.assign([draft.thumbprint], "other app");
    assert.equal(service.stored[0]?.appId, "other app");
  });

  it("leave no fact when the editor keeps nothing", async () => {
    const { secrets, service } = world();
    secrets.keepsNothing = true;
    await assert.rejects(service.keep(made), (error) => isFailure(error, "secret.notKept"));
    assert.equal(service.isStored(draft), false);
  });

  it("are forgotten as facts when the editor has lost the key", async () => {
    const { disk, service } = world();
    await service.keep(made);
    disk.secrets.clear();
    assert.equal(await service.pem(draft.thumbprint), undefined);
    assert.equal(service.isStored(draft), false);
  });

  it("are forgotten when the person says so, and stay known when that fails", async () => {
    const { disk, secrets, service } = world();
    await service.keep(made);
    const works = secrets.delete.bind(secrets);
    secrets.delete = () => Promise.reject(new Failure("secret.unreadable", "No."));
    await assert.rejects(service.forget(draft.thumbprint));
    assert.ok(service.isStored(draft));
    secrets.delete = works;
    await service.forget(draft.thumbprint);
    assert.equal(service.isStored(draft), false);
    assert.equal(disk.secrets.size, 0);
  });

  it("are not those whose thumbprint nobody knows", () => {
    assert.equal(world().service.isStored({ thumbprint: undefined }), false);
  });
});
