import assert from "node:assert/strict";
import { resetEditor } from "../../support/fakes/fakeVscode";
import { Failure } from "../../../src/core/failure";
import { FailureNode } from "../../../src/ui/views/failureNode";
import { LazyGroupNode } from "../../../src/ui/views/lazyGroupNode";
import type { TreeNode } from "../../../src/ui/views/node";
import { aRegistration } from "../../support/builders";

describe("a heading whose rows cost a request", () => {
  beforeEach(resetEditor);

  it("asks anew for what failed only when the person tries it again", async () => {
    const asked: boolean[] = [];
    const repainted: TreeNode[] = [];
    const node: LazyGroupNode = new LazyGroupNode(
      {
        id: "group",
        label: "Owners",
        icon: "organization",
        contextValue: "group.owners",
        registration: aRegistration(),
        rows: async (_signal, fresh) => {
          asked.push(fresh);
          await Promise.resolve();
          throw new Failure("graph.forbidden", "403", { status: 403 });
        },
      },
      { repaint: (one) => repainted.push(one), signal: new AbortController().signal },
    );
    await node.children();
    const [failure] = await node.children();
    assert.ok(failure instanceof FailureNode);
    await failure.retry();
    assert.deepEqual(repainted, [node]);
    await node.children();
    await node.children();
    assert.deepEqual(asked, [false, false, true, false]);
  });
});
