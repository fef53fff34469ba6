import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { clouds } from "../../src/core/cloud";
import { parseAnswer } from "../../src/core/tokenCommand/answer";
import { formatRequest } from "../../src/core/tokenCommand/request";
import { type WindowRecord, parseRecord } from "../../src/core/tokenCommand/windowRecord";
import { MsalTokens } from "../../src/platform/node/msalTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import { NodeTokenServers } from "../../src/platform/node/tokenServer";
import { MailboxService } from "../../src/services/mailboxService";
import { TokenCommandService } from "../../src/services/tokenCommandService";
import { aMailbox } from "../support/builders";
import {
  FakeAppTokens,
  countingIds,
  globalSettings,
  noInteraction,
} from "../support/fakes/fakeSignIn";
import { type Disk, FakeSecretStore, FakeStateStore, emptyDisk } from "../support/fakes/fakeStores";
import { makeTempFolder } from "../support/tempFolder";
import { FakeIdentity, ada, homeAccountId } from "./support/fakeIdentity";
import { MemoryLog } from "./support/fakes";
import { tokenScript } from "./support/tokenProgram";

const scopes = ["https://outlook.office.com/IMAP.AccessAsUser.All"];
const mailbox = aMailbox({
  account: { homeAccountId: homeAccountId(ada), username: ada.username, tenantId: ada.tid },
  scopes,
});

/** Everything but the identity platform is real: socket, service, MSAL and its cache. */
describe("many programs that ask when the token has ended", function () {
  this.timeout(20_000);
  let disk: Disk;
  let identity: FakeIdentity;
  let folder: string;
  const windows: TokenCommandService[] = [];

  beforeEach(async () => {
    if (process.platform === "win32") return;
    const served = [{ mailboxId: mailbox.id, protocol: "imap" }] as const;
    const since = "2026-11-21T11:00:00.000Z";
    disk = emptyDisk({ mailboxes: [mailbox], tokenCommand: { since, served } });
    identity = new FakeIdentity();
    folder = join(makeTempFolder(), "token-command");
    // The first token ends at once, so that the next call has to refresh it
    identity.script.push(
      () => identity.deviceCode(),
      () => identity.tokens(ada, scopes.join(" "), 1),
    );
    const client = {
      cloud: clouds.global,
      clientId: mailbox.clientId,
      authorityTenant: mailbox.authorityTenant,
    };
    const tokens = msal();
    await tokens.signIn(
      { client, scopes, loginHint: ada.username, flow: "deviceCode" },
      noInteraction,
      new AbortController().signal,
    );
    identity.requests.splice(0);
  });
  afterEach(() => {
    for (const window of windows.splice(0)) window.dispose();
  });

  function msal(): MsalTokens {
    return new MsalTokens({
      secrets: new FakeSecretStore(disk),
      log: new MemoryLog(),
      clock: systemClock,
      fetch: async (...request) => {
        await pause(300);
        return await identity.fetch(...request);
      },
    });
  }

  async function openWindow(): Promise<WindowRecord> {
    const before = records();
    const state = new FakeStateStore(disk);
    const shared = { state, clock: systemClock, log: new MemoryLog() };
    const issuer = new MailboxService({
      tokens: msal(),
      appTokens: new FakeAppTokens(),
      secrets: new FakeSecretStore(disk),
      settings: globalSettings,
      newId: countingIds(),
      ...shared,
    });
    const scriptFile = await tokenScript();
    const servers = new NodeTokenServers({ folder, scriptFile, ...shared });
    const window = new TokenCommandService({ issuer, servers, ...shared });
    windows.push(window);
    await window.serve(disk.state.tokenCommand.served);
    const file = records().find((name) => !before.includes(name));
    const record = parseRecord(readFileSync(file ?? ""));
    assert.ok(record);
    return record;
  }

  function records(): readonly string[] {
    if (windows.length === 0) return [];
    return readdirSync(join(folder, "windows"))
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, "windows", name));
  }

  it("are a thousand for one refresh in one window", async function () {
    if (process.platform === "win32") this.skip();
    const window = await openWindow();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask(window)));
    assert.deepEqual(new Set(answers), new Set(["access-canary-2"]));
    assert.equal(identity.tokenRequests.length, 1);
    assert.equal(await ask(window), "access-canary-2");
    assert.equal(identity.tokenRequests.length, 1);
  });

  it("lose no token where two windows refresh at once", async function () {
    if (process.platform === "win32") this.skip();
    const [one, other] = [await openWindow(), await openWindow()];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => ask(index % 2 === 0 ? one : other)),
    );
    for (const answer of answers) assert.match(String(answer), /^access-canary-[23]$/);
    assert.ok(identity.tokenRequests.length <= 2, `${identity.tokenRequests.length} requests`);
    assert.equal(await ask(one), await ask(other));
  });
});

/** The token, or why there is none. */
function ask({ socket: path, bearer }: WindowRecord): Promise<string | undefined> {
  const socket = connect(path);
  socket.on("error", () => undefined);
  socket.write(formatRequest({ bearer, address: mailbox.address, protocol: "imap" }));
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    socket.once("close", () => {
      const answer = parseAnswer(Buffer.concat(chunks));
      resolve(answer?.kind === "token" ? answer.token.accessToken : answer?.refusal);
    });
  });
}
