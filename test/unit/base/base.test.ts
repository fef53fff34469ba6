import assert from "node:assert/strict";
import {
  CancelledError,
  CodedError,
  errorText,
  isCancelled,
  isCodedError,
} from "../../../src/base/errors";
import { Emitter } from "../../../src/base/event";
import { DisposableStore } from "../../../src/base/lifecycle";
import { message, renderMessage } from "../../../src/base/message";

describe("an event", () => {
  it("is heard until the listener is disposed", () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const subscription = emitter.event((value) => heard.push(value));
    emitter.fire(1);
    subscription.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, [1]);
  });

  it("is heard by those who were there when it was fired", () => {
    const emitter = new Emitter<void>();
    let late = 0;
    const first = emitter.event(() => {
      first.dispose();
      emitter.event(() => (late += 1));
    });
    emitter.fire();
    assert.equal(late, 0);
    emitter.fire();
    assert.equal(late, 1);
  });

  it("goes on past a listener that throws, whose error comes out by itself", async () => {
    const emitter = new Emitter<void>();
    let heard = false;
    emitter.event(() => {
      throw new Error("a listener's fault");
    });
    emitter.event(() => (heard = true));
    const own = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    const uncaught = new Promise<Error>((resolve) => process.once("uncaughtException", resolve));
    try {
      emitter.fire();
      assert.ok(heard);
      assert.equal((await uncaught).message, "a listener's fault");
    } finally {
      for (const listener of own) process.on("uncaughtException", listener);
    }
  });
});

it("disposables go in reverse order, once, and late ones at once", () => {
  const gone: string[] = [];
  const item = (name: string) => ({ dispose: () => gone.push(name) });
  const store = new DisposableStore();
  store.add(item("a"));
  store.add(item("b"));
  store.dispose();
  store.dispose();
  store.add(item("late"));
  assert.deepEqual(gone, ["b", "a", "late"]);
});

describe("a message", () => {
  it("is translated first, then filled with escaped values", () => {
    const text = renderMessage(
      message("{0} opens {1}", "[x](command:y)", message("{0} of {1}", 2, "a_b")),
      (english) => english.replace("opens", "öffnet"),
      (value) => value.replace(/[[\]()_]/g, "\\$&"),
    );
    assert.equal(text, "\\[x\\]\\(command:y\\) öffnet 2 of a\\_b");
  });

  it("does not look for places in its values, and keeps places without a value", () => {
    assert.equal(renderMessage(message("{0} {1} {2}", "{1}", "b")), "{1} b {2}");
  });
});

describe("an error", () => {
  it("is recognised by its brand and its code", () => {
    const error = new CodedError("x.y", "text", { n: 1 });
    assert.ok(isCodedError(error) && isCodedError(error, "x.y") && !isCodedError(error, "z"));
    assert.ok(!isCodedError({ code: "x.y" }) && !isCodedError(null) && !isCodedError("x.y"));
    assert.deepEqual([error.name, error.message, error.facts], ["x.y", "text", { n: 1 }]);
  });

  it("counts as a cancellation when it is ours or the platform's", () => {
    assert.ok(isCancelled(new CancelledError()));
    assert.ok(isCancelled(new DOMException("x", "AbortError")));
    assert.ok(!isCancelled(new Error("cancelled")));
  });

  it("has a text, whatever was thrown", () => {
    assert.deepEqual(
      [errorText(new Error("a")), errorText("b"), errorText(undefined)],
      ["a", "b", "undefined"],
    );
  });
});
