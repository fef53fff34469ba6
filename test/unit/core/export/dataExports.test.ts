import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { exporterOf } from "../../../../src/core/export/exporterRegistry";
import type { ExporterId, ExportInput } from "../../../../src/core/export/exporter";
import { writeExport } from "../../../../src/core/export/writeExport";
import { isFailure } from "../../../../src/core/failure";
import { anExportInput } from "../../../support/exportSamples";

const hostileLocals = [
  'a"b',
  "a'b",
  "a`b",
  "a\"b'c",
  String.raw`a\nb`,
  "$(touch canary)",
  "${HOME}",
  "a # b",
  "a=b",
  "a;b",
  "-a",
  "ü",
  "😀",
];

function textOf(id: ExporterId, input: ExportInput): string {
  const exporter = exporterOf(id);
  assert.ok(exporter !== undefined);
  return writeExport(exporter, input)[0]?.text ?? "";
}

const inputFor = (local: string): ExportInput =>
  anExportInput({
    mailbox: { address: `${local}@contoso.com`, username: `${local}@contoso.com` },
    registration: { client: "confidential" },
    options: { clientSecret: "a'b~c.d$e" },
  });

describe("exported data", () => {
  it("is read back from JSON as it was", () => {
    for (const local of hostileLocals) {
      const values = JSON.parse(textOf("json", inputFor(local))) as Record<string, unknown>;
      assert.equal(values["address"], `${local}@contoso.com`);
      assert.equal(values["clientSecret"], "a'b~c.d$e");
    }
  });

  it("is read back from .env as it was", () => {
    for (const local of hostileLocals) {
      const values = parseEnv(textOf("dotenv", inputFor(local)));
      assert.equal(values["ENTRA_MAIL_ADDRESS"], `${local}@contoso.com`);
      assert.equal(values["ENTRA_MAIL_CLIENT_SECRET"], "a'b~c.d$e");
    }
  });

  it("is refused by .env where no kind of quotes is left", () => {
    assert.throws(
      () => textOf("dotenv", inputFor("a'b`c")),
      (error) => isFailure(error, "input.invalid") && error.facts["input"] === "address",
    );
  });
});
