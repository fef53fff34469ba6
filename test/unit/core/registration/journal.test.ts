import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import {
  beginJournal,
  isFinished,
  type Journal,
  type JournalStep,
  madeNothing,
  withStep,
} from "../../../../src/core/registration/journal";
import { whatExists } from "../../../../src/core/registration/journalWords";
import { plannedSecrets } from "../../../../src/core/registration/plannedSecrets";
import { aPlanWithoutSecret, aPlanWithSecret } from "../../../support/registrationWorld";

const directory = { tenantId: "contoso", accountLabel: "ada@contoso.test" };
const now = new Date("2026-11-21T12:00:00Z");

const journalWith = (plan: Journal["plan"], ...steps: JournalStep[]): Journal =>
  steps.reduce(
    (journal, entry) =>
      withStep(
        journal,
        plan.steps.findIndex(({ kind }) => kind === entry.kind),
        entry,
      ),
    beginJournal(plan, directory, "journal", now),
  );

const step = (
  kind: JournalStep["kind"],
  status: JournalStep["status"],
  made: JournalStep["made"] = {},
): JournalStep => ({ kind, status, made });

const created = step("createApplication", "done", { objectId: "o", appId: "a" });
const createdWithSecret = step("createApplication", "done", {
  objectId: "o",
  appId: "a",
  keyId: "k",
});
const withSecret = aPlanWithSecret();
const withoutSecret = aPlanWithoutSecret();

const rows: readonly (readonly [string, Journal, readonly string[]])[] = [
  ["nothing was sent", journalWith(withSecret), ["Nothing was created for jira-inbound."]],
  [
    "the creation was not answered",
    journalWith(withSecret, step("createApplication", "sent")),
    ["It is not known whether jira-inbound was created: no answer came from the directory."],
  ],
  [
    "the secret was not made",
    journalWith(withSecret, created),
    ["jira-inbound was created, but its client secret was not."],
  ],
  [
    "the secret's value is not here",
    journalWith(withSecret, createdWithSecret),
    ["jira-inbound was created, but the value of its client secret is not stored here."],
  ],
  [
    "the secret's creation was not answered",
    journalWith(withSecret, created, step("storeSecret", "sent")),
    ["jira-inbound was created. It is not known whether its client secret was."],
  ],
  [
    "only the directory lags behind",
    journalWith(withSecret, createdWithSecret, step("storeSecret", "done", { keyId: "k" })),
    [
      "jira-inbound was created, with its client secret.",
      "The directory does not show it everywhere yet.",
    ],
  ],
  [
    "only the directory lags behind, without a secret",
    journalWith(withoutSecret, created),
    ["aerc-ada was created.", "The directory does not show it everywhere yet."],
  ],
  [
    "everything is done",
    journalWith(withoutSecret, created, step("confirmApplication", "done")),
    ["aerc-ada was created."],
  ],
];

describe("what a journal says exists", () => {
  for (const [situation, journal, words] of rows) {
    it(`when ${situation}`, () => {
      assert.deepEqual(
        whatExists(journal).map((line) => renderMessage(line)),
        words,
      );
    });
  }

  it("is nothing until a write is sent, and all when every step is done", () => {
    assert.ok(madeNothing(journalWith(withoutSecret)));
    assert.ok(!madeNothing(journalWith(withoutSecret, step("createApplication", "sent"))));
    assert.ok(!isFinished(journalWith(withoutSecret, created)));
    assert.ok(isFinished(journalWith(withoutSecret, created, step("confirmApplication", "done"))));
  });
});

const secret = (keyId: string, displayName: string, endDateTime: string) => ({
  keyId,
  displayName,
  hint: "",
  endDateTime,
});

it("secrets of a plan are known by description and end, to the second", () => {
  const draft = { displayName: "jira", endDateTime: "2027-05-20T12:00:00Z" };
  const clientSecrets = [
    secret("same", "jira", "2027-05-20T12:00:00Z"),
    secret("fraction", "jira", "2027-05-20T12:00:00.7Z"),
    secret("later", "jira", "2027-05-20T12:01:00Z"),
    secret("other", "portal", "2027-05-20T12:00:00Z"),
  ];
  assert.deepEqual(
    plannedSecrets({ clientSecrets }, draft).map(({ keyId }) => keyId),
    ["same", "fraction"],
  );
});
