import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { Emitter, type Event } from "../../../src/base/event";
import type { Registration } from "../../../src/core/registration/registration";
import type { Ui } from "../../../src/ui/parts";
import { RegistrationsView } from "../../../src/ui/views/registrationsView";
import { aRegistration } from "../../support/builders";
import { NodeTree } from "../../../src/ui/views/tree";

const never = new Emitter<void>().event;

function uiWith({
  consented = never,
  onDidCreate = never,
}: {
  readonly consented?: Event<void>;
  readonly onDidCreate?: Event<unknown>;
}): Ui {
  return {
    registrations: { onDidChange: never, onDidCreate },
    plans: { onDidChange: never },
    settings: { onDidChange: never },
    directories: { onDidChange: never },
    consent: { onDidChange: consented },
    expiry: { attention: () => 0, onDidChange: never },
  } as unknown as Ui;
}

describe("the view of registrations", () => {
  beforeEach(resetEditor);

  it("brings the row of a new registration into sight", () => {
    const created = new Emitter<Registration>();
    const view = new RegistrationsView(uiWith({ onDidCreate: created.event }));
    created.fire(aRegistration({ objectId: "new" }));
    assert.deepEqual(editor.revealed, ["registration:new"]);
    view.dispose();
    created.fire(aRegistration({ objectId: "later" }));
    assert.equal(editor.revealed.length, 1);
  });

  it("is drawn anew when what was consented to is read anew, until it is closed", () => {
    const consented = new Emitter<void>();
    const ui = uiWith({ consented: consented.event });
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
