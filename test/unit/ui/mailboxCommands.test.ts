import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import type { Registration } from "../../../src/core/registration/registration";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import { removeAllSecrets } from "../../../src/ui/commands/removeAllSecrets";
import { signInMailbox } from "../../../src/ui/commands/signInMailbox";
import { signInMailboxAgain } from "../../../src/ui/commands/signInMailboxAgain";
import type { Ui } from "../../../src/ui/parts";
import { aMailbox, aRegistration } from "../../support/builders";

const here = { remote: false, webUi: false };
const redirectUris = { web: ["https://jira.contoso.test/cb"], spa: [], publicClient: [] };

type Call = Readonly<Record<string, unknown>>;

function world(registration: Registration, mailbox: Mailbox = aMailbox()) {
  const calls: Call[] = [];
  const signIn = (call: Call): Promise<object> => {
    calls.push(call);
    return Promise.resolve({ mailbox, mismatch: undefined });
  };
  const ui = {
    situation: here,
    registrations: {
      tenantOf: () => "contoso",
      list: { items: [registration], account: undefined },
      details: () => Promise.resolve(registration),
    },
    mailboxes: { mailboxes: [mailbox], signIn, signInAgain: signIn },
    signInPrompts: {
      during: (_report: unknown, work: (interaction: object) => unknown) => work({}),
    },
    notifier: { inform: () => undefined },
  } as unknown as Ui;
  return { ui, calls };
}

describe("Sign In Mailbox", () => {
  beforeEach(resetEditor);

  it("says before any question that no sign-in can work with the registration", async () => {
    const { ui } = world(aRegistration({ redirectUris, isFallbackPublicClient: false }));
    await assert.rejects(signInMailbox.run(ui, "object"), {
      facts: { input: "flow", problem: "noneForProduct" },
    });
    assert.deepEqual(editor.asked, []);
  });

  it("does not take a flow that cannot work with the registration", async () => {
    const { ui, calls } = world(aRegistration({ redirectUris }));
    editor.answers = ["ada@contoso.test", "Browser on this computer"];
    await assert.rejects(signInMailbox.run(ui, "object"), isCancelled);
    editor.answers = ["ada@contoso.test", "Code on any device"];
    await signInMailbox.run(ui, "object");
    assert.deepEqual(
      calls.map(({ flow }) => flow),
      ["deviceCode"],
    );
  });
});

describe("Sign In Mailbox Again", () => {
  beforeEach(resetEditor);

  it("lets another account be chosen when the last test found the wrong one", async () => {
    const finding = {
      id: "otherUser",
      severity: "error",
      title: { text: "", values: [] },
      explanation: { text: "", values: [] },
      evidence: [],
      actions: [],
    } as const;
    const imap = {
      protocol: "imap",
      at: "2026-11-21T12:00:00.000Z",
      ok: false,
      milliseconds: 1,
      messages: undefined,
      findings: [finding],
    } as const;
    for (const probes of [{ imap }, {}]) {
      const { ui, calls } = world(aRegistration(), aMailbox({ probes }));
      editor.answers = ["Browser on this computer"];
      await signInMailboxAgain.run(ui, "mailbox");
      assert.deepEqual(
        calls.map(({ chooseAccount }) => chooseAccount),
        ["imap" in probes],
      );
    }
  });
});

const removed = (): never => assert.fail("nobody agreed");

describe("Remove All Stored Secrets", () => {
  for (const [counts, named] of [
    [[3, 2, 1], "3 mailboxes, 2 client secrets and 1 private key"],
    [[1, 1, 0], "1 mailbox, 1 client secret and 0 private keys"],
  ] as const) {
    it(`names what goes before it goes: ${named}`, async () => {
      const [mailboxes, secretCount, keys] = counts;
      const asked: string[] = [];
      const ui = {
        mailboxes: { mailboxes: Array.from({ length: mailboxes }), removeAllSecrets: removed },
        clientSecrets: { count: secretCount, forgetUnsaved: removed },
        certificates: { stored: Array.from({ length: keys }) },
        notifier: {
          confirm: (_title: Message, detail: Message) => {
            asked.push(renderMessage(detail));
            return Promise.resolve(false);
          },
        },
      } as unknown as Ui;
      await removeAllSecrets.run(ui, undefined);
      assert.equal(asked.length, 1);
      assert.ok(asked[0]?.startsWith(`This removes ${named}. `), asked[0]);
    });
  }
});
