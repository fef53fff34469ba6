import assert from "node:assert/strict";
import { text } from "./formBrowser";
import { useSandbox } from "./identityLab";
import { authorizeRefusals } from "./authorizeRefusals";
import type { Refused, RefusalRow } from "./refusals";
import { tokenRefusals } from "./tokenRefusals";

const marks = [/Trace ID: [\da-f-]{36}/, /Correlation ID: [\da-f-]{36}/, /Timestamp: \d{4}-/];

function checkPage(row: RefusalRow, refused: Refused & { at: "page" }): void {
  const words = text(refused.page);
  assert.match(words, new RegExp(`AADSTS${row.code}: `));
  for (const mark of marks) assert.match(words, mark);
  assert.equal(refused.page.status, 400);
}

function checkCallback(row: RefusalRow, { callback }: Refused & { at: "client" }): void {
  assert.match(callback.get("error_description") ?? "", new RegExp(`^AADSTS${row.code}: `));
  assert.equal(callback.get("error"), row.error);
  assert.equal(callback.get("state"), "state-1");
  assert.equal(callback.get("code"), null);
}

function checkBody(row: RefusalRow, { answer }: Refused & { at: "token" }): void {
  const { body, status } = answer;
  assert.match(String(body["error_description"]), new RegExp(`^AADSTS${row.code}: `));
  for (const mark of marks) assert.match(String(body["error_description"]), mark);
  assert.deepEqual(body["error_codes"], [row.code]);
  assert.equal(status, row.status ?? 400);
  if (row.error !== undefined) assert.equal(body["error"], row.error);
  for (const field of ["trace_id", "correlation_id", "timestamp", "error_uri"]) {
    assert.equal(typeof body[field], "string", field);
  }
}

const checks = { page: checkPage, client: checkCallback, token: checkBody };

function check(row: RefusalRow, refused: Refused): void {
  const checkAt = checks[refused.at] as (row: RefusalRow, refused: Refused) => void;
  checkAt(row, refused);
}

describe("sandbox identity: refusals", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();

  for (const [endpoint, rows] of [
    ["authorize", authorizeRefusals],
    ["token", tokenRefusals],
  ] as const) {
    describe(endpoint, () => {
      for (const row of rows) {
        it(`AADSTS${row.code}: ${row.what}`, async () => check(row, await row.ask(sandbox())));
      }
    });
  }
});
