import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { ImportedAccount, ImporterId } from "../../../../src/core/configImport/importedConfig";
import { importers } from "../../../../src/core/configImport/importers";
import { fixture, readBad, readGood } from "../../../support/importedFile";

const clientId = "6731de76-14a6-49ae-97bc-6eba6914391e";
const login = "https://login.microsoftonline.com";
const files: Readonly<Record<string, ImporterId>> = {
  "oama-work.yaml": "oama",
  "oama-faults.yaml": "oama",
  "pizauth.conf": "pizauth",
  "emailproxy.config": "emailOauth2Proxy",
  "mutt_oauth2.py": "muttOauth2",
  "mutt-tokens.json": "muttOauth2Tokens",
};

function written(value: unknown): unknown {
  return typeof value === "object" && value !== null && "value" in value
    ? [value.value, "line" in value ? value.line : undefined].filter((part) => part).join("@")
    : value;
}

/** The account with its settings as `value@line`; without line it is the program's own default. */
function plain(account: ImportedAccount | undefined): Record<string, unknown> {
  const { scopes, secret, ...others } = account ?? assert.fail("no such account");
  return {
    ...Object.fromEntries(
      Object.entries(others)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, written(value)]),
    ),
    scopes: scopes.map(written),
    secret: secret.kind === "none" ? "none" : `${secret.kind}@${secret.line}`,
  };
}

const named = (file: string, name: string): Record<string, unknown> =>
  plain(readGood(file).accounts.find((account) => account.name === name));

describe("a configuration of a mail program", () => {
  for (const [file, id] of Object.entries(files)) {
    it(`is recognised by what is in it: ${file}`, () => {
      const text = fixture(file).toString();
      assert.deepEqual(
        importers.filter(({ recognise }) => recognise("file", text)).map((one) => one.id),
        [id],
      );
      assert.equal(readGood("file", text).importer, id);
    });

    it(`is the same with a byte order mark, CR LF, or in UTF-16: ${file}`, () => {
      const text = fixture(file).toString();
      const expected = readGood(file).accounts.map(plain);
      const crlf = text.replaceAll("\n", "\r\n");
      const variants = [`\ufeff${text}`, crlf, Buffer.from(`\ufeff${text}`, "utf16le")];
      for (const variant of variants) {
        assert.deepEqual(readGood(file, variant).accounts.map(plain), expected);
      }
    });
  }

  it("of oama has services, with its defaults filled in and the tenant in the endpoints", () => {
    const tenant = "0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d";
    assert.deepEqual(named("oama-work.yaml", "microsoft"), {
      name: "microsoft",
      line: 9,
      clientId: `${clientId}@10`,
      clientIdFrom: "file",
      tenant: `${tenant}@11`,
      authorizeUrl: `${login}/${tenant}/oauth2/v2.0/authorize@13`,
      tokenUrl: `${login}/${tenant}/oauth2/v2.0/token`,
      redirectUri: "http://localhost:8080@12",
      scopes: [
        "https://outlook.office.com/IMAP.AccessAsUser.All@14",
        "https://outlook.office.com/SMTP.Send@14",
        "offline_access@14",
      ],
      hasScopes: true,
      secret: "none",
      flow: "browser",
    });
  });

  it("of oama can take client ID and secret from commands, which are not run", () => {
    const { clientId: id, clientIdFrom, secret, flow } = named("oama-faults.yaml", "microsoft");
    assert.deepEqual(
      [id, clientIdFrom, secret, flow],
      [undefined, "command", "command@8", "deviceCode"],
    );
  });

  it("of oama can merge one service into another", () => {
    const { clientId: id, tenant, scopes, secret } = named("oama-faults.yaml", "second");
    assert.deepEqual(
      [id, tenant, scopes, secret],
      [
        `${clientId}@22`,
        "contoso.example@15",
        ["https://outlook.office.com/IMAP.AccessUser.All@23"],
        "value@12",
      ],
    );
  });

  it("of pizauth has accounts, with the address as a hint or a name", () => {
    assert.deepEqual(named("pizauth.conf", "officesmtp"), {
      name: "officesmtp",
      line: 6,
      address: "ada@contoso.example@17",
      clientId: `${clientId}@9`,
      clientIdFrom: "file",
      authorizeUrl: `${login}/common/oauth2/v2.0/authorize@7`,
      tokenUrl: `${login}/common/oauth2/v2.0/token@8`,
      redirectUri: "http://localhost/",
      scopes: [
        "https://outlook.office365.com/IMAP.AccessAsUser.All@12",
        "https://outlook.office365.com/SMTP.Send@13",
        "offline_access@14",
      ],
      hasScopes: true,
      secret: "value@10",
      flow: "browser",
    });
    assert.equal(
      named("pizauth.conf", "grace@contoso.example")["address"],
      "grace@contoso.example@20",
    );
  });

  it("of pizauth has escapes in its secret", () => {
    const [{ secret } = assert.fail("no account")] = readGood("pizauth.conf").accounts;
    assert.ok(secret.kind === "value");
    assert.equal(secret.held.reveal(), 'PLACEHOLDER "FOR" A\\SECRET');
  });

  it("of email-oauth2-proxy has sections with addresses", () => {
    assert.deepEqual(
      readGood("emailproxy.config").accounts.map(({ name }) => name),
      ["ada@contoso.example", "archive@contoso.example", "ada@gmail.example"],
    );
    assert.deepEqual(named("emailproxy.config", "ada@contoso.example"), {
      name: "ada@contoso.example",
      line: 12,
      address: "ada@contoso.example@12",
      clientId: `${clientId}@18`,
      clientIdFrom: "file",
      authorizeUrl: `${login}/common/oauth2/v2.0/authorize@13`,
      tokenUrl: `${login}/common/oauth2/v2.0/token@14`,
      redirectUri: "http://localhost@17",
      scopes: [
        "https://outlook.office365.com/IMAP.AccessAsUser.All@15",
        "https://outlook.office365.com/POP.AccessAsUser.All@15",
        "https://outlook.office365.com/SMTP.Send@15",
        "offline_access@15",
      ],
      hasScopes: true,
      secret: "placeholder@19",
      flow: "browser",
    });
    const { flow, secret } = named("emailproxy.config", "archive@contoso.example");
    assert.deepEqual([flow, secret], ["application", "encrypted@31"]);
  });

  it("of mutt_oauth2.py is its dictionary of registrations", () => {
    assert.deepEqual(named("mutt_oauth2.py", "microsoft"), {
      name: "microsoft",
      line: 18,
      clientId: `${clientId}@28`,
      clientIdFrom: "file",
      tenant: "common@23",
      authorizeUrl: `${login}/common/oauth2/v2.0/authorize@19`,
      tokenUrl: `${login}/common/oauth2/v2.0/token@21`,
      redirectUri: `${login}/common/oauth2/nativeclient@22`,
      scopes: [
        "offline_access@25",
        "https://outlook.office.com/IMAP.AccessAsUser.All@25",
        "https://outlook.office.com/POP.AccessAsUser.All@25",
        "https://outlook.office.com/SMTP.Send@25",
      ],
      hasScopes: true,
      secret: "value@29",
      flow: "browser",
    });
    assert.equal(named("mutt_oauth2.py", "google")["clientIdFrom"], "otherFile");
  });

  it("of mutt_oauth2.py can be the token file, of which no token is kept", () => {
    const config = readGood("mutt-tokens.json");
    assert.deepEqual(plain(config.accounts[0]), {
      name: "microsoft",
      line: 1,
      address: "ada@contoso.example@1",
      clientId: `${clientId}@4`,
      clientIdFrom: "file",
      authorizeUrl: `${login}/common/oauth2/v2.0/authorize`,
      tokenUrl: `${login}/common/oauth2/v2.0/token`,
      redirectUri: "http://localhost/",
      scopes: [],
      hasScopes: false,
      secret: "none",
      flow: "browser",
    });
  });

  for (const file of Object.keys(files)) {
    it(`keeps no secret or token where it could be printed: ${file}`, () => {
      const config = readGood(file);
      const printed = `${JSON.stringify(config)}${inspect(config, { depth: 9, showHidden: true })}`;
      assert.doesNotMatch(printed, /PLACEHOLDER/);
    });
  }

  it("hides a secret that was pasted into another place as well", () => {
    const text = fixture("pizauth.conf").toString();
    const pasted = text
      .replaceAll(clientId, "PLACEHOLDER-SECRET")
      .replace(
        'client_secret = "PLACEHOLDER \\"FOR\\" A\\\\SECRET"',
        'client_secret = "PLACEHOLDER-SECRET"',
      );
    const [account] = readGood("pizauth.conf", pasted).accounts;
    assert.equal(account?.clientId?.value, "•••");
    assert.equal(account?.secret.kind, "value");
  });

  it("that is encrypted is recognised and told", () => {
    const binary = Buffer.from("848c03deadbeef0102030405ff00aa", "hex");
    const newer = Buffer.from("c14c03deadbeef0102030405ff00aa", "hex");
    const armoured = fixture("mutt-tokens.gpg.txt");
    const age = "age-encryption.org/v1\n-> X25519 PLACEHOLDER\n";
    for (const file of [binary, newer, armoured, age]) {
      assert.match(readBad("ada.tokens.gpg", file).words, /^It is encrypted/);
    }
  });

  it("that nobody knows is told with those that are known", () => {
    const { words, at } = readBad("notes.txt", "Dear diary\n");
    assert.equal(
      words,
      "It is not a configuration of a program that is known here: mutt_oauth2.py (token file), mutt_oauth2.py, email-oauth2-proxy, pizauth, oama.",
    );
    assert.equal(at, "");
  });

  it("that begins with a letter outside of ASCII is not taken for an encrypted one", () => {
    assert.match(readBad("notes.txt", "Ärger mit der Post\n").words, /not a configuration/);
  });
});
