import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { readExisting } from "../../../src/ui/exports/existingFile";

const path = "/home/ada/accounts.conf";
const now = new Date("2026-11-21T12:00:00Z");
const backup = `${path}.before-20261121T120000Z`;

function uriOf(at: string): vscode.Uri {
  return {
    scheme: "file",
    path: at,
    fsPath: at,
    with: (change: { readonly path: string }) => uriOf(change.path),
  } as unknown as vscode.Uri;
}

/** Adds to the file, and tells which files were written for their owner alone. */
async function replaced(holdsSecret: boolean, meanwhile?: string): Promise<readonly string[]> {
  const existing = await readExisting(uriOf(path));
  if (meanwhile !== undefined) editor.files.set(path, Buffer.from(meanwhile));
  const kept: string[] = [];
  const writePrivate = async (to: vscode.Uri, contents: Uint8Array): Promise<void> => {
    kept.push(to.path);
    editor.files.set(to.path, contents);
  };
  await existing.replace(`${existing.text}new\n`, now, writePrivate, holdsSecret);
  return kept;
}

const textOf = (at: string): string => Buffer.from(editor.files.get(at) ?? []).toString();

describe("adding to a file that is there", () => {
  beforeEach(() => {
    resetEditor();
    editor.files.set(path, Buffer.from("old\n"));
  });

  it("keeps what was there in a second file", async () => {
    assert.deepEqual(await replaced(false), []);
    assert.deepEqual([textOf(path), textOf(backup)], ["old\nnew\n", "old\n"]);
  });

  it("keeps what is behind a link as a copy for its owner alone", async () => {
    editor.links.add(path);
    assert.deepEqual(await replaced(false), [backup]);
    assert.deepEqual([textOf(path), textOf(backup)], ["old\nnew\n", "old\n"]);
  });

  it("writes a secret for the owner alone, and not behind a link", async () => {
    assert.deepEqual(await replaced(true), [path]);
    editor.links.add(path);
    await assert.rejects(replaced(true), { facts: { input: "file", problem: "isLink" } });
  });

  it("leaves alone what was changed meanwhile", async () => {
    await assert.rejects(replaced(false, "other\n"), {
      facts: { input: "file", problem: "changed" },
    });
    assert.deepEqual([textOf(path), editor.files.has(backup)], ["other\n", false]);
  });
});
