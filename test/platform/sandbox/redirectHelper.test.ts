import assert from "node:assert/strict";
import { useSandbox } from "./identityLab";

const helper = "https://vscode.dev/redirect";
const callback = "http://127.0.0.1:8000/callback?vscode-scheme=code-oss&vscode-authority=x";

function sent(state: string): URLSearchParams {
  return new URLSearchParams({ code: "c-1", state, session_state: "s-1" });
}

function post(state: string): Promise<Response> {
  return fetch(helper, { method: "POST", body: sent(state), redirect: "manual" });
}

describe("sandbox vscode.dev/redirect", function () {
  this.timeout(20_000);
  useSandbox();

  it("carries the answer on, by POST and by GET", async () => {
    const expected = `${callback}&${sent(callback).toString()}`;
    const posted = await post(callback);
    assert.equal(posted.status, 303);
    assert.equal(posted.headers.get("location"), expected);
    const got = await fetch(`${helper}?${sent(callback).toString()}`, { redirect: "manual" });
    assert.equal(got.headers.get("location"), expected);
  });

  it("understands a state that is encoded once more", async () => {
    const target = new URL(
      (await post(encodeURIComponent(callback))).headers.get("location") ?? "",
    );
    assert.equal(target.host, "127.0.0.1:8000");
    assert.equal(target.searchParams.get("vscode-scheme"), "code-oss");
    assert.equal(target.searchParams.get("code"), "c-1");
  });

  for (const state of [
    "",
    "no address",
    "https://example.org/callback",
    "http://localhost.example.org/",
    "http://127.0.0.1@example.org/",
    "javascript:alert(1)",
    "%E0%A4%A",
  ]) {
    it(`sends no browser to ${JSON.stringify(state)}`, async () => {
      const answer = await post(state);
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get("location"), null);
    });
  }
});
