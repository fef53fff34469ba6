import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { emptyState } from "../../../src/core/storedState";
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

  it("is not listened for after the end", () => {
    store.dispose();
    elsewhere("one");
    editor.windowState.fire({ focused: true });
    assert.equal(fired, 0);
  });
});
