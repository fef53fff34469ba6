import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { Emitter } from "../../../src/base/event";
import { DisposableStore } from "../../../src/base/lifecycle";
import { createContainer } from "../../../src/container";
import type { Command } from "../../../src/ui/command";
import { Notifier } from "../../../src/ui/notify";
import type { OpenManifest } from "../../../src/ui/manifest/manifestFiles";
import type { Ui } from "../../../src/ui/parts";
import { FailureNode } from "../../../src/ui/views/failureNode";
import { registrationRows } from "../../../src/ui/views/registrationGroups";

/** Who is signed in to manage registrations. */
export interface Manager {
  readonly clientId: string;
  readonly tenantId: string;
  readonly username: string;
  readonly accessToken: string;
}

/** The product as the container builds it, in an editor whose questions a test answers. */
export interface CommandDesk {
  readonly ui: Ui;
  /** The manifest that was opened last. */
  readonly manifest: () => OpenManifest;
  /** Does something, and answers what it asks: see `editor.answers`. All answers have to be asked for. */
  readonly answering: (answers: readonly string[], work: () => Promise<unknown>) => Promise<void>;
  /** Runs a command on a registration, and answers what it asks. */
  readonly run: (
    command: Command,
    objectId: string,
    ...answers: readonly string[]
  ) => Promise<void>;
  /** Opens the row of a registration in the list that is loaded, and the groups below it that are named. */
  readonly open: (objectId: string, labels: readonly string[]) => Promise<void>;
  readonly dispose: () => void;
}

/** Builds the product for somebody who is signed in. Only what the editor itself does is not the real one. */
export function openCommandDesk({
  clientId,
  tenantId,
  username,
  accessToken,
}: Manager): CommandDesk {
  const painting = { repaint: () => undefined, signal: new AbortController().signal };
  resetEditor();
  editor.settings.set("entraMail.cloud", "global");
  editor.settings.set("entraMail.management.clientId", clientId);
  editor.settings.set("entraMail.management.tenant", tenantId);
  editor.session = () => ({
    id: "session",
    accessToken,
    scopes: [],
    account: { id: username, label: username },
  });
  const store = new DisposableStore();
  const { services, disposables } = createContainer(editorContext(), quietChannel);
  for (const one of disposables) store.add(one);
  let opened: OpenManifest | undefined;
  const { redact, log } = services;
  const ui = {
    ...services,
    notifier: new Notifier({ redact, log }),
    documents: { show: () => Promise.resolve() },
    manifests: {
      put: (registration: OpenManifest["registration"], original: OpenManifest["original"]) => {
        opened = { registration, original, changedAt: 0 };
      },
    },
  } as unknown as Ui;
  return {
    ui,
    manifest: () => {
      assert.ok(opened, "no manifest was opened");
      return opened;
    },
    answering,
    run: (command, objectId, ...answers) => answering(answers, () => command.run(ui, objectId)),
    open: async (objectId, labels) => {
      const shown = registrationRows(ui, painting);
      const row = shown.find(({ registration }) => registration?.objectId === objectId);
      assert.ok(row, "the list does not show the registration");
      const below = (await row.children?.()) ?? [];
      for (const label of labels) {
        const group = below.find((node) => node.look().label === label);
        assert.ok(group, `there is no row ${label}`);
        const rows = (await group.children?.()) ?? [];
        assert.deepEqual(
          rows.filter((one) => one instanceof FailureNode),
          [],
        );
      }
    },
    dispose: () => store.dispose(),
  };
}

async function answering(answers: readonly string[], work: () => Promise<unknown>): Promise<void> {
  editor.answers = [...answers];
  await work();
  assert.deepEqual(editor.answers, [], "not all answers were asked for");
}

/** What the editor gives an extension: stores that hold, and nothing else. */
function editorContext(): vscode.ExtensionContext {
  const state = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const changed = new Emitter<vscode.SecretStorageChangeEvent>();
  const write = (key: string, value: string | undefined): Promise<void> => {
    if (value === undefined) secrets.delete(key);
    else secrets.set(key, value);
    changed.fire({ key });
    return Promise.resolve();
  };
  const context = {
    extension: {},
    globalStorageUri: { fsPath: "/nowhere" },
    asAbsolutePath: (path: string) => path,
    globalState: {
      keys: () => [...state.keys()],
      get: (key: string, fallback?: unknown) => state.get(key) ?? fallback,
      update: (key: string, value: unknown) => Promise.resolve(void state.set(key, value)),
      setKeysForSync: () => undefined,
    },
    secrets: {
      keys: () => Promise.resolve([...secrets.keys()]),
      get: (key: string) => Promise.resolve(secrets.get(key)),
      store: write,
      delete: (key: string) => write(key, undefined),
      onDidChange: changed.event,
    },
  };
  return context as unknown as vscode.ExtensionContext;
}

const quiet = (): void => undefined;
const quietChannel = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
} as unknown as vscode.LogOutputChannel;
