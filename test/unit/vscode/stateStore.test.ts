import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { emptyState, type StoredState } from "../../../src/core/storedState";
import { EditorStateStore } from "../../../src/platform/vscode/stateStore";

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
