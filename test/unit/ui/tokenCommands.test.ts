import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { Emitter } from "../../../src/base/event";
import { type Message, renderMessage } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import type { ServedProtocol } from "../../../src/core/tokenCommand/served";
import { copyTokenCommand } from "../../../src/ui/commands/copyTokenCommand";
import { serveTokens } from "../../../src/ui/commands/serveTokens";
import { stopServingTokens } from "../../../src/ui/commands/stopServingTokens";
import type { Ui } from "../../../src/ui/parts";
import { TokenStatus } from "../../../src/ui/tokenStatus";
import { aMailbox } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";

const ada = aMailbox({ id: "ada" });
const eve = aMailbox({ id: "eve", address: "-e've@contoso.test" });
const imap: ServedProtocol = { mailboxId: "ada", protocol: "imap" };
const smtp: ServedProtocol = { mailboxId: "ada", protocol: "smtp" };
const program = "/home/ada/My Editor/entra-mail-token";

interface Situation {
  readonly mailboxes?: readonly Mailbox[];
  readonly served?: readonly ServedProtocol[];
  readonly on?: boolean;
  readonly agrees?: boolean;
}

function world({ mailboxes = [ada, eve], served = [], on = false, agrees = true }: Situation = {}) {
  const decided: (readonly ServedProtocol[] | "stop")[] = [];
  const asked: string[] = [];
  const said: { readonly text: string; readonly buttons: readonly string[] }[] = [];
  const say = (text: Message, ...buttons: readonly { readonly title: Message }[]): void =>
    void said.push({
      text: renderMessage(text),
      buttons: buttons.map(({ title }) => renderMessage(title)),
    });
  const changed = new Emitter<void>();
  const tokenCommand = {
    served,
    on,
    program: on ? program : undefined,
    onDidChange: changed.event,
    follow: () => void decided.push([]),
    serve: (wanted: readonly ServedProtocol[]) => Promise.resolve(void decided.push(wanted)),
    stop: () => Promise.resolve(void decided.push("stop")),
  };
  const ui = {
    machine: "laptop",
    settings: { cloud: clouds.global },
    clock: new FakeClock(),
    tokenCommand,
    mailboxes: {
      mailboxes,
      get: (id: string) => mailboxes.find((mailbox) => mailbox.id === id),
    },
    notifier: {
      inform: say,
      confirm: (...words: readonly Message[]) => {
        asked.push(...words.map((word) => renderMessage(word)));
        return Promise.resolve(agrees);
      },
    },
  } as unknown as Ui;
  return { ui, decided, asked, said, changed, tokenCommand };
}

describe("Serve Tokens to Mail Programs", () => {
  beforeEach(resetEditor);

  it("offers each protocol of each mailbox, and says which are not part of the sign-in", async () => {
    const { ui } = world();
    await assert.rejects(serveTokens.run(ui, undefined), isCancelled);
    assert.deepEqual(
      editor.offered.map(([label, description]) => `${label} | ${description}`),
      [
        "ada@contoso.test: IMAP | aerc-ada",
        "ada@contoso.test: SMTP | aerc-ada · not part of the sign-in",
        "ada@contoso.test: POP | aerc-ada · not part of the sign-in",
        "ada@contoso.test: Graph | aerc-ada · not part of the sign-in",
        "-e've@contoso.test: IMAP | aerc-ada",
        "-e've@contoso.test: SMTP | aerc-ada · not part of the sign-in",
        "-e've@contoso.test: POP | aerc-ada · not part of the sign-in",
        "-e've@contoso.test: Graph | aerc-ada · not part of the sign-in",
      ],
    );
  });

  it("asks who is concerned before it begins", async () => {
    const { ui, decided, asked, said } = world();
    editor.answers = ["ada@contoso.test: IMAP"];
    await serveTokens.run(ui, undefined);
    assert.equal(asked[0], "Serve access tokens of ada@contoso.test to programs on laptop?");
    assert.equal(asked[2], "Serve Tokens");
    assert.deepEqual(decided, [[imap]]);
    assert.deepEqual(said[0]?.buttons, ["Copy Token Command", "Stop Serving Tokens"]);
  });

  it("does nothing when the person does not agree, or ticks nothing", async () => {
    const refused = world({ agrees: false });
    editor.answers = ["ada@contoso.test: IMAP"];
    await serveTokens.run(refused.ui, undefined);
    assert.deepEqual([refused.decided, refused.said], [[], []]);
    const { ui, decided, asked } = world();
    editor.answers = ["no such row"];
    await assert.rejects(serveTokens.run(ui, undefined), isCancelled);
    assert.deepEqual([decided, asked], [[], []]);
  });

  it("ticks what the only mailbox was signed in for, and what the row is about", async () => {
    for (const [situation, target, expected] of [
      [{ mailboxes: [ada] }, undefined, [imap]],
      [{}, "eve", [{ mailboxId: "eve", protocol: "imap" }]],
    ] as const) {
      const { ui, decided } = world(situation);
      editor.answers = [""];
      await serveTokens.run(ui, target);
      assert.deepEqual(decided, [expected]);
    }
  });

  it("asks again for what is added, and not for what is taken away", async () => {
    const less = world({ on: true, served: [imap, smtp] });
    editor.answers = ["ada@contoso.test: IMAP"];
    await serveTokens.run(less.ui, undefined);
    assert.deepEqual([less.decided, less.asked], [[[imap]], []]);
    const more = world({ on: true, served: [imap] });
    editor.answers = ["ada@contoso.test"];
    await serveTokens.run(more.ui, undefined);
    assert.match(more.asked[0] ?? "", /of ada@contoso\.test to programs/);
    const anew = world({ on: false, served: [imap] });
    editor.answers = [""];
    await serveTokens.run(anew.ui, undefined);
    assert.deepEqual([anew.decided, anew.asked.length], [[[imap]], 3]);
  });

  it("says without a mailbox where to begin", async () => {
    const { ui, said } = world({ mailboxes: [] });
    await serveTokens.run(ui, undefined);
    assert.deepEqual(said[0]?.buttons, ["Sign In Mailbox"]);
  });
});

describe("Stop Serving Tokens", () => {
  it("stops what is on, and says so where nothing is", async () => {
    const on = world({ on: true, served: [imap] });
    await stopServingTokens.run(on.ui, undefined);
    assert.deepEqual(on.decided, ["stop"]);
    const off = world();
    await stopServingTokens.run(off.ui, undefined);
    assert.deepEqual(
      [off.decided, off.said[0]?.text],
      [[], "Tokens are not served to mail programs."],
    );
  });
});

describe("Copy Token Command", () => {
  beforeEach(resetEditor);

  it("copies a line for the shell", async () => {
    const { ui } = world({ on: true, served: [imap, smtp] });
    editor.answers = ["ada@contoso.test: SMTP"];
    await copyTokenCommand.run(ui, undefined);
    assert.deepEqual(editor.copied, [
      "'/home/ada/My Editor/entra-mail-token' ada@contoso.test --protocol smtp",
    ]);
  });

  it("asks nothing where only one is meant, whatever its address is", async () => {
    const served = [imap, { mailboxId: "eve", protocol: "pop" }] as const;
    const { ui } = world({ on: true, served });
    await copyTokenCommand.run(ui, "eve");
    assert.deepEqual(editor.copied, [
      String.raw`'/home/ada/My Editor/entra-mail-token' --protocol pop -- '-e'\''ve@contoso.test'`,
    ]);
    assert.deepEqual(editor.asked, []);
  });

  for (const [what, situation, target, words] of [
    ["before tokens are served", { served: [imap] }, undefined, /not served to mail programs yet/],
    ["for a mailbox that is not listed", { on: true, served: [imap] }, "eve", /not among those/],
    [
      "for one that was signed out",
      { on: true, served: [imap], mailboxes: [eve] },
      undefined,
      /not among/,
    ],
  ] as const) {
    it(`copies nothing ${what}`, async () => {
      const { ui, said } = world(situation);
      await copyTokenCommand.run(ui, target);
      assert.deepEqual(editor.copied, []);
      assert.match(said[0]?.text ?? "", words);
      assert.deepEqual(said[0]?.buttons, ["Serve Tokens…"]);
    });
  }
});

describe("the status bar", () => {
  beforeEach(resetEditor);

  it("says that tokens are served, and whose, as long as they are", async () => {
    const { ui, changed, tokenCommand } = world({ served: [imap, smtp], on: true });
    const status = new TokenStatus(ui);
    assert.deepEqual(editor.statusItems, []);
    changed.fire();
    assert.deepEqual(
      editor.statusItems.map(({ text, command, tooltip }) => ({ text, command, tooltip })),
      [
        {
          text: "$(key) Serving tokens",
          command: "entraMail.serveTokens",
          tooltip:
            "Programs on laptop get access tokens of\nada@contoso.test (IMAP, SMTP)\nClick to change this.",
        },
      ],
    );
    tokenCommand.program = undefined;
    changed.fire();
    assert.deepEqual(editor.statusItems, []);
    status.dispose();
  });

  it("follows the decision after the start, unless the window is gone by then", async () => {
    const open = world();
    const status = new TokenStatus(open.ui);
    assert.deepEqual(open.decided, []);
    await new Promise(setImmediate);
    assert.equal(open.decided.length, 1);
    status.dispose();
    const closed = world();
    new TokenStatus(closed.ui).dispose();
    await new Promise(setImmediate);
    assert.deepEqual(closed.decided, []);
  });
});
