import assert from "node:assert/strict";
import { clouds } from "../../../../src/core/cloud";
import { saslUser, serverOf } from "../../../../src/core/mail/loginTarget";
import { protocols } from "../../../../src/core/mail/protocol";
import { readServerAddress, serverText } from "../../../../src/core/mail/serverAddress";
import { aMailbox } from "../../../support/builders";

describe("a server that a person names", () => {
  for (const [text, host, port] of [
    ["mail.contoso.com", "mail.contoso.com", 993],
    [" IMAP.Contoso.com:1993 ", "imap.contoso.com", 1993],
    ["localhost:143", "localhost", 143],
    ["192.0.2.7", "192.0.2.7", 993],
    ["[2001:db8::1]:995", "2001:db8::1", 995],
    ["mail.contoso.com.", "mail.contoso.com", 993],
  ] as const) {
    it(`is read: ${text}`, () => {
      const read = readServerAddress(text, 993);
      assert.deepEqual(read, { host, port });
      assert.deepEqual(readServerAddress(serverText(read), 1), read);
    });
  }

  for (const [text, problem] of [
    ["", "malformed"],
    ["https://mail.contoso.com", "malformed"],
    ["mail.contoso.com/path", "malformed"],
    ["ada@mail.contoso.com", "malformed"],
    ["mail..com", "malformed"],
    ["-mail.com", "malformed"],
    ["mail.contoso.com:", "malformed"],
    ["mail.contoso.com\r\nX", "malformed"],
    [`${"a".repeat(64)}.com`, "malformed"],
    ["a.".repeat(200), "malformed"],
    ["mail.contoso.com:0", "port"],
    ["mail.contoso.com:65536", "port"],
  ] as const) {
    it(`is refused: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.throws(() => readServerAddress(text, 993), { facts: { input: "server", problem } });
    });
  }

  it("goes before that of the cloud, for its protocol alone", () => {
    const mailbox = aMailbox({ servers: { imap: { host: "imap.contoso.com", port: 143 } } });
    assert.deepEqual(serverOf(mailbox, protocols.imap, clouds.global), {
      host: "imap.contoso.com",
      port: 143,
    });
    assert.equal(serverOf(mailbox, protocols.pop, clouds.global).host, "outlook.office365.com");
    assert.equal(serverOf(mailbox, protocols.graph, clouds.global).host, "graph.microsoft.com");
  });
});

describe("the name in the sign-in frame", () => {
  const shared = aMailbox({ address: "support@contoso.test" });
  const app = aMailbox({
    ...shared,
    kind: "appOnly",
    account: { homeAccountId: "", username: "", tenantId: "contoso" },
  });
  for (const [what, mailbox, protocol, expected] of [
    ["is the shared mailbox for IMAP", shared, "imap", "support@contoso.test"],
    ["is the shared mailbox for POP", shared, "pop", "support@contoso.test"],
    ["is the delegate for SMTP", shared, "smtp", "ada@contoso.test"],
    ["is the mailbox for SMTP where an app opens it", app, "smtp", "support@contoso.test"],
  ] as const) {
    it(what, () => assert.equal(saslUser(mailbox, protocols[protocol]), expected));
  }
});
