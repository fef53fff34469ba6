import assert from "node:assert/strict";
import { editor } from "../support/fakes/fakeVscode";
import { countingIds } from "../support/fakes/fakeSignIn";
import { seededRandom } from "../support/random";
import { isFailure } from "../../src/core/failure";
import { type Mailbox, tokensOf } from "../../src/core/mailbox/mailbox";
import { secretKeyPrefixes, tokenCacheKey } from "../../src/core/secretKeys";
import type { StoredState } from "../../src/core/storedState";
import { parseCache, refreshTokenOf } from "../../src/platform/node/msal/tokenCacheEntry";
import { BrowserStores, DesktopStores, type EditorStores } from "./support/editorStores";
import { ada, eve, type FakeAccount } from "./support/fakeIdentity";
import { MailboxWindow, RotatingIdentity } from "./support/mailboxWindow";
import { Turns } from "./support/turns";

const accounts = [ada, eve];

/** Ends that an action of one window can come to because of what another window does. */
const endings = new Set(["oauth.interactionRequired", "input.invalid"]);

/** What somebody did in a window, from its first step to its last. */
interface Deed {
  readonly kind: "sign-in" | "sign-out" | "refresh";
  readonly username: string;
  readonly begun: number;
  readonly ended: number;
  readonly ok: boolean;
}

class World {
  readonly turns: Turns;
  readonly identity: RotatingIdentity;
  readonly windows: MailboxWindow[] = [];
  readonly deeds: Deed[] = [];
  /** Sign-ins of mailboxes as they were seen when they were signed out. */
  readonly signedOut = new Set<string | undefined>();

  constructor(
    readonly random: () => number,
    stores: (turns: Turns) => EditorStores,
  ) {
    this.turns = new Turns(random);
    this.identity = new RotatingIdentity(this.turns);
    this.stores = stores(this.turns);
  }

  readonly stores: EditorStores;
  private readonly newId = countingIds("id");

  async open(clientId?: string): Promise<MailboxWindow> {
    const window = new MailboxWindow(this.stores, this.identity, this.turns, this.newId, clientId);
    this.windows.push(window);
    return await window.ready();
  }

  close(): void {
    for (const window of this.windows) window.close();
  }

  /** All windows get the focus, one after another. */
  async look(): Promise<void> {
    editor.windowState.fire({ focused: true });
    await this.turns.drain(Promise.resolve());
  }

  /** Does something in a window; what it comes to may depend on the other windows. */
  async act(kind: Deed["kind"], username: string, work: () => Promise<unknown>): Promise<void> {
    const begun = this.turns.made;
    let ok = true;
    try {
      await work();
    } catch (error) {
      ok = false;
      if (!isFailure(error) || !endings.has(error.code)) throw error;
    }
    this.deeds.push({ kind, username, begun, ended: this.turns.made, ok });
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    assert.ok(item !== undefined);
    return item;
  }

  /** Some of what people do, one after another in this window. */
  async live(window: MailboxWindow): Promise<void> {
    const many = 1 + Math.floor(this.random() * 3);
    for (let deed = 0; deed < many; deed += 1) {
      const mailboxes = window.mailboxes.mailboxes;
      const chance = this.random();
      if (mailboxes.length === 0 || chance < 0.2) {
        const account = this.pick(accounts);
        await this.act("sign-in", account.username, () => window.signIn(account));
        continue;
      }
      const mailbox = this.pick(mailboxes);
      const account = accountNamed(mailbox.account.username);
      await (chance < 0.3
        ? this.act("sign-in", account.username, () => window.signInAgain(mailbox, account))
        : chance < 0.55
          ? this.act("sign-out", account.username, () => this.signOut(window, mailbox))
          : this.act("refresh", account.username, () =>
              window.refresh(mailbox, this.pick(["imap", "graph"]), this.random() < 0.7),
            ));
    }
  }

  /** Signs out, and notes of which sign-in. */
  async signOut(window: MailboxWindow, { id, account }: Mailbox): Promise<void> {
    await window.mailboxes.signOut(id);
    this.signedOut.add(account.signInId);
  }

  get mailboxes(): readonly Mailbox[] {
    const state = this.stores.state["entraMail.state"] as StoredState | undefined;
    return state?.mailboxes ?? [];
  }

  get tokenKeys(): readonly string[] {
    const { tokenCache } = secretKeyPrefixes;
    return [...this.stores.secrets.keys()].filter((key) => key.startsWith(tokenCache));
  }

  /** The refresh token of a mailbox, where the platform takes it. */
  goodRefreshToken(mailbox: Mailbox): unknown {
    const entry = parseCache(this.stores.secrets.get(tokenCacheKey(tokensOf(mailbox))));
    const token = refreshTokenOf(entry);
    return this.identity.goodRefreshTokens.has(String(token)) ? token : undefined;
  }
}

function accountNamed(username: string): FakeAccount {
  const account = accounts.find((one) => one.username === username);
  assert.ok(account);
  return account;
}

/** State and secrets tell the same, and no mailbox has lost its refresh token. */
function checkAgreement(world: World): void {
  const { mailboxes } = world;
  for (const mailbox of mailboxes) {
    assert.ok(world.goodRefreshToken(mailbox), `${mailbox.address} lost its refresh token`);
    assert.equal(mailbox.needsSignIn, false, `${mailbox.address} asks for a sign-in`);
  }
  assert.deepEqual(
    [...world.tokenKeys].sort(),
    [...new Set(mailboxes.map((mailbox) => tokenCacheKey(tokensOf(mailbox))))].sort(),
  );
  for (const window of world.windows) {
    assert.deepEqual(window.mailboxes.mailboxes, mailboxes);
  }
}

/** No sign-in that somebody signed out of is there, and who signed in after the last sign-out is. */
function checkPresence(world: World): void {
  for (const { account } of world.mailboxes) {
    assert.ok(!world.signedOut.has(account.signInId), `${account.username} came back`);
  }
  for (const { username } of accounts) {
    const deeds = world.deeds.filter((deed) => deed.username === username && deed.ok);
    const signOuts = deeds.filter(({ kind }) => kind === "sign-out");
    const last = deeds.find(
      ({ kind, begun }) => kind === "sign-in" && signOuts.every(({ ended }) => ended < begun),
    );
    const isThere = world.mailboxes.some(({ account }) => account.username === username);
    if (last !== undefined) assert.ok(isThere, `${username} is gone`);
  }
}

/** Who signs all mailboxes out that a window shows leaves nothing behind. */
async function checkSignOut(world: World): Promise<void> {
  const window = world.pick(world.windows);
  for (const { id } of window.mailboxes.mailboxes) {
    await world.turns.drain(window.mailboxes.signOut(id));
  }
  assert.deepEqual([world.mailboxes, world.tokenKeys], [[], []]);
}

const seeds = 1_000;

describe("two windows over one store", function () {
  this.timeout(180_000);

  it(`lose nothing and bring nothing back, in ${seeds} interleavings`, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const world = new World(seededRandom(seed), (turns) => new DesktopStores(turns));
      try {
        for (let count = 2 + (seed % 2); count > 0; count -= 1) await world.open();
        const { windows } = world;
        const [first] = windows;
        assert.ok(first);
        await world.turns.drain(world.act("sign-in", ada.username, () => first.signIn(ada)));
        await world.turns.drain(Promise.all(windows.map((window) => world.live(window))));
        await world.look();
        checkAgreement(world);
        checkPresence(world);
        await checkSignOut(world);
      } catch (error) {
        throw new Error(`Seed ${seed}: ${String(error)}; ${describeDeeds(world)}`, {
          cause: error,
        });
      } finally {
        world.close();
      }
    }
  });
});

describe("several registrations for one mailbox", () => {
  it("neither share nor delete each other's tokens", async () => {
    const world = new World(seededRandom(1), (turns) => new DesktopStores(turns));
    const { turns } = world;
    const first = await world.open();
    const second = await world.open("22222222-2222-4222-8222-222222222222");
    await turns.drain(first.signIn(ada));
    await turns.drain(second.signIn(ada));
    const [one, two] = world.mailboxes;
    assert.ok(one && two);
    assert.equal(one.account.homeAccountId, two.account.homeAccountId);
    assert.equal(world.tokenKeys.length, 2);
    const kept = world.goodRefreshToken(two);
    await turns.drain(first.refresh(one));
    assert.equal(world.goodRefreshToken(two), kept);
    await turns.drain(first.mailboxes.signOut(one.id));
    assert.deepEqual(world.tokenKeys, [tokenCacheKey(tokensOf(two))]);
    await turns.drain(second.refresh(two));
    world.close();
  });
});

/**
 * What a person finds who loads the page anew, and what it takes to get everything to work again. A loss is told after
 * the start; a refresh token that another tab has used up meanwhile is found out at the first refresh.
 * @returns how many sign-ins it took
 */
async function mend(world: World): Promise<number> {
  const { turns } = world;
  const tab = await world.open();
  const mailboxes = tab.mailboxes.mailboxes;
  const lost = mailboxes.filter(({ needsSignIn, ...mailbox }) => {
    const entry = world.stores.secrets.get(tokenCacheKey(tokensOf(mailbox)));
    return !needsSignIn && refreshTokenOf(parseCache(entry)) === undefined;
  });
  const loss = await turns.drain(tab.mailboxes.takeLoss());
  assert.deepEqual(loss?.mailboxes ?? [], lost);
  let signIns = 0;
  for (const mailbox of mailboxes) {
    const asks = (): boolean => tab.mailboxes.get(mailbox.id).needsSignIn;
    if (!asks()) {
      const refreshing = tab.refresh(mailbox).then(
        () => false,
        (error: unknown) => isFailure(error, "oauth.interactionRequired"),
      );
      assert.equal(await turns.drain(refreshing), asks(), "a refusal is seen in the row");
    }
    if (!asks()) continue;
    await turns.drain(tab.signInAgain(mailbox, accountNamed(mailbox.account.username)));
    await turns.drain(tab.refresh(mailbox));
    assert.ok(!asks());
    signIns += 1;
  }
  assert.ok(signIns >= lost.length);
  tab.close();
  return signIns;
}

describe("two tabs that overwrite each other's secrets", function () {
  this.timeout(180_000);

  it("notice and say a loss, which is mended by one sign-in", async () => {
    let signIns = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const world = new World(seededRandom(seed), (turns) => new BrowserStores(turns));
      try {
        const first = await world.open();
        await world.turns.drain(world.act("sign-in", ada.username, () => first.signIn(ada)));
        // A tab that is opened now begins with what the first one has stored
        const second = await world.open();
        await world.turns.drain(Promise.all([first, second].map((window) => world.live(window))));
        await world.look();
        for (const tab of [first, second]) tab.close();
        signIns += await mend(world);
        assert.equal(await mend(world), 0, "one sign-in was enough");
      } catch (error) {
        throw new Error(`Seed ${seed}: ${String(error)}; ${describeDeeds(world)}`, {
          cause: error,
        });
      } finally {
        world.close();
      }
    }
    assert.ok(signIns > 10, `only ${signIns} losses`);
  });
});

function describeDeeds({ deeds }: World): string {
  return deeds
    .map(({ kind, username, begun, ended, ok }) => `${kind} ${username} ${begun}-${ended} ${ok}`)
    .join(", ");
}
