import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import type { ExportInput, ServerAddress } from "../../src/core/export/exporter";
import { cloudServers } from "../../src/core/export/exportInput";
import {
  answerQuestions,
  applicationNamed,
  choose,
  copied,
  create,
  openEntraMail,
  signInMailbox,
  signInToManage,
  tick,
  told,
} from "../e2e/steps";
import { imapHost, popHost, smtpHosts } from "../sandbox/hosts";
import { type Lab, startLab } from "../support/lab";
import { clientsObstacle } from "./obstacle";

const manager = "ada@contoso.test";
/** Whose mailbox the programs open. It holds three messages. */
export const owner = "grace@contoso.test";
const registration = "mail-programs";

/** A tenant with Dovecot and Postfix, and an editor that hands out tokens of a mailbox to programs. */
export interface MailScene {
  readonly lab: Lab;
  /** Path of `entra-mail-token`, which asks the editor. */
  readonly tokenCommand: string;
  /** What the exporters are told. @param tokenCommand another program to get tokens from */
  input(tokenCommand: string): ExportInput;
  close(): Promise<void>;
}

let started: Promise<MailScene> | undefined;

/**
 * The scene that all suites of this folder share, for the hooks of one of them. Where it cannot be set, the suite is
 * skipped; in CI that is a failure.
 */
export function useMailScene(): () => MailScene {
  let scene: MailScene | undefined;
  before(async function setScene() {
    this.timeout(180_000);
    const obstacle = clientsObstacle();
    if (obstacle !== undefined) {
      assert.notEqual(process.env["CI"], "true", obstacle);
      this.skip();
    }
    started ??= startMailScene();
    scene = await started;
  });
  return () => {
    assert.ok(scene);
    return scene;
  };
}

// Once, when the last suite has ended
after(async () => {
  await (await started?.catch(() => undefined))?.close();
});

/** Registers an app, signs the mailbox in and serves its tokens, all by clicks. */
async function startMailScene(): Promise<MailScene> {
  const lab = await startLab({ mail: "servers" });
  try {
    Object.assign(lab.sandbox.world.settings, { replicationDelayMs: 0, listDelayMs: 0 });
    await openEntraMail(lab);
    await register(lab);
    await signInMailbox(lab.workbench, { registration, address: owner, user: owner });
    await told(lab.workbench, `${owner} is signed in.`);
    const tokenCommand = await serveTokens(lab);
    const { appId } = applicationNamed(lab.sandbox, registration).resource;
    return {
      lab,
      tokenCommand,
      input: (command) => exportInput(lab, appId, command),
      close: () => lab.close(),
    };
  } catch (error) {
    console.log(`      see ${await lab.workbench.screenshot("failed-mail-scene")}`);
    await lab.close();
    throw error;
  }
}

async function register({ workbench }: Lab): Promise<void> {
  await signInToManage(workbench, manager);
  await workbench.command("Entra Mail: Register Mail App");
  await answerQuestions(workbench, {
    first: "Register Mail App (1)",
    last: "Check and create",
    answers: {
      "What will use": choose("A program I write, for people who sign in"),
      "Name of the registration": registration,
      "What may it ask people for": tick({ "POP.AccessAsUser.All": true, "SMTP.Send": true }),
    },
  });
  await create(workbench);
  await told(workbench, `${registration} is registered.`);
}

/** Switches the token command on. @returns the path that stands in the line which is copied */
async function serveTokens({ workbench }: Lab): Promise<string> {
  const { question } = workbench;
  await workbench.command("Entra Mail: Serve Tokens to Mail Programs…");
  await question.titled("Serve Tokens to Mail Programs");
  for (const protocol of ["IMAP", "SMTP", "POP"]) await question.tick(`${owner}: ${protocol}`);
  await question.accept();
  await workbench.answerDialog("Serve Tokens");
  await workbench.answerNotification("get tokens while this editor is open.", "Copy Token Command");
  await question.titled("Copy Token Command");
  await question.choose(`${owner}: IMAP`);
  await told(workbench, "The command that prints a fresh IMAP token");
  const line = await workbench.clipboard();
  const program = line.split(" ")[0] ?? "";
  await copied(workbench, `${program} ${owner} --protocol imap`);
  return program;
}

function exportInput({ sandbox }: Lab, clientId: string, tokenCommand: string): ExportInput {
  const server = (name: string): ServerAddress => {
    const port = sandbox.hostMap[name]?.split(":").at(-1);
    if (port === undefined) throw new Error(`The sandbox has no ${name}.`);
    return { host: "localhost", port: Number(port) };
  };
  return {
    mailbox: {
      address: owner,
      username: owner,
      kind: "delegated",
      personal: false,
      authorityTenant: "organizations",
      redirectUri: "http://localhost",
    },
    registration: { clientId, name: registration, client: "public" },
    cloud: clouds.global,
    options: {
      servers: {
        ...cloudServers(clouds.global, false),
        imap: server(imapHost),
        pop: server(popHost),
        smtp: server(smtpHosts[0]),
      },
      caFile: sandbox.caFile,
      tokenSource: "tokenCommand",
      tokenCommand,
    },
  };
}
