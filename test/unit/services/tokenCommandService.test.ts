import assert from "node:assert/strict";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { errorText } from "../../../src/base/errors";
import { Failure } from "../../../src/core/failure";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import type { AccessGrant, Log } from "../../../src/core/ports";
import type { StoredState } from "../../../src/core/storedState";
import type {
  AnswerRequest,
  TokenIssuer,
  TokenServers,
} from "../../../src/core/tokenCommand/tokenPorts";
import { TokenAnswers } from "../../../src/services/tokenAnswers";
import { TokenCommandService } from "../../../src/services/tokenCommandService";
import { aGrant, aMailbox } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { type Disk, emptyDisk, FakeStateStore } from "../../support/fakes/fakeStores";

const never = new AbortController().signal;
const ada = aMailbox();
const asked = { address: ada.address, protocol: "imap" } as const;
const imap = [{ mailboxId: ada.id, protocol: "imap" }] as const;
const since = "2026-11-21T11:00:00.000Z";

class FakeServers implements TokenServers {
  /** What the windows that serve answer, in the order in which they began. */
  readonly open = new Map<object, AnswerRequest>();
  starts = 0;
  forgotten = 0;
  fault: Error | undefined;

  serve(answer: AnswerRequest) {
    this.starts += 1;
    if (this.fault !== undefined) return Promise.reject(this.fault);
    const key = {};
    this.open.set(key, answer);
    return Promise.resolve({
      program: "/home/ada/entra-mail-token",
      close: () => void this.open.delete(key),
    });
  }

  forget() {
    this.forgotten += 1;
    return Promise.resolve();
  }
}

function memoryLog() {
  const lines: string[] = [];
  const add = (text: string, cause?: unknown): void =>
    void lines.push(cause === undefined ? text : `${text} ${errorText(cause)}`);
  const log: Log = { debug: add, info: add, warn: add, error: add };
  return { log, lines };
}

function issuerOf(answer: (mailbox: string) => AccessGrant | Promise<AccessGrant>) {
  const calls: string[] = [];
  const issuer: TokenIssuer = {
    grant: async (mailboxId, protocol) => {
      calls.push(`${protocol} ${mailboxId}`);
      return await answer(mailboxId);
    },
  };
  return { issuer, calls };
}

function answersWith(
  state: Partial<StoredState>,
  answer: (mailbox: string) => AccessGrant | Promise<AccessGrant> = () => aGrant(),
) {
  const disk = emptyDisk(state);
  const { issuer, calls } = issuerOf(answer);
  const { log, lines } = memoryLog();
  const clock = new FakeClock();
  const answers = new TokenAnswers({ issuer, state: new FakeStateStore(disk), clock, log });
  return { answers, calls, lines, clock, disk };
}

const serving = (mailboxes: readonly Mailbox[] = [ada]): Partial<StoredState> => ({
  mailboxes,
  tokenCommand: { since, served: imap },
});

describe("what a mail program is answered", () => {
  it("the token of a listed mailbox, and a line in the log without it", async () => {
    const grant = aGrant();
    const { answers, calls, lines } = answersWith(serving(), () => grant);
    assert.deepEqual(await answers.answer(asked, never), {
      kind: "token",
      token: {
        accessToken: grant.accessToken,
        user: "ada@contoso.test",
        expiresAt: "2026-11-21T13:00:00.000Z",
      },
    });
    assert.deepEqual(calls, ["imap mailbox"]);
    assert.deepEqual(lines, ["Token command: IMAP token of ada@contoso.test handed to a program"]);
  });

  it("no token of what is not listed, and nobody is asked for one", async () => {
    for (const [request, state] of [
      [{ ...asked, protocol: "smtp" }, serving()],
      [{ ...asked, address: "eve@contoso.test" }, serving()],
      [asked, serving([])],
      [asked, { mailboxes: [ada], tokenCommand: { served: imap } }],
      [asked, { mailboxes: [ada] }],
    ] as const) {
      const { answers, calls, lines } = answersWith(state);
      const answer = await answers.answer(request, never);
      assert.deepEqual(answer, { kind: "refused", refusal: "notListed" });
      assert.deepEqual(calls, []);
      assert.match(lines.join(), /refused \(notListed\)$/);
    }
  });

  it("the user that signs in: for sending, the person behind a shared mailbox", async () => {
    const account = { homeAccountId: "h", username: "ada@contoso.test", tenantId: "contoso" };
    const shared = aMailbox({ address: "support@contoso.test", account });
    const itself = { ...shared, account: { ...account, username: "" } };
    for (const [mailbox, protocol, user] of [
      [shared, "imap", "support@contoso.test"],
      [shared, "pop", "support@contoso.test"],
      [shared, "smtp", "ada@contoso.test"],
      [itself, "smtp", "support@contoso.test"],
      [itself, "graph", "support@contoso.test"],
    ] as const) {
      const served = [{ mailboxId: mailbox.id, protocol }];
      const { answers } = answersWith({ mailboxes: [mailbox], tokenCommand: { since, served } });
      const answer = await answers.answer({ address: mailbox.address, protocol }, never);
      assert.ok(answer.kind === "token");
      assert.equal(answer.token.user, user);
    }
  });

  for (const [failure, refusal] of [
    [new Failure("oauth.interactionRequired", "AADSTS700082"), "signInAgain"],
    [new Failure("oauth.interactionRequired", "POP", { aadsts: "65001" }), "notPermitted"],
    [new Failure("secret.unreadable", "gone"), "signInAgain"],
    [
      new Failure("secret.unreadable", "locked", { action: "read", reason: "refused" }),
      "storeSilent",
    ],
    [new Failure("oauth.refused", "AADSTS65001"), "notPermitted"],
    [new Failure("oauth.unreachable", "ENOTFOUND"), "unreachable"],
    [new Failure("oauth.unexpectedAnswer", "html"), "failed"],
    [new Failure("input.invalid", "gone", { input: "mailbox", problem: "missing" }), "notListed"],
    [new Failure("input.invalid", "cloud", { input: "cloud", problem: "changed" }), "failed"],
    [new Error("a fault"), "failed"],
  ] as const) {
    it(`${refusal} for ${"code" in failure ? failure.code : "anything else"} (${failure.message})`, async () => {
      const { answers, lines } = answersWith(serving(), () => Promise.reject(failure));
      assert.deepEqual(await answers.answer(asked, never), { kind: "refused", refusal });
      assert.ok(lines.some((line) => line.includes(failure.message)));
    });
  }

  it("by one piece of work for a thousand calls at once", async () => {
    const { answers, calls } = answersWith(serving(), async () => {
      await turn();
      return aGrant();
    });
    const all = await Promise.all(
      Array.from({ length: 1_000 }, () => answers.answer(asked, new AbortController().signal)),
    );
    assert.deepEqual(new Set(all.map(({ kind }) => kind)), new Set(["token"]));
    assert.equal(calls.length, 1);
  });

  it("to wait, after a thousand calls, five in a second", async () => {
    const { answers, calls, clock } = answersWith(serving());
    const count = async (): Promise<number> => {
      let tokens = 0;
      for (let call = 0; call < 1_100; call += 1) {
        const answer = await answers.answer(asked, never);
        if (answer.kind === "token") tokens += 1;
        else assert.equal(answer.refusal, "tooMany");
      }
      return tokens;
    };
    assert.equal(await count(), 1_000);
    clock.advance(1_000);
    assert.equal(await count(), 5);
    assert.equal(calls.length, 1_005);
  });
});

function windowOn(disk: Disk, servers = new FakeServers()) {
  const state = new FakeStateStore(disk);
  const { issuer, calls } = issuerOf(() => aGrant());
  const { log, lines } = memoryLog();
  const clock = new FakeClock();
  const service = new TokenCommandService({ issuer, servers, state, clock, log });
  return { service, servers, state, calls, lines };
}
/** Waits for what follows a decision by itself; the bundle it needs is loaded first. */
async function eventually(check: () => void): Promise<void> {
  for (let left = 500; ; left -= 1) {
    try {
      check();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(10);
    }
  }
}

describe("serving tokens", () => {
  it("is off at first: nothing is started, read or written", async () => {
    const { service, servers, state } = windowOn(emptyDisk());
    service.follow();
    await pause(100);
    assert.deepEqual(
      [service.on, service.program, servers.starts, state.writes],
      [false, undefined, 0, 0],
    );
  });

  it("begins when it is switched on, and answers", async () => {
    const { service, servers } = windowOn(emptyDisk({ mailboxes: [ada] }));
    let changes = 0;
    service.onDidChange(() => (changes += 1));
    await service.serve(imap);
    assert.deepEqual([service.on, service.program], [true, "/home/ada/entra-mail-token"]);
    assert.ok(changes > 0);
    const [answer] = servers.open.values();
    assert.equal((await answer?.(asked, never))?.kind, "token");
  });

  it("goes on after a reload, and for a changed list without a new start", async () => {
    const disk = emptyDisk({ mailboxes: [ada] });
    await windowOn(disk).service.serve(imap);
    const { service, servers } = windowOn(disk);
    service.follow();
    await eventually(() => assert.equal(servers.open.size, 1));
    await service.serve([...imap, { mailboxId: ada.id, protocol: "smtp" }]);
    assert.equal(servers.starts, 1);
    const [answer] = servers.open.values();
    assert.equal((await answer?.({ ...asked, protocol: "smtp" }, never))?.kind, "token");
  });

  it("ends in this window at once and takes the other ones' records; the list is kept", async () => {
    const { service, servers } = windowOn(emptyDisk({ mailboxes: [ada] }));
    await service.serve(imap);
    const [answer] = servers.open.values();
    await service.stop();
    assert.deepEqual(
      [service.on, service.program, servers.open.size, servers.forgotten],
      [false, undefined, 0, 1],
    );
    assert.deepEqual(service.served, imap);
    // Also a window that has not heard of it yet
    assert.equal((await answer?.(asked, never))?.kind, "refused");
  });

  it("follows what another window decided: off, and on again with a new start", async () => {
    const disk = emptyDisk({ mailboxes: [ada], tokenCommand: { since, served: imap } });
    const { service, servers, state } = windowOn(disk);
    service.follow();
    await eventually(() => assert.deepEqual([servers.open.size, servers.starts], [1, 1]));
    await state.update((before) => ({ ...before, tokenCommand: { served: imap } }));
    await eventually(() => assert.deepEqual([servers.open.size, servers.starts], [0, 1]));
    await state.update((before) => ({ ...before, tokenCommand: { since, served: imap } }));
    await eventually(() => assert.deepEqual([servers.open.size, servers.starts], [1, 2]));
    // Switched off and on while this window did not look
    const later = "2026-11-21T12:30:00.000Z";
    await state.update((before) => ({ ...before, tokenCommand: { since: later, served: imap } }));
    await eventually(() => assert.deepEqual([servers.open.size, servers.starts], [1, 3]));
  });

  it("stays off when it cannot begin, and says why", async () => {
    const { service, servers } = windowOn(emptyDisk({ mailboxes: [ada] }));
    servers.fault = new Failure("input.invalid", "No socket.", { input: "tokenFolder" });
    await assert.rejects(service.serve(imap), { facts: { input: "tokenFolder" } });
    assert.equal(service.on, false);
    servers.fault = undefined;
    await service.serve(imap);
    assert.equal(service.on, true);
  });

  it("stays on for the other windows when this one cannot begin after a reload", async () => {
    const disk = emptyDisk({ mailboxes: [ada], tokenCommand: { since, served: imap } });
    const servers = new FakeServers();
    servers.fault = new Error("no place");
    const { service, lines } = windowOn(disk, servers);
    service.follow();
    await eventually(() => assert.match(lines.join(), /not served by this window.*no place/));
    assert.deepEqual([service.on, service.program], [true, undefined]);
  });

  it("dies with the window, also while it begins", async () => {
    const disk = emptyDisk({ mailboxes: [ada], tokenCommand: { since, served: imap } });
    const open = windowOn(disk);
    open.service.follow();
    await eventually(() => assert.equal(open.servers.open.size, 1));
    open.service.dispose();
    assert.equal(open.servers.open.size, 0);
    const early = windowOn(disk);
    early.service.follow();
    early.service.dispose();
    await pause(100);
    assert.equal(early.servers.open.size, 0);
  });
});
