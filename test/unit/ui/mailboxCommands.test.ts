import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import type { Registration } from "../../../src/core/registration/registration";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import type { UsableCredential } from "../../../src/core/mailbox/usableCredentials";
import { removeAllSecrets } from "../../../src/ui/commands/removeAllSecrets";
import { signInMailbox } from "../../../src/ui/commands/signInMailbox";
import { signInMailboxAgain } from "../../../src/ui/commands/signInMailboxAgain";
import type { Ui } from "../../../src/ui/parts";
import { aMailbox, aRegistration } from "../../support/builders";

const here = { remote: false, webUi: false };
const redirectUris = { web: ["https://jira.contoso.test/cb"], spa: [], publicClient: [] };

type Call = Readonly<Record<string, unknown>>;

function world(
  registration: Registration,
  mailbox: Mailbox = aMailbox(),
  usable: readonly UsableCredential[] = [],
  presetId?: string,
) {
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
    remembered: { intentOf: () => presetId && { appId: registration.appId, presetId } },
    mailboxes: {
      mailboxes: [mailbox],
      signIn,
      signInAgain: signIn,
      credentials: () => Promise.resolve(usable),
    },
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

const credentials: readonly UsableCredential[] = [
  {
    credential: { kind: "secret", keyId: "s" },
    displayName: "laptop",
    endDateTime: "2027-12-01T00:00:00Z",
  },
  {
    credential: { kind: "certificate", thumbprint: "AB" },
    displayName: "CN=service",
    endDateTime: "2027-01-01T00:00:00Z",
  },
];

describe("the questions of Sign In Mailbox", () => {
  beforeEach(resetEditor);

  const product = aRegistration({ redirectUris, isFallbackPublicClient: false });

  it("offer the callback of a product to those who have its secret here", async () => {
    const { ui, calls } = world(product, aMailbox(), credentials.slice(0, 1));
    editor.answers = ["ada@contoso.test", "Any browser, and paste its address"];
    await signInMailbox.run(ui, "object");
    assert.deepEqual(
      calls.map(({ flow }) => flow),
      ["paste"],
    );
  });

  it("ask with which of several credentials, where one is needed", async () => {
    const { ui, calls } = world(product, aMailbox(), credentials);
    editor.answers = [
      "ada@contoso.test",
      "Any browser, and paste its address",
      "$(verified) CN=service",
    ];
    await signInMailbox.run(ui, "object");
    assert.deepEqual(
      calls.map(({ credential }) => credential),
      [{ kind: "certificate", thumbprint: "AB" }],
    );
  });

  it("ask who signs in and what is opened, for a shared mailbox", async () => {
    const { ui, calls } = world(aRegistration(), aMailbox(), [], "sharedMailbox");
    editor.answers = ["ada@contoso.test", "support@contoso.test", "Browser on this computer"];
    await signInMailbox.run(ui, "object");
    assert.deepEqual(
      calls.map(({ address, opens }) => [address, opens]),
      [["ada@contoso.test", "support@contoso.test"]],
    );
  });
});

describe("a mailbox that an app opens as itself", () => {
  beforeEach(resetEditor);

  it("is renewed with a credential, and no way to sign in is asked", async () => {
    const app = aMailbox({ kind: "appOnly", flow: "appOnly", secretKeyId: "s" });
    const { ui, calls } = world(aRegistration(), app, credentials);
    editor.answers = ["$(key) laptop"];
    await signInMailboxAgain.run(ui, "mailbox");
    assert.deepEqual(
      calls.map(({ flow, credential }) => [flow, credential]),
      [["appOnly", { kind: "secret", keyId: "s" }]],
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
    [[3, 2, 1], "3 mailboxes and removes 2 client secrets and 1 private key"],
    [[1, 1, 0], "1 mailbox and removes 1 client secret and 0 private keys"],
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
      assert.ok(asked[0]?.startsWith(`This signs out ${named}. `), asked[0]);
    });
  }
});
