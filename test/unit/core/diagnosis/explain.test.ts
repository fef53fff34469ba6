import assert from "node:assert/strict";
import { CancelledError, CodedError } from "../../../../src/base/errors";
import { renderMessage } from "../../../../src/base/message";
import { explainFailure } from "../../../../src/core/diagnosis/explain";
import { Failure, type FailureCode } from "../../../../src/core/failure";
import { beginJournal, withStep } from "../../../../src/core/registration/journal";
import { PlanStopped } from "../../../../src/core/registration/planStopped";
import { aPlanWithoutSecret, aPlanWithSecret } from "../../../support/registrationWorld";

const said = (error: unknown): string => {
  const finding = explainFailure(error);
  assert.ok(finding);
  return `${renderMessage(finding.title)} ${renderMessage(finding.explanation)}`;
};

const firstAction = (error: unknown): unknown => {
  const [action] = explainFailure(error)?.actions ?? [];
  if (action === undefined) return undefined;
  if (action.kind === "runCommand") return [action.kind, action.command];
  return [action.kind, action.kind === "openSettings" ? action.setting : undefined];
};

const otherWay = ["runCommand", "entraMail.switchSignInMethod"];

const rows: readonly (readonly [Failure, RegExp, unknown])[] = [
  [
    new Failure("signIn.preauthorizationMissing", "AADSTS65002: Consent between first party"),
    /AADSTS65002.*client ID of your own/,
    otherWay,
  ],
  [
    new Failure("signIn.scopeMissing", "", { missing: "Application.ReadWrite.All", granted: "x" }),
    /lacks the permission Application\.ReadWrite\.All.*administrator to consent/,
    otherWay,
  ],
  [
    new Failure("signIn.scopeMissing", "", {
      missing: "Application.ReadWrite.All",
      granted: "x",
      client: "editorClient",
    }),
    /lacks the permission Application\.ReadWrite\.All.*VS Code's own.*no consent can/,
    otherWay,
  ],
  [
    new Failure("graph.forbidden", "403", { graphCode: "Authorization_RequestDenied" }),
    /Application Developer.*Cloud Application Administrator.*can assign/,
    ["showLog", undefined],
  ],
  [
    new Failure("graph.forbidden", "403", {
      graphMessage:
        "The ability to create applications outside of a directory has been deprecated.",
    }),
    /personal account needs a directory of its own/,
    ["openLink", undefined],
  ],
  [
    new Failure("graph.badRequest", "400", {
      graphCode: "CredentialInvalidLifetimeAsPerAppPolicy",
    }),
    /shorter life for secrets/,
    undefined,
  ],
  [
    new Failure("graph.throttled", "429", { retryAfterSeconds: 17 }),
    /Try again in 17 seconds/,
    ["showLog", undefined],
  ],
  [
    new Failure("graph.outcomeUnknown", "", { reason: "ECONNRESET" }),
    /no answer came back.*not repeated, so that nothing is made twice/,
    ["showLog", undefined],
  ],
  [
    new Failure("graph.outcomeUnknown", "", { status: 503 }),
    /a fault of its own \(503\).*not repeated, so that nothing is made twice/,
    ["showLog", undefined],
  ],
  [
    new Failure("graph.unreachable", "", { reason: "ENOTFOUND" }),
    /cannot be reached.*ENOTFOUND/,
    ["showLog", undefined],
  ],
  [
    new Failure("secret.notKept", ""),
    /did not keep the secret.*gave back.*keyring/,
    ["showLog", undefined],
  ],
  [
    new Failure("secret.notKept", "", { action: "write", reason: "timeout" }),
    /did not answer in time.*keyring.*try again/,
    ["showLog", undefined],
  ],
  [
    new Failure("oauth.refused", "AADSTS7000218: The request body must contain"),
    /expects a client secret/,
    ["openLink", undefined],
  ],
  [
    new Failure("oauth.refused", "", { error: "access_denied", aadsts: "65004" }),
    /consent was declined/,
    ["signInMailbox", undefined],
  ],
  [
    new Failure("oauth.interactionRequired", "AADSTS90094"),
    /administrator must approve/,
    ["signInMailbox", undefined],
  ],
  [
    new Failure("input.invalid", "", { input: "redirectUri", problem: "loopbackMissing" }),
    /lacks the redirect URI http:\/\/localhost/,
    ["signInMailbox", undefined],
  ],
  [
    new Failure("input.invalid", "", { input: "flow", problem: "none" }),
    /No mailbox can sign in.*Add the redirect URI http:\/\/localhost/,
    ["runCommand", "entraMail.addRedirectUri"],
  ],
  [
    new Failure("input.invalid", "", { input: "flow", problem: "noneForService" }),
    /^Nobody signs in with this registration; it works as itself\./,
    ["runCommand", "entraMail.showExchangeScript"],
  ],
  [
    new Failure("input.invalid", "", { input: "flow", problem: "noneForProduct" }),
    /sign in inside the product that holds the callback URL/,
    ["runCommand", "entraMail.copyClientSecret"],
  ],
  [
    new Failure("input.invalid", "", { input: "clientSecret", problem: "none" }),
    /This registration has no client secret/,
    undefined,
  ],
  [
    new Failure("input.invalid", "", { input: "clientSecret", problem: "notHere" }),
    /not on this computer.*shows a value only once.*Rotate Client Secret/,
    undefined,
  ],
  [
    new Failure("input.invalid", "", { input: "address", problem: "control" }),
    /cannot be used: address\. It holds a line end, or a character that is not seen\.$/,
    undefined,
  ],
  [
    new Failure("input.invalid", "", { input: "file", problem: "exists" }),
    /cannot be used: file\. There is such an entry already\./,
    undefined,
  ],
  [
    new Failure("graph.badRequest", "400", { graphCode: "Request_BadRequest" }),
    /did not accept one of the values that were sent\.$/,
    ["showLog", undefined],
  ],
  [
    new Failure("graph.badRequest", "400", { graphMessage: "Invalid value for 'x'." }),
    /values that were sent, in its own words: "Invalid value for 'x'\."$/,
    ["showLog", undefined],
  ],
  [
    new Failure("input.invalid", "", { input: "flow", problem: "deviceCodeNeedsPublicClient" }),
    /cannot be used with a client secret.*Sign in through the browser/,
    ["signInMailbox", undefined],
  ],
  [
    new Failure("input.invalid", "", { input: "entraMail.customCloud", problem: "needs imapHost" }),
    /The setting entraMail\.customCloud cannot be used\. needs imapHost/,
    ["openSettings", "entraMail.customCloud"],
  ],
];

describe("explaining a failure", () => {
  for (const [failure, words, action] of rows) {
    it(`${failure.code} ${JSON.stringify(failure.facts)}`, () => {
      assert.match(said(failure), words);
      assert.deepEqual(firstAction(failure), action);
    });
  }

  const codes: Record<FailureCode, true> = {
    "graph.unauthenticated": true,
    "graph.forbidden": true,
    "graph.notFound": true,
    "graph.conflict": true,
    "graph.badRequest": true,
    "graph.throttled": true,
    "graph.unavailable": true,
    "graph.outcomeUnknown": true,
    "graph.unexpectedAnswer": true,
    "graph.unreachable": true,
    "signIn.required": true,
    "signIn.preauthorizationMissing": true,
    "signIn.scopeMissing": true,
    "signIn.otherDirectory": true,
    "signIn.methodUnavailable": true,
    "signIn.noDirectory": true,
    "plan.changedMeanwhile": true,
    "plan.secretNotProven": true,
    "plan.tooEarly": true,
    "oauth.refused": true,
    "oauth.interactionRequired": true,
    "oauth.unreachable": true,
    "oauth.unexpectedAnswer": true,
    "oauth.timedOut": true,
    "secret.notKept": true,
    "secret.unreadable": true,
    "state.newer": true,
    "input.invalid": true,
  };
  for (const code of Object.keys(codes) as FailureCode[]) {
    it(`has words for ${code}, also without any facts`, () => {
      const words = said(new Failure(code, "text for the log"));
      assert.match(words, /^[A-Z].*\.$/s);
      assert.doesNotMatch(words, /!|\{\d\}|undefined|something went wrong/i);
    });
  }

  it("is silent about a cancellation", () => {
    assert.equal(explainFailure(new CancelledError()), undefined);
  });

  it("offers the log for what it does not know, and takes anything", () => {
    for (const error of [new Error("boom"), "text", undefined, null, { code: "graph.x" }]) {
      assert.deepEqual(
        explainFailure(error)?.actions.map(({ kind }) => kind),
        ["showLog"],
      );
    }
    assert.equal(explainFailure(new CodedError("timeout", "No answer"))?.id, "timeout");
  });

  it("recognises a failure of another bundle by its brand", () => {
    const foreign = Object.assign(new Error("x"), {
      [Symbol.for("entraMail.codedError")]: true,
      code: "graph.forbidden",
      facts: {},
    });
    assert.equal(explainFailure(foreign)?.id, "graph.forbidden");
  });

  it("does not send a mailbox to sign in again for the sign-in of the directory", () => {
    const refused = new Failure("oauth.refused", "AADSTS65001");
    assert.deepEqual(
      explainFailure(refused, "management")?.actions.map(({ kind }) => kind),
      ["openLink"],
    );
  });

  it("shows codes and ids as evidence, without credentials", () => {
    const finding = explainFailure(
      new Failure("graph.forbidden", "403", {
        status: 403,
        graphMessage: "client_secret=abcdefghijkl was sent",
        requestId: "r-1",
      }),
    );
    assert.deepEqual(
      finding?.evidence.map(({ label, text }) => `${label.text}: ${text}`),
      ["Server's words: client_secret=••• was sent", "HTTP status: 403", "Request ID: r-1"],
    );
  });
});

describe("explaining a plan that stopped", () => {
  const directory = { tenantId: "t", accountLabel: "ada" };
  const created = {
    kind: "createApplication",
    status: "done",
    made: { objectId: "o", appId: "a" },
  } as const;
  const journal = (plan = aPlanWithSecret()) =>
    withStep(beginJournal(plan, directory, "j", new Date()), 0, created);

  it("says what exists, then why", () => {
    assert.equal(
      said(new PlanStopped(journal(), new Failure("graph.unavailable", "503"))),
      "jira-inbound was created, but its client secret was not. The directory cannot answer at the moment. Microsoft Graph reported a fault of its own, also when asked again. Try again in a few minutes.",
    );
  });

  it("says only once that an outcome is not known", () => {
    const sent = { kind: "storeSecret", status: "sent", made: {} } as const;
    assert.equal(
      said(
        new PlanStopped(
          withStep(journal(), 1, sent),
          new Failure("graph.outcomeUnknown", "", { status: 503 }),
        ),
      ),
      "jira-inbound was created. It is not known whether its client secret was. Microsoft Graph answered with a fault of its own (503). The request was not repeated, so that nothing is made twice.",
    );
  });

  it("is no error when the person stopped it", () => {
    const finding = explainFailure(
      new PlanStopped(journal(aPlanWithoutSecret()), new CancelledError()),
    );
    assert.equal(finding?.severity, "information");
    assert.match(renderMessage(finding.explanation), /You stopped it/);
  });

  it("says that an unsaved value can still be copied", () => {
    assert.match(
      said(new PlanStopped(journal(), new Failure("secret.notKept", ""))),
      /can be copied until this window is closed/,
    );
  });
});
