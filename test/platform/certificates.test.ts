import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createSecureContext } from "node:tls";
import { inspect } from "node:util";
import { isFailure } from "../../src/core/failure";
import type { MadeCertificate } from "../../src/core/registration/certificatePort";
import {
  checkCertificateFile,
  checkCertificateName,
  endAfterMonths,
} from "../../src/core/registration/certificateRules";
import { NodeCertificates } from "../../src/platform/node/certificates";
import { NodePrivateFiles } from "../../src/platform/node/privateFiles";
import { selfSigned } from "../../src/platform/node/certificates/selfSigned";

const workshop = new NodeCertificates();
const wish = {
  displayName: "jira-service",
  startDateTime: "2026-11-21T11:55:00Z",
  endDateTime: "2027-11-21T12:00:00Z",
};
const now = new Date("2026-11-21T12:00:00Z");
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

const problemOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return isFailure(error, "input.invalid") && error.facts["problem"];
  }
  return undefined;
};

let made: MadeCertificate;
let pem: string;

before(async () => {
  made = await workshop.make(wish);
  pem = `${made.privateKey}${made.certificate}`;
});

const serial = (der: string): string =>
  new X509Certificate(Buffer.from(der, "base64")).serialNumber;

describe("a certificate made here", () => {
  it("is a version 3 certificate of an RSA key that signs, and vouches for nobody", () => {
    const certificate = new X509Certificate(Buffer.from(made.draft.der, "base64"));
    assert.equal(certificate.subject, "CN=jira-service");
    assert.equal(certificate.issuer, certificate.subject);
    assert.equal(certificate.ca, false);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(made.privateKey)));
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
    assert.deepEqual(
      [made.draft.startDateTime, made.draft.endDateTime, made.draft.displayName],
      [wish.startDateTime, wish.endDateTime, "jira-service"],
    );
    assert.match(made.draft.thumbprint, /^[0-9A-F]{40}$/);
  });

  it("is another one every time", async () => {
    const other = await workshop.make(wish);
    assert.notEqual(other.draft.thumbprint, made.draft.thumbprint);
    assert.notEqual(serial(other.draft.der), serial(made.draft.der));
    assert.match(serial(made.draft.der), /^4D[0-9A-F]{30}$/);
  });

  it("takes names as they are, cut where the standard ends", async () => {
    for (const displayName of [
      'a"b,c=d/CN=e',
      "line\nbreak",
      "\u202egnissim",
      "日本語",
      "x".repeat(90),
      "😀".repeat(65),
      "half \ud83d",
      "nul\0",
    ]) {
      const { draft } = await workshop.make({ ...wish, displayName });
      assert.equal(draft.displayName, displayName);
      assert.ok(new X509Certificate(Buffer.from(draft.der, "base64")).subject.startsWith("CN="));
    }
  });

  it("may end after 2049, when years get four digits", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const der = selfSigned(privateKey, {
      name: "long",
      notBefore: new Date("2049-12-31T23:59:59Z"),
      notAfter: new Date("2050-01-01T00:00:00Z"),
    });
    const { validFrom, validTo } = new X509Certificate(der);
    assert.deepEqual(
      [validFrom, validTo].map((text) => new Date(text).toISOString()),
      ["2049-12-31T23:59:59.000Z", "2050-01-01T00:00:00.000Z"],
    );
  });
});

const madeDer = (): Buffer => Buffer.from(made.draft.der, "base64");

describe("a certificate that is read", () => {
  it("is the same in DER, PEM, and PEM in UTF-16", async () => {
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(made.certificate, "utf16le")]);
    for (const file of [madeDer(), Buffer.from(made.certificate), utf16]) {
      assert.deepEqual(await workshop.read(file), {
        draft: made.draft,
        keyType: "rsa",
        keyBits: 2048,
        hadPrivateKey: false,
        further: 0,
      });
    }
  });

  it("leaves the private key beside it where it is", async () => {
    const file = await workshop.read(Buffer.from(pem));
    assert.equal(file.hadPrivateKey, true);
    const key = made.privateKey.split("\n")[1] ?? "";
    assert.ok(key.length > 20 && !JSON.stringify(file).includes(key));
  });

  it("is the first of several", async () => {
    const other = await workshop.make({ ...wish, displayName: "other" });
    const file = await workshop.read(
      Buffer.from(`subject=/CN=x\n${made.certificate}\n${other.certificate}`),
    );
    assert.equal(file.draft.thumbprint, made.draft.thumbprint);
    assert.equal(file.further, 1);
  });

  it("is refused by what is wrong with the file", async () => {
    const pfx = await workshop.pfx(pem, "correct horse", "x");
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [Buffer.alloc(0), "empty"],
      [Buffer.from("hello"), "unreadable"],
      [Buffer.from(made.privateKey), "unreadable"],
      [Buffer.from("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"), "unreadable"],
      [madeDer().subarray(0, 300), "unreadable"],
      [Buffer.of(0x30), "unreadable"],
      [Buffer.alloc(65_536, 0x30), "unreadable"],
      [pfx, "pfx"],
    ];
    for (const [file, problem] of cases) {
      assert.equal(await problemOf(workshop.read(file)), problem);
    }
  });

  it("takes no time for a hostile file of the largest size", async () => {
    const started = Date.now();
    const hostile = `-----BEGIN CERTIFICATE-----${"\n".repeat(30_000)}${"-----BEGIN CERTIFICATE-----".repeat(1_000)}`;
    assert.equal(await problemOf(workshop.read(Buffer.from(hostile))), "unreadable");
    assert.ok(Date.now() - started < 2_000);
  });
});

describe("a certificate that proves an app", () => {
  const file = { keyType: "rsa", keyBits: 2048, hadPrivateKey: false, further: 0 };

  it("is an RSA one with 2048 bits that has not ended", () => {
    const check = (facts: object): boolean =>
      checkCertificateFile({ ...file, draft: made.draft, ...facts }, now) === undefined;
    assert.equal(check({}), true);
    assert.equal(check({ keyBits: 1024 }), false);
    assert.equal(check({ keyType: "ec", keyBits: undefined }), false);
    assert.equal(check({ keyType: "ed25519", keyBits: undefined }), false);
    assert.equal(check({ draft: { ...made.draft, endDateTime: now.toISOString() } }), false);
  });

  it("has a name that can be shown", () => {
    assert.equal(checkCertificateName("jira"), undefined);
    for (const name of ["", "  ", "a\nb", "a\u202eb", "x".repeat(91)]) {
      assert.notEqual(checkCertificateName(name), undefined);
    }
  });

  const ends: readonly (readonly [string, number, string])[] = [
    ["2026-11-21T12:00:00Z", 12, "2027-11-21T12:00:00Z"],
    ["2026-08-31T12:00:00Z", 6, "2027-02-28T12:00:00Z"],
    ["2024-02-29T12:00:00.900Z", 24, "2026-02-28T12:00:00Z"],
  ];
  for (const [start, months, end] of ends) {
    it(`ends ${months} months after ${start}`, () => {
      assert.equal(endAfterMonths(new Date(start), months), end);
    });
  }
});

describe("a PFX", () => {
  it("opens with its password alone, also beyond ASCII", async () => {
    for (const password of ["correct horse", "pä ss'\"w$rd", "日本語 😀", "x".repeat(200)]) {
      const pfx = Buffer.from(await workshop.pfx(pem, password, "日本語 😀"));
      assert.ok(createSecureContext({ pfx, passphrase: password }));
      assert.throws(() => createSecureContext({ pfx, passphrase: `${password}x` }));
    }
  });

  it("is not made of a key or a certificate that cannot be read, and says nothing of them", async () => {
    const key = made.privateKey.split("\n");
    const cases = [
      made.certificate,
      made.privateKey,
      pem.replace(key[5] ?? "", ""),
      `${made.privateKey}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
      `${ellipticKey()}${made.certificate}`,
    ];
    for (const text of cases) {
      await assert.rejects(workshop.pfx(text, "correct horse", "x"), (error) => {
        assert.ok(isFailure(error, "input.invalid"));
        assert.equal(error.facts["problem"], "unreadable");
        assert.ok(!inspect(error, { depth: 9 }).includes(key[7] ?? ""));
        return true;
      });
    }
  });
});

function ellipticKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

const exported = (text: string): string =>
  createPrivateKey(text).export({ type: "pkcs8", format: "pem" }).toString();

const info = (file: Buffer, password: string): number | null =>
  spawnSync("openssl", ["pkcs12", "-noout", "-passin", `pass:${password}`], { input: file }).status;

describe("what OpenSSL reads of it", function () {
  let folder: string;
  before(async function skipWithout() {
    if (!hasOpenssl) {
      console.warn("      openssl is not on this machine: nothing else has read what was written");
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), "entra-mail-"));
  });
  after(async () => {
    if (hasOpenssl) await rm(folder, { recursive: true });
  });
  const openssl = (...args: readonly string[]): string =>
    execFileSync("openssl", args, { encoding: "utf8", cwd: folder, stdio: "pipe" });

  it("the certificate, its extensions and its signature", async () => {
    await writeFile(join(folder, "c.pem"), made.certificate);
    const text = openssl("x509", "-in", "c.pem", "-noout", "-text", "-fingerprint", "-sha1");
    assert.match(text, /Version: 3 \(0x2\)/);
    assert.match(text, /Basic Constraints: critical\s+CA:FALSE/);
    assert.match(text, /Key Usage: critical\s+Digital Signature\n/);
    assert.equal(text.match(/Signature Algorithm: sha256WithRSAEncryption/g)?.length, 2);
    assert.match(text, /Not After : Nov 21 12:00:00 2027 GMT/);
    assert.ok(text.replaceAll(":", "").includes(made.draft.thumbprint));
    const verified = openssl(
      "verify",
      "-no_check_time",
      "-check_ss_sig",
      "-CAfile",
      "c.pem",
      "c.pem",
    );
    assert.match(verified, /OK/);
  });

  it("the identifier of the key, which is another one every time", async () => {
    const keyIds: string[] = [];
    for (const { certificate } of [made, await workshop.make(wish)]) {
      await writeFile(join(folder, "k.pem"), certificate);
      keyIds.push(openssl("x509", "-in", "k.pem", "-noout", "-ext", "subjectKeyIdentifier"));
      const parsed = new X509Certificate(certificate).publicKey;
      const pkcs1 = parsed.export({ type: "pkcs1", format: "der" });
      const digest = createHash("sha1").update(pkcs1).digest("hex").toUpperCase();
      assert.ok(keyIds.at(-1)?.replaceAll(":", "").includes(digest));
    }
    assert.notEqual(keyIds[0], keyIds[1]);
  });

  it("the name in UTF-8", async () => {
    const { certificate } = await workshop.make({ ...wish, displayName: "日本語" });
    await writeFile(join(folder, "n.pem"), certificate);
    const form = openssl("asn1parse", "-in", "n.pem");
    assert.equal(form.match(/UTF8STRING +:日本語/g)?.length, 2);
  });

  it("the strict form of the DER", async () => {
    await writeFile(join(folder, "c.der"), Buffer.from(made.draft.der, "base64"));
    const again = openssl("x509", "-in", "c.der", "-inform", "DER", "-outform", "PEM");
    assert.equal(again.trim(), made.certificate.trim());
  });

  const passwords: readonly string[] = ["correct horse", "pä ss'\"w$rd", "x".repeat(200)];
  for (const password of passwords) {
    it(`a PFX with the password ${JSON.stringify(password.slice(0, 20))}`, async () => {
      await writeFile(join(folder, "c.pfx"), await workshop.pfx(pem, password, "jira-service"));
      await writeFile(join(folder, "password"), password);
      const pass = ["-passin", "file:password"];
      const read = openssl("pkcs12", "-in", "c.pfx", ...pass, "-noenc");
      assert.ok(read.includes(made.certificate.trim()));
      const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(read)?.[0] ?? "";
      assert.equal(exported(key), exported(made.privateKey));
      assert.match(read, /friendlyName: jira-service/);
      const { stderr } = spawnSync(
        "openssl",
        ["pkcs12", "-in", "c.pfx", ...pass, "-info", "-noout"],
        {
          cwd: folder,
          encoding: "utf8",
        },
      );
      assert.match(stderr, /MAC: sha256, Iteration 10000/);
      assert.match(stderr, /PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256/);
    });
  }

  it("no PFX with another password, nor one that was changed", async () => {
    const pfx = Buffer.from(await workshop.pfx(pem, "correct horse", "x"));
    assert.equal(info(pfx, "correct horse"), 0);
    assert.notEqual(info(pfx, "wrong horse"), 0);
    const changed = Buffer.from(pfx);
    changed[200] = (changed[200] ?? 0) ^ 1;
    assert.notEqual(info(changed, "correct horse"), 0);
  });
});

describe("a file with a private key", () => {
  const files = new NodePrivateFiles();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "entra-mail-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is for its owner alone, also where another file was", async function onPosix() {
    if (process.platform === "win32") this.skip();
    const path = join(folder, "key.pem");
    await writeFile(path, "before", { mode: 0o644 });
    await files.write(path, Buffer.from("key"));
    assert.equal(await readFile(path, "utf8"), "key");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ["key.pem"]);
  });

  it("does not follow a link out of its folder", async function onPosix() {
    if (process.platform === "win32") this.skip();
    const target = join(folder, "target");
    await writeFile(target, "untouched");
    await symlink(target, join(folder, "key.pem"));
    await files.write(join(folder, "key.pem"), Buffer.from("key"));
    assert.equal(await readFile(target, "utf8"), "untouched");
  });

  it("leaves nothing behind when it cannot be written", async () => {
    const work = files.write(join(folder, "missing", "key.pem"), Buffer.from("key"));
    assert.equal(await problemOf(work), "notWritten");
    assert.equal(await problemOf(files.write(folder, Buffer.from("key"))), "notWritten");
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(
      (await readdir(tmpdir())).filter((name) => name.startsWith(`${basename(folder)}.`)),
      [],
    );
  });
});
