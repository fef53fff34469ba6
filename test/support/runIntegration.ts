// The in-editor suite in the server build of VS Code.
import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "./browser";
import { bundleIntegration } from "./bundleIntegration";
import { startEditorServer } from "./editorServer";
import { integrationFolder, outFolder, root } from "./paths";
import { runScript } from "./run";
import { outputFileVariable, resultFileVariable } from "./suiteResult";
import { makeTempFolder } from "./tempFolder";

/** The suite must have ended by then, in milliseconds. */
const limit = 180_000;

async function main(): Promise<number> {
  await runScript("build");
  await bundleIntegration();

  const directory = makeTempFolder();
  const workspace = join(directory, "workspace");
  mkdirSync(workspace);
  const output = join(directory, "output.txt");
  const consoleLog = createWriteStream(join(outFolder, "integration-console.log"));
  const server = await startEditorServer({ directory, settings: {}, testDriver: true });
  // No name but the server's own leads anywhere.
  const context = await launchBrowser({
    names: { hostMap: {}, spki: "" },
    profile: join(directory, "profile"),
    headless: true,
  });
  try {
    const [page] = context.pages();
    if (page === undefined) throw new Error("The browser has no page.");
    // The test driver of VS Code calls these two.
    await context.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) =>
      consoleLog.write(`${type} ${args.map(String).join(" ")}\n`),
    );
    const exit = new Promise<number>((resolve) => {
      void context.exposeFunction("codeAutomationExit", resolve);
    });
    await page.goto(testAddress(server.url, workspace, output));
    return await Promise.race([exit, timeLimit()]);
  } finally {
    await context.close();
    await server.close();
    consoleLog.end();
    if (existsSync(output)) console.log(readFileSync(output, "utf8").trimEnd());
  }
}

/** The page that runs the suite: VS Code's test driver reads the payload. */
function testAddress(url: string, workspace: string, output: string): string {
  const remote = (path: string): string => `vscode-remote://${new URL(url).host}${path}`;
  const environment = {
    [outputFileVariable]: output,
    [resultFileVariable]: process.env[resultFileVariable],
  };
  const payload = [
    ["extensionDevelopmentPath", remote(root)],
    ["extensionTestsPath", remote(integrationFolder)],
    ["extensionEnvironment", JSON.stringify(environment)],
    ["skipWelcome", "true"],
    ["enableProposedApi", ""],
  ];
  return `${url}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function timeLimit(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("The suite did not end in time.")), limit).unref();
  });
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
