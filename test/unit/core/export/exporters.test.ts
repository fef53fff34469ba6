import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { renderMessage } from "../../../../src/base/message";
import type { ExportedFile, Exporter } from "../../../../src/core/export/exporter";
import { exporterOf, exporters } from "../../../../src/core/export/exporterRegistry";
import { oama } from "../../../../src/core/export/exporters/oama";
import { secretPlaceholder } from "../../../../src/core/export/exportParts";
import { whyNotExport, writeExport } from "../../../../src/core/export/writeExport";
import { isFailure } from "../../../../src/core/failure";
import { anExportInput, exportCases } from "../../../support/exportSamples";

const golden = join(__dirname, "../../../fixtures/export");
/** `UPDATE_GOLDEN=1` writes the golden files anew; look at the difference before it is committed. */
const update = process.env["UPDATE_GOLDEN"] === "1";
const secret = "s3cr~et.VALUE_of-the-client";

/** Every file of every case that the exporter serves. */
function written(exporter: Exporter): readonly (readonly [path: string, file: ExportedFile])[] {
  return Object.entries(exportCases).flatMap(([name, inputOf]) => {
    const input = inputOf(exporter);
    return whyNotExport(exporter, input) === undefined
      ? writeExport(exporter, input).map(
          (file) => [`${exporter.id}/${name}/${file.name}`, file] as const,
        )
      : [];
  });
}

describe("exporters", () => {
  it("are each there once, and found by their id", () => {
    assert.equal(new Set(exporters.map(({ id }) => id)).size, exporters.length);
    for (const exporter of exporters) assert.equal(exporterOf(exporter.id), exporter);
  });

  it("are all in the registry, each in a file of its own", () => {
    const files = readdirSync(join(__dirname, "../../../../src/core/export/exporters"));
    assert.deepEqual(
      files.map((file) => file.replace(/\.ts$/, "")).sort(),
      exporters.map(({ id }) => id).sort(),
    );
  });

  for (const exporter of exporters) {
    describe(exporter.title, () => {
      const confidential = anExportInput({
        registration: { client: "confidential" },
        options: { tokenSource: exporter.tokenSources?.[0] ?? "tokenCommand" },
      });

      it("says its name, what it needs and what it does with the mailbox", () => {
        assert.notEqual(exporter.title, "");
        assert.match(renderMessage(exporter.needs), /^[\S ]{10,200}\.$/u);
        assert.ok(exporter.protocols.length > 0);
        assert.notDeepEqual(exporter.tokenSources, []);
      });

      it("serves at least the work mailbox or the one with a secret, with files that end as they should", () => {
        const files = written(exporter);
        assert.ok(files.length > 0);
        for (const [path, { name, text, languageId, placement }] of files) {
          assert.match(name, /^[A-Za-z0-9._ -]+$/, path);
          assert.notEqual(languageId, "");
          assert.notEqual(renderMessage(placement), "");
          assert.ok(!text.includes("\r"), `${path} has CR`);
          assert.ok(text.endsWith("\n") && !text.endsWith("\n\n"), `${path} ends otherwise`);
          assert.ok(!/[ \t]$/m.test(text), `${path} has blanks at the end of a line`);
          assert.ok(!text.includes("undefined"), `${path} has a hole`);
        }
      });

      it("writes no secret unless it is asked to", () => {
        if (whyNotExport(exporter, confidential) !== undefined) return;
        const asked = { ...confidential.options, clientSecret: secret };
        const without = writeExport(exporter, confidential);
        const inserted = writeExport(exporter, { ...confidential, options: asked });
        const carries = (text: string): boolean => text.includes(secret);
        assert.ok(without.every(({ holdsSecret, text }) => !holdsSecret && !carries(text)));
        assert.equal(
          without.some(({ text }) => text.includes(secretPlaceholder)),
          exporter.takesSecret,
        );
        assert.equal(
          inserted.some(({ text }) => carries(text)),
          exporter.takesSecret,
        );
        for (const { text, holdsSecret } of inserted) {
          assert.equal(holdsSecret, carries(text));
          assert.ok(!text.includes(secretPlaceholder));
        }
      });

      it("asks a public client for no secret", () => {
        const input = anExportInput({
          options: { ...confidential.options, clientSecret: secret },
        });
        if (whyNotExport(exporter, input) !== undefined) return;
        for (const { text, holdsSecret } of writeExport(exporter, input)) {
          assert.ok(!holdsSecret && !text.includes(secret) && !text.includes(secretPlaceholder));
        }
      });

      it("adds its text to an existing file without touching what is there", () => {
        for (const [path, { appendTo, text }] of written(exporter)) {
          if (appendTo === undefined) continue;
          assert.equal(appendTo(""), text, path);
          assert.throws(
            () => appendTo(text),
            (error) => isFailure(error, "input.invalid"),
            path,
          );
        }
      });

      it("writes what it always wrote", () => {
        const folder = join(golden, exporter.id);
        const files = written(exporter);
        if (update) {
          rmSync(folder, { recursive: true, force: true });
          for (const [path, { text }] of files) {
            mkdirSync(dirname(join(golden, path)), { recursive: true });
            writeFileSync(join(golden, path), text);
          }
        }
        for (const [path, { text }] of files) {
          assert.equal(text, readFileSync(join(golden, path), "utf8"), path);
        }
        const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(golden, join(entry.parentPath, entry.name)));
        assert.deepEqual(kept.sort(), files.map(([path]) => path).sort());
      });
    });
  }

  it("have no golden file that nobody writes", () => {
    const known = new Set<string>(exporters.map(({ id }) => id));
    assert.deepEqual(
      readdirSync(golden).filter((name) => !known.has(name)),
      [],
    );
  });
});

describe("writing an export", () => {
  const exporter = oama;

  const hostile: readonly (readonly [input: string, facts: Parameters<typeof anExportInput>[0]])[] =
    [
      ["address", { mailbox: { address: "ada\n@contoso.com" } }],
      ["address", { mailbox: { address: "" } }],
      ["username", { mailbox: { username: "ada\u202e@contoso.com" } }],
      ["redirectUri", { mailbox: { redirectUri: "http://localhost\0" } }],
      ["authorityTenant", { mailbox: { authorityTenant: "a\rb" } }],
      ["clientId", { registration: { clientId: "a\nb" } }],
      ["tenantId", { registration: { tenantId: "a\u2028b" } }],
      ["imapServer", { options: { servers: { imap: { host: "a\nb", port: 993 } } } }],
      ["caFile", { options: { caFile: "/a\u200bb" } }],
      ["tokenCommand", { options: { tokenCommand: "/a\tb" } }],
      ["clientSecret", { options: { clientSecret: "a\nb" } }],
    ];
  for (const [input, facts] of hostile) {
    it(`refuses ${JSON.stringify(facts)} and names the input`, () => {
      assert.throws(
        () => writeExport(exporter, anExportInput(facts)),
        (error) => isFailure(error, "input.invalid") && error.facts["input"] === input,
      );
    });
  }

  for (const id of ["pizauth", "muttOauth2", "emailOauth2Proxy"] as const) {
    it(`says which redirect URI the sign-in of ${id} needs besides the one that was used`, () => {
      const program = exporterOf(id);
      assert.ok(program);
      const textWith = (redirectUri: string): string =>
        writeExport(program, anExportInput({ mailbox: { redirectUri } }))
          .map(({ text }) => text)
          .join("");
      const note = /Add http:\/\/localhost to the redirect URIs of the registration/;
      assert.match(textWith("https://login.microsoftonline.com/common/oauth2/nativeclient"), note);
      assert.doesNotMatch(textWith("http://localhost:8400"), note);
    });
  }

  it("refuses a mailbox that the program cannot open", () => {
    const input = anExportInput({ mailbox: { kind: "appOnly" } });
    assert.notEqual(whyNotExport(exporter, input), undefined);
    assert.throws(
      () => writeExport(exporter, input),
      (error) => isFailure(error, "input.invalid") && error.facts["input"] === "exporter",
    );
  });

  it("says which server no source names", () => {
    const { imap, pop } = anExportInput().options.servers;
    assert.ok(imap !== undefined && pop !== undefined);
    const input = anExportInput({ options: { servers: { imap, pop } } });
    const reason = whyNotExport(exporter, input);
    assert.ok(reason !== undefined);
    assert.match(renderMessage(reason), /SMTP server/);
  });
});
