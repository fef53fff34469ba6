import assert from "node:assert/strict";
import { lazyPort } from "../../../src/base/lazyPort";

interface Port {
  double(value: number): Promise<number>;
}

const real: Port = { double: async (value) => value * 2 };

describe("a port that is loaded at its first call", () => {
  it("loads once, and not before", async () => {
    let loads = 0;
    const port = lazyPort<Port>(async () => {
      loads += 1;
      return real;
    }, ["double"]);
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([port.double(1), port.double(2)]), [2, 4]);
    assert.equal(await port.double(3), 6);
    assert.equal(loads, 1);
  });

  it("tries again after a load that failed", async () => {
    let loads = 0;
    const port = lazyPort<Port>(async () => {
      loads += 1;
      if (loads === 1) throw new Error("disk");
      return real;
    }, ["double"]);
    await assert.rejects(port.double(1), /disk/);
    assert.equal(await port.double(1), 2);
  });
});
