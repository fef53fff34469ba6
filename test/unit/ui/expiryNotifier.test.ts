import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { Emitter } from "../../../src/base/event";
import { type Message, renderMessage } from "../../../src/base/message";
import { importedObjectId } from "../../../src/core/registration/imported";
import type { WatchedCredential } from "../../../src/core/registration/expiryReminder";
import type { Reminder } from "../../../src/services/expiryService";
import type { Button } from "../../../src/ui/button";
import { ExpiryNotifier } from "../../../src/ui/expiryNotifier";
import { reminderWords } from "../../../src/ui/reminderWords";
import { showExpiring } from "../../../src/ui/commands/showExpiring";
import type { Ui } from "../../../src/ui/parts";
import { expiryReportMarkdown } from "../../../src/ui/reports/expiryReport";
import { markdownWords } from "../../../src/ui/localize";
import { FakeClock } from "../../support/fakes/fakeClock";
import { silentLog } from "../../support/fakes/fakeSignIn";
import { QuietClock } from "../../support/fakes/quietClock";

function credential(
  name: string,
  days: number,
  what: WatchedCredential["what"] = "secret",
): WatchedCredential {
  return {
    registration: {
      objectId: `id of ${name}`,
      appId: "app",
      displayName: name,
      tenantId: "t",
      cloudId: "global",
      clientSecrets: [],
      certificates: [],
      seenAt: "2026-11-21T12:00:00Z",
    },
    what,
    keyId: `key of ${name}`,
    displayName: "",
    endDateTime: "2026-12-03T12:00:00Z",
    expiry: { state: days < 0 ? "expired" : "soon", days },
  };
}

const removal = {
  journal: { id: "journal", plan: { title: "jira-inbound", steps: [] } },
  due: true,
} as unknown as Reminder["removals"][0];

const reminder = (facts: Partial<Reminder>): Reminder => ({
  credentials: [],
  removals: [],
  warningDays: 30,
  ...facts,
});

describe("the sentence of the day", () => {
  const rows: readonly (readonly [Partial<Reminder>, string])[] = [
    [
      { credentials: [credential("jira-inbound", 3), credential("aem", 12)] },
      "2 client secrets expire within 30 days: jira-inbound (3 days), aem (12 days).",
    ],
    [
      { credentials: [credential("jira", 1)] },
      "A client secret expires within 30 days: jira (1 day).",
    ],
    [
      { credentials: [credential("jira", 0, "certificate")] },
      "A certificate expires within 30 days: jira (less than a day).",
    ],
    [
      { credentials: [credential("a", 2), credential("b", 3, "certificate")] },
      "2 secrets and certificates expire within 30 days: a (2 days), b (3 days).",
    ],
    [
      { credentials: ["a", "b", "c", "d", "e"].map((name) => credential(name, 5)) },
      "5 client secrets expire within 30 days: a (5 days), b (5 days), c (5 days) and 2 more.",
    ],
    [
      { credentials: [credential("gone", -2), credential("a", 2)] },
      "A client secret expires within 30 days: a (2 days). Already expired: gone.",
    ],
    [{ removals: [removal] }, "The old secret of jira-inbound is due to be removed."],
  ];
  for (const [facts, sentence] of rows) {
    it(sentence, () => assert.equal(renderMessage(reminderWords(reminder(facts))), sentence));
  }
});

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const titles = (buttons: readonly Button[]): readonly string[] =>
  buttons.map(({ title }) => renderMessage(title));

function world(reminders: readonly (Reminder | undefined)[]) {
  const waiting = [...reminders];
  const changed = new Emitter<void>();
  const told: { readonly text: string; readonly buttons: readonly Button[] }[] = [];
  const registrations = { list: { status: "unknown" }, onDidChange: changed.event };
  const clock = new QuietClock(new FakeClock());
  let off = false;
  let asked = 0;
  const ui = {
    expiry: {
      takeReminder: () => {
        asked += 1;
        return Promise.resolve(waiting.shift());
      },
      switchOff: () => Promise.resolve((off = true)),
    },
    registrations,
    notifier: {
      warn: (text: Message, ...buttons: readonly Button[]) =>
        told.push({ text: renderMessage(text), buttons }),
    },
    clock,
    log: silentLog,
  };
  const notifier = new ExpiryNotifier(
    ui as unknown as ConstructorParameters<typeof ExpiryNotifier>[0],
  );
  const show = async (status: string): Promise<void> => {
    registrations.list = { status };
    changed.fire();
    await later();
  };
  return { notifier, show, clock, told, asked: () => asked, isOff: () => off };
}

describe("the daily notification", () => {
  beforeEach(resetEditor);

  it("waits for a minute, or until the list is seen", async () => {
    const { notifier, show, clock, told, asked } = world([
      undefined,
      reminder({ credentials: [credential("jira", 3)] }),
    ]);
    await show("loading");
    assert.equal(asked(), 0);
    await show("loaded");
    assert.equal(asked(), 1);
    clock.tick();
    // The words are a module of their own, which is loaded now
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(told.length, 1);
    notifier.dispose();
    clock.tick();
    await show("loaded");
    assert.equal(asked(), 2);
  }).timeout(10_000);

  it("offers to rotate the one that ends, to show all, and to be silent", async () => {
    const { notifier, show, told, isOff } = world([
      reminder({ credentials: [credential("jira", 3)] }),
    ]);
    await show("loaded");
    await later();
    const buttons = told[0]?.buttons ?? [];
    assert.deepEqual(titles(buttons), ["Rotate…", "Show", "Don't Show Again"]);
    for (const { run } of buttons) await run();
    assert.deepEqual(editor.executed, [
      ["entraMail.rotateClientSecret", "id of jira"],
      ["entraMail.showExpiring", undefined],
    ]);
    assert.ok(isOff());
    notifier.dispose();
  });

  it("offers no rotation of what was entered by hand, but to enter what is new", async () => {
    const ends = credential("jira", 3);
    const registration = { ...ends.registration, objectId: importedObjectId("app") };
    const { notifier, show, told } = world([
      reminder({ credentials: [{ ...ends, registration }] }),
    ]);
    await show("loaded");
    await later();
    const buttons = told[0]?.buttons ?? [];
    assert.deepEqual(titles(buttons), ["Import New Secret…", "Show", "Don't Show Again"]);
    await buttons[0]?.run();
    assert.deepEqual(editor.executed, [["entraMail.importRegistration", undefined]]);
    notifier.dispose();
  });

  it("offers to remove an old secret that is due", async () => {
    const { notifier, show, told } = world([reminder({ removals: [removal] })]);
    await show("loaded");
    await later();
    const buttons = told[0]?.buttons ?? [];
    assert.deepEqual(titles(buttons), ["Remove Old Secret", "Don't Show Again"]);
    await buttons[0]?.run();
    assert.deepEqual(editor.executed, [["entraMail.continuePlan", "journal"]]);
    notifier.dispose();
  });
});

it("the report sorts by end and sets hostile names as code", () => {
  const facts = {
    credentials: [credential("[x](command:evil) | y", 3), credential("gone", -3)],
    now: new Date("2026-11-21T12:00:00Z"),
    warningDays: 30,
    incomplete: true,
  };
  const markdown = expiryReportMarkdown(facts, { say: markdownWords, locale: "en" });
  assert.ok(markdown.indexOf("## Expired") < markdown.indexOf("## Expiring within 30 days"));
  assert.ok(markdown.includes("`[x](command:evil) \\| y`"));
  assert.match(markdown, /what was seen so far/);
});

it("after the report, the one secret that ends can be rotated", async () => {
  resetEditor();
  const told: { readonly text: string; readonly buttons: readonly Button[] }[] = [];
  const credentials = [credential("jira", 3)];
  const ui = {
    expiry: { credentials: () => credentials, isOff: false },
    clock: { now: () => new Date("2026-11-21T12:00:00Z") },
    settings: { expiryWarningDays: 30 },
    registrations: { list: { status: "loaded", query: { view: "all" }, hasMore: false } },
    documents: { show: () => Promise.resolve() },
    notifier: {
      inform: (text: Message, ...buttons: readonly Button[]) =>
        told.push({ text: renderMessage(text), buttons }),
    },
  } as unknown as Ui;
  await showExpiring.run(ui, undefined);
  assert.equal(told[0]?.text, "1 secret or certificate has expired or will soon.");
  assert.deepEqual(titles(told[0]?.buttons ?? []), ["Rotate Client Secret…"]);
  await told[0]?.buttons[0]?.run();
  assert.deepEqual(editor.executed, [["entraMail.rotateClientSecret", "id of jira"]]);
  credentials.pop();
  await showExpiring.run(ui, undefined);
  assert.equal(told.length, 1);
});
