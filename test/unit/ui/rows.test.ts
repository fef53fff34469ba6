import assert from "node:assert/strict";
import { resetEditor } from "../../support/fakes/fakeVscode";
import type { Ui } from "../../../src/ui/parts";
import { GroupNode } from "../../../src/ui/views/groupNode";
import { MailboxNode } from "../../../src/ui/views/mailboxNode";
import { ValueNode } from "../../../src/ui/views/valueNode";
import { aMailbox } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";

const contextValues = (report: object | undefined): (string | undefined)[] => {
  const ui = {
    clock: new FakeClock(),
    loginTests: { lastReport: () => report },
  } as unknown as Ui;
  const node = new MailboxNode(ui, aMailbox());
  return [node, ...node.children()].map((row) => row.look().contextValue);
};

describe("the row of a value", () => {
  beforeEach(resetEditor);

  const appId = "6731de76-14a6-49ae-97bc-6eba6914391e";

  it("tells the whole value when the mouse rests on it", () => {
    assert.equal(new ValueNode("1", "Client ID", appId).look().tooltip, `Client ID: ${appId}`);
  });

  it("does not say twice what is its own name", () => {
    const uri = "https://jira.contoso.test/rest/oauth2/latest/callback";
    assert.equal(new ValueNode("1", uri, uri).look().tooltip, uri);
  });
});

describe("a heading", () => {
  beforeEach(resetEditor);

  it("is another row once it has rows, so that the editor shows it open", () => {
    const row = new ValueNode("1", "Client ID", "x");
    const [empty, filled, fuller] = [[], [row], [row, row]].map((rows) => {
      return new GroupNode({ id: "secrets", label: "Client secrets", icon: "key", rows });
    });
    assert.notEqual(empty?.id, filled?.id);
    assert.equal(filled?.id, fuller?.id);
  });
});

describe("the rows of a mailbox", () => {
  beforeEach(resetEditor);

  it("offer the report of a test in this window only", () => {
    assert.deepEqual(contextValues(undefined), [
      "mailbox.signedIn",
      ...["imap", "smtp", "pop", "graph"].map((id) => `protocol.${id}`),
    ]);
    assert.deepEqual(contextValues({}), [
      "mailbox.signedIn.reported",
      ...["imap", "smtp", "pop", "graph"].map((id) => `protocol.${id}.reported`),
    ]);
  });
});
