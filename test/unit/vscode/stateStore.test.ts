import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { emptyState, type StoredState } from "../../../src/core/storedState";
import { EditorStateStore } from "../../../src/platform/vscode/stateStore";

const pin = (name: string) => (state: StoredState) => ({
  ...state,
  signedOut: [...state.signedOut.filter((one) => one !== name), name],
});

describe("the state of another window", () => {
  const disk = new Map<string, unknown>();
  const memento = {
    keys: () => [...disk.keys()],
    get: (key: string) => disk.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void disk.set(key, value)),
  };
  let store: EditorStateStore;
  let fired: number;

  beforeEach(() => {
    resetEditor();
    disk.clear();
    store = new EditorStateStore(memento);
    fired = 0;
    store.onDidChange(() => (fired += 1));
  });
  afterEach(() => store.dispose());

  const elsewhere = (tag: string): void => void disk.set("entraMail.state", { ...emptyState, tag });

  it("is told of when this window gets the focus, once", () => {
    elsewhere("one");
    editor.windowState.fire({ focused: false });
    assert.equal(fired, 0);
    editor.windowState.fire({ focused: true });
    editor.windowState.fire({ focused: true });
    assert.equal(fired, 1);
    elsewhere("two");
    editor.windowState.fire({ focused: true });
    assert.equal(fired, 2);
  });

  it("is not confused with a write of this window", async () => {
    await store.update((state) => state);
    assert.equal(fired, 1);
    editor.windowState.fire({ focused: true });
    assert.equal(fired, 1);
  });

  it("is told of also where only what is watched changed", () => {
    elsewhere("one");
    editor.windowState.fire({ focused: true });
    disk.set("entraMail.state.watched", [{ objectId: "a" }]);
    editor.windowState.fire({ focused: true });
    editor.windowState.fire({ focused: true });
    assert.equal(fired, 2);
    assert.deepEqual(store.state.watched, [{ objectId: "a" }]);
  });

  it("is not listened for after the end", () => {
    store.dispose();
    elsewhere("one");
    editor.windowState.fire({ focused: true });
    assert.equal(fired, 0);
  });
});

describe("a write that another window undoes", () => {
  const disk = new Map<string, unknown>();
  const memento = {
    keys: () => [...disk.keys()],
    get: (key: string) => disk.get(key),
    update: (key: string, value: unknown) =>
      Promise.resolve(void disk.set(key, JSON.parse(JSON.stringify(value)))),
  };
  let now: number;
  let timers: (() => void)[];
  let stores: EditorStateStore[];

  const open = (windowId: string): EditorStateStore => {
    const store = new EditorStateStore(memento, {
      windowId,
      now: () => now,
      later: (work) => timers.push(work),
    });
    stores.push(store);
    return store;
  };
  /** The moment after a write, in all windows. */
  const moment = async (): Promise<void> => {
    for (const work of timers.splice(0)) work();
    await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(() => {
    disk.clear();
    now = 0;
    timers = [];
    stores = [];
  });
  afterEach(() => stores.forEach((store) => store.dispose()));

  it("is made again a moment later, beside what the other one wrote", async () => {
    const mine = open("mine");
    const theirs = open("theirs");
    const older = new Map(disk);
    await mine.update(pin("a"));
    disk.clear();
    for (const [key, value] of older) disk.set(key, value);
    await theirs.update(pin("b"));
    assert.deepEqual(mine.state.signedOut, ["b"]);
    await moment();
    assert.deepEqual(mine.state.signedOut, ["b", "a"]);
    await moment();
    assert.deepEqual(mine.state.signedOut, ["b", "a"]);
  });

  it("is made again before the next one", async () => {
    const mine = open("mine");
    await mine.update(pin("a"));
    disk.clear();
    await mine.update(pin("b"));
    assert.deepEqual(mine.state.signedOut, ["a", "b"]);
  });

  it("is given up where it refuses by now, and keeps nothing else from being written", async () => {
    const mine = open("mine");
    let refuses = false;
    await mine.update((state) => {
      if (refuses) throw new Error("not any more");
      return pin("a")(state);
    });
    disk.clear();
    refuses = true;
    await mine.update(pin("b"));
    await moment();
    assert.deepEqual(mine.state.signedOut, ["b"]);
    await assert.rejects(
      mine.update(() => {
        throw new Error("refused");
      }),
      /refused/,
    );
  });

  it("stays as it is where it was undone long after, or by this window", async () => {
    const mine = open("mine");
    await mine.update(pin("a"));
    await mine.update((state) => ({ ...state, signedOut: [] }));
    await moment();
    assert.deepEqual(mine.state.signedOut, []);
    await mine.update(pin("a"));
    await moment();
    now += 60_000;
    disk.clear();
    await mine.update(pin("b"));
    assert.deepEqual(mine.state.signedOut, ["b"]);
  });

  it("tells who wrote, and forgets who has not for long", async () => {
    await open("mine").update(pin("a"));
    now += 3_600_000;
    await open("theirs").update(pin("b"));
    const { writers } = disk.get("entraMail.state") as { writers: unknown };
    assert.deepEqual(writers, { theirs: { count: 1, at: now } });
  });
});

describe("what is watched", () => {
  it("is written by itself, and only when it changed", async () => {
    const writes: string[] = [];
    const disk = new Map<string, unknown>();
    const store = new EditorStateStore({
      keys: () => [...disk.keys()],
      get: (key: string) => disk.get(key),
      update: (key: string, value: unknown) => {
        writes.push(key);
        return Promise.resolve(void disk.set(key, JSON.parse(JSON.stringify(value))));
      },
    });
    const watched = [{ objectId: "a" }] as unknown as StoredState["watched"];
    await store.update((state) => ({ ...state, watched }));
    await store.update((state) => ({ ...state, mailboxes: [] }));
    assert.deepEqual(writes, ["entraMail.state", "entraMail.state.watched", "entraMail.state"]);
    assert.deepEqual(store.state.watched, watched);
    assert.doesNotMatch(JSON.stringify(disk.get("entraMail.state")), /watched/);
    store.dispose();
  });
});
