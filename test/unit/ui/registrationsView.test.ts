import assert from "node:assert/strict";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { Emitter } from "../../../src/base/event";
import type { Ui } from "../../../src/ui/parts";
import { RegistrationsView } from "../../../src/ui/views/registrationsView";
import { NodeTree } from "../../../src/ui/views/tree";

describe("the view of registrations", () => {
  beforeEach(resetEditor);

  it("is drawn anew when what was consented to is read anew, until it is closed", () => {
    const consented = new Emitter<void>();
    const never = new Emitter<void>().event;
    const ui = {
      registrations: { onDidChange: never },
      plans: { onDidChange: never },
      settings: { onDidChange: never },
      directories: { onDidChange: never },
      consent: { onDidChange: consented.event },
      expiry: { attention: () => 0, onDidChange: never },
    } as unknown as Ui;
    let drawn = 0;
    const repaint: NodeTree["repaint"] = Reflect.get(NodeTree.prototype, "repaint");
    NodeTree.prototype.repaint = () => (drawn += 1);
    try {
      const view = new RegistrationsView(ui);
      consented.fire();
      assert.equal(drawn, 1);
      view.dispose();
      consented.fire();
      assert.equal(drawn, 1);
    } finally {
      NodeTree.prototype.repaint = repaint;
    }
  });
});
