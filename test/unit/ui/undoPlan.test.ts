import assert from "node:assert/strict";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { type Message, renderMessage } from "../../../src/base/message";
import { undoPlan } from "../../../src/ui/commands/undoPlan";
import type { Ui } from "../../../src/ui/parts";

describe("Undo Unfinished Change", () => {
  beforeEach(resetEditor);

  for (const [deleted, told] of [
    [true, ["aerc-ada was removed."]],
    [false, []],
  ] as const) {
    it(deleted ? "tells what was removed" : "is silent when nothing was there", async () => {
      const texts: string[] = [];
      const ui = {
        plans: {
          stopped: [{ id: "1", plan: { title: "aerc-ada", steps: [] } }],
          undo: () => Promise.resolve({ tookBack: deleted, left: [] }),
        },
        directories: { current: undefined, nameOf: () => undefined },
        graphSignIn: { token: () => Promise.resolve({ accountLabel: "ada" }) },
        notifier: {
          confirm: () => Promise.resolve(true),
          inform: (text: Message) => texts.push(renderMessage(text)),
        },
      } as unknown as Ui;
      await undoPlan.run(ui, "1");
      assert.deepEqual(texts, told);
    });
  }
});
