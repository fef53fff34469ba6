import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { type Message, renderMessage } from "../../../src/base/message";
import { Failure } from "../../../src/core/failure";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import type { AccessGrant } from "../../../src/core/ports";
import { copyAccessToken } from "../../../src/ui/commands/copyAccessToken";
import { copyRefreshToken } from "../../../src/ui/commands/copyRefreshToken";
import { refreshToken } from "../../../src/ui/commands/refreshToken";
import { showTokenDetails } from "../../../src/ui/commands/showTokenDetails";
import { signOutMailbox } from "../../../src/ui/commands/signOutMailbox";
import type { Ui } from "../../../src/ui/parts";
import { aGrant, aMailbox } from "../../support/builders";
import { globalSettings } from "../../support/fakes/fakeSignIn";

const consumers = "9188040d-6c67-4c5b-b112-36a304b66dad";

const text = (message: Message): string => renderMessage(message);

interface Wishes {
  readonly mailbox?: Mailbox;
  readonly agrees?: boolean;
  readonly grant?: (protocol: string) => AccessGrant;
  readonly refreshToken?: string | undefined;
}

function world({ mailbox = aMailbox(), agrees = true, grant = () => aGrant(), ...more }: Wishes) {
  const asked: string[] = [];
  const told: { readonly text: string; readonly buttons: readonly string[] }[] = [];
  const shown: string[] = [];
  const grants: unknown[] = [];
  const read: unknown[] = [];
  const signedOut: string[] = [];
  const failures: unknown[] = [];
  const ui = {
    mailboxes: {
      mailboxes: [mailbox],
      get: () => mailbox,
      grant: async (_id: string, protocol: string, _signal: AbortSignal, options?: object) => {
        grants.push([protocol, options]);
        await Promise.resolve();
        return grant(protocol);
      },
      signOut: (id: string) => Promise.resolve(void signedOut.push(id)),
    },
    refreshTokens: {
      read: (tokens: unknown) => {
        read.push(tokens);
        return Promise.resolve(more.refreshToken);
      },
    },
    notifier: {
      confirm: (question: Message, detail: Message) => {
        asked.push(`${text(question)} ${text(detail)}`);
        return Promise.resolve(agrees);
      },
      failure: (error: Failure, place: { readonly target: unknown }) =>
        failures.push([error.code, place.target]),
      inform: (message: Message, ...buttons: { readonly title: Message }[]) =>
        told.push({ text: text(message), buttons: buttons.map(({ title }) => text(title)) }),
    },
    documents: {
      show: (_kind: string, _name: string, markdown: string) =>
        Promise.resolve(void shown.push(markdown)),
    },
    settings: globalSettings,
    clock: { now: () => new Date("2026-11-21T12:17:00Z") },
    machine: "ada-laptop",
  } as unknown as Ui;
  return { ui, asked, told, shown, grants, read, signedOut, failures };
}

describe("Copy Access Token", () => {
  beforeEach(resetEditor);

  it("asks what for, names the risk, and copies", async () => {
    const { ui, asked, told, grants } = world({});
    editor.answers = ["SMTP"];
    await copyAccessToken.run(ui, "mailbox");
    assert.match(asked[0] ?? "", /^Copy an access token of ada@contoso\.test for SMTP\? Whoever/);
    assert.deepEqual(grants, [["smtp", undefined]]);
    assert.deepEqual(editor.copied, [aGrant().accessToken]);
    assert.ok(!JSON.stringify(told).includes(aGrant().accessToken));
  });

  it("does nothing before the question is answered", async () => {
    const { ui, grants } = world({ agrees: false });
    editor.answers = ["IMAP"];
    await copyAccessToken.run(ui, "mailbox");
    assert.deepEqual([grants, editor.copied], [[], []]);
  });
});

describe("Copy Refresh Token", () => {
  beforeEach(resetEditor);

  it("names the risk, and copies the one of the mailbox's sign-in", async () => {
    const account = { ...aMailbox().account, signInId: "newest" };
    const { ui, asked, read, told } = world({
      mailbox: aMailbox({ account }),
      refreshToken: "refresh-canary",
    });
    await copyRefreshToken.run(ui, "mailbox");
    assert.match(asked[0] ?? "", /Signing out here does not end it/);
    assert.deepEqual(read, [
      { clientId: aMailbox().clientId, homeAccountId: "ada.home", signInId: "newest" },
    ]);
    assert.deepEqual(editor.copied, ["refresh-canary"]);
    assert.ok(!JSON.stringify(told).includes("refresh-canary"));
  });

  it("reads nothing before the question is answered", async () => {
    const { ui, read } = world({ agrees: false, refreshToken: "refresh-canary" });
    await copyRefreshToken.run(ui, "mailbox");
    assert.deepEqual([read, editor.copied], [[], []]);
  });

  it("says that there is none: of an app, and where the editor lost it", async () => {
    const app = world({ mailbox: aMailbox({ kind: "appOnly" }) });
    await copyRefreshToken.run(app.ui, "mailbox");
    assert.deepEqual([app.asked, app.told.length], [[], 1]);
    const lost = world({});
    await copyRefreshToken.run(lost.ui, "mailbox");
    assert.deepEqual(lost.failures, [["oauth.interactionRequired", "mailbox"]]);
    assert.deepEqual(editor.copied, []);
  });
});

describe("Refresh Token", () => {
  it("forces a new one of the API that was signed in to, and says its end", async () => {
    const scopes = ["https://graph.microsoft.com/Mail.Read"];
    const { ui, grants, told } = world({ mailbox: aMailbox({ scopes }) });
    await refreshToken.run(ui, "mailbox");
    assert.deepEqual(grants, [["graph", { forceRefresh: true }]]);
    assert.match(told[0]?.text ?? "", /has a new access token, valid 43 min \(until /);
  });
});

describe("a refused token", () => {
  beforeEach(resetEditor);

  for (const [name, command] of [
    ["Refresh Token", refreshToken],
    ["Copy Access Token", copyAccessToken],
  ] as const) {
    it(`of ${name} is told about the mailbox it is of, and nothing is copied`, async () => {
      const refused = new Failure("oauth.interactionRequired", "AADSTS700082");
      const { ui, failures, told } = world({
        grant: () => {
          throw refused;
        },
      });
      editor.answers = ["IMAP"];
      await command.run(ui, "mailbox");
      assert.deepEqual(failures, [["oauth.interactionRequired", "mailbox"]]);
      assert.deepEqual([told, editor.copied], [[], []]);
    });
  }
});

describe("Show Token Details", () => {
  it("tells what each token is good for, and shows none", async () => {
    const refused = new Failure("oauth.interactionRequired", "AADSTS65001", {
      error: "invalid_grant",
      aadsts: "65001",
    });
    const { ui, shown } = world({
      grant: (protocol) => {
        if (protocol === "graph") throw refused;
        return aGrant();
      },
    });
    await showTokenDetails.run(ui, "mailbox");
    const [report = ""] = shown;
    assert.match(
      report,
      /\*\*IMAP yes · SMTP yes · POP no: scope missing: .* · Graph no: not permitted by this sign-in\*\*/,
    );
    assert.match(report, /valid 43 min/);
    assert.match(report, /ada-laptop/);
    for (const part of aGrant().accessToken.split(".")) {
      if (part.length > 8) assert.ok(!report.includes(part), part);
    }
  });

  it("says of a token that cannot be read what came with it", async () => {
    const { ui, shown } = world({ grant: () => aGrant({ accessToken: "EwBYA-opaque-canary" }) });
    await showTokenDetails.run(ui, "mailbox");
    assert.match(shown[0] ?? "", /that is no fault/);
    assert.match(shown[0] ?? "", /IMAP\.AccessAsUser\.All/);
    assert.doesNotMatch(shown[0] ?? "", /canary/);
  });

  it("tells where the tokens of an app are", async () => {
    const { ui, shown } = world({ mailbox: aMailbox({ kind: "appOnly", flow: "appOnly" }) });
    await showTokenDetails.run(ui, "mailbox");
    assert.match(shown[0] ?? "", /in the memory of this window/);
  });
});

describe("Sign Out Mailbox", () => {
  beforeEach(resetEditor);

  const tenants: readonly (readonly [name: string, facts: Partial<Mailbox>, button: string[]])[] = [
    ["work", {}, ["Open My Apps"]],
    [
      "personal",
      { account: { ...aMailbox().account, tenantId: consumers } },
      ["Open Apps and services of your Microsoft account"],
    ],
    ["an app", { kind: "appOnly" }, []],
    ["another cloud", { cloudId: "china" }, []],
  ];
  for (const [name, facts, buttons] of tenants) {
    it(`says what stays valid until when, and where the consent is (${name})`, async () => {
      const { ui, asked, told, signedOut } = world({ mailbox: aMailbox(facts) });
      await signOutMailbox.run(ui, "mailbox");
      assert.match(asked[0] ?? "", /is accepted until .*stays/);
      assert.match(told[0]?.text ?? "", /is signed out\. An access token .* is accepted until /);
      assert.deepEqual([told[0]?.buttons, signedOut], [buttons, ["mailbox"]]);
    });
  }

  it("does not speak of a token that has ended", async () => {
    const { ui, asked, signedOut } = world({
      mailbox: aMailbox({ tokenExpiresAt: "2026-11-21T12:16:00Z" }),
      agrees: false,
    });
    await signOutMailbox.run(ui, "mailbox");
    assert.doesNotMatch(asked[0] ?? "", /is accepted until/);
    assert.deepEqual(signedOut, []);
  });
});
