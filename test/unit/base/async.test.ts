import assert from "node:assert/strict";
import {
  delay,
  SerialQueue,
  throwIfAborted,
  untilAborted,
  withTimeout,
} from "../../../src/base/async";
import { CancelledError } from "../../../src/base/errors";
import { SharedWork } from "../../../src/base/sharedWork";

const forever = (): Promise<never> => new Promise(() => undefined);

describe("waiting", () => {
  it("ends at once when it is aborted, before or meanwhile", async () => {
    const controller = new AbortController();
    const waiting = delay(60_000, controller.signal);
    controller.abort();
    await assert.rejects(waiting, CancelledError);
    await assert.rejects(delay(60_000, controller.signal), CancelledError);
    assert.throws(() => throwIfAborted(controller.signal), CancelledError);
    throwIfAborted(undefined);
  });

  it("passes results and errors on until it is aborted", async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(Promise.resolve(1), signal), 1);
    await assert.rejects(untilAborted(Promise.reject(new Error("x")), signal), /x/);
    await assert.rejects(untilAborted(forever(), AbortSignal.abort()), CancelledError);
  });
});

describe("a time limit", () => {
  it("stops the work and says how long it waited", async () => {
    let stopped = false;
    const work = withTimeout(20, undefined, (signal) => {
      signal.addEventListener("abort", () => (stopped = true));
      return forever();
    });
    await assert.rejects(work, { code: "timeout", facts: { milliseconds: 20 } });
    assert.ok(stopped);
  });

  it("is not what a cancellation or an error looks like", async () => {
    const controller = new AbortController();
    const work = withTimeout(60_000, controller.signal, forever);
    controller.abort();
    await assert.rejects(work, CancelledError);
    await assert.rejects(
      withTimeout(60_000, undefined, () => Promise.reject(new Error("x"))),
      /x/,
    );
    assert.equal(await withTimeout(60_000, undefined, () => Promise.resolve(1)), 1);
  });
});

it("a queue runs jobs one after another, also after one that failed", async () => {
  const queue = new SerialQueue();
  const order: string[] = [];
  const job = (name: string, milliseconds: number) => async () => {
    order.push(`${name} begins`);
    await delay(milliseconds);
    order.push(`${name} ends`);
    if (name === "first") throw new Error(name);
  };
  const first = queue.run(job("first", 10));
  const second = queue.run(job("second", 0));
  await assert.rejects(first, /first/);
  await second;
  assert.deepEqual(order, ["first begins", "first ends", "second begins", "second ends"]);
});

const fail = (): Promise<number> => Promise.reject(new Error("x"));

describe("shared work", () => {
  const { signal } = new AbortController();

  it("runs once for callers at the same time, and again for later ones", async () => {
    const shared = new SharedWork<number>();
    let runs = 0;
    const work = async (): Promise<number> => {
      await delay(1);
      runs += 1;
      return runs;
    };
    const results = await Promise.all([
      shared.run("a", signal, work),
      shared.run("a", signal, work),
      shared.run("b", signal, work),
    ]);
    assert.deepEqual([results[0] === results[1], runs], [true, 2]);
    await shared.run("a", signal, work);
    assert.equal(runs, 3);
  });

  it("stops when the last caller gives up, not before", async () => {
    const shared = new SharedWork<never>();
    let stopped = false;
    const work = (inner: AbortSignal): Promise<never> => {
      inner.addEventListener("abort", () => (stopped = true));
      return forever();
    };
    const [one, two] = [new AbortController(), new AbortController()];
    const results = [shared.run("a", one.signal, work), shared.run("a", two.signal, work)];
    one.abort();
    await assert.rejects(results[0] ?? Promise.resolve(), CancelledError);
    assert.equal(stopped, false);
    two.abort();
    await assert.rejects(results[1] ?? Promise.resolve(), CancelledError);
    assert.equal(stopped, true);
  });

  it("passes a failure to every caller, and forgets it", async () => {
    const shared = new SharedWork<number>();
    const results = await Promise.allSettled([
      shared.run("a", signal, fail),
      shared.run("a", signal, fail),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(await shared.run("a", signal, () => Promise.resolve(1)), 1);
  });
});
