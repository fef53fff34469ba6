import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/**
 * For a `before`: skips a suite on machines that lack one of these programs. In CI that is a failure.
 * @param names programs that end when their standard input does
 */
export function needPrograms(...names: readonly string[]): Mocha.Func {
  return function () {
    const missing = names.filter((name) => spawnSync(name, ["--version"]).error !== undefined);
    if (missing.length === 0) return;
    assert.notEqual(process.env["CI"], "true", `CI must have ${missing.join(", ")}`);
    this.skip();
  };
}
