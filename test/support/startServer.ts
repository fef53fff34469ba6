import { type ReportStep, walkTheRoad } from "../e2e/journey";
import { places } from "../e2e/steps";
import { browserArguments, findBrowser } from "./browser";
import { startLab } from "./lab";
import type { Started } from "./startEditor";
import type { StartOptions } from "./startOptions";

/**
 * The server build of VS Code in a browser window of its own; without a display, in a headless browser that
 * first walks the road by itself.
 */
export async function startServer({ apps }: StartOptions): Promise<Started> {
  const headless = !hasDisplay();
  const lab = await startLab({ apps, headless, azureCli: true });
  const { sandbox, server, browser, workbench } = lab;
  await workbench.open(server.url);
  if (!headless) await workbench.openContainer(places.container);
  return {
    sandbox,
    where: headless
      ? [`VS Code:  ${server.url}`, "", ...otherBrowser(server.url, sandbox)]
      : [`VS Code:  ${server.url} (in the window that has opened)`],
    ...(headless
      ? {
          afterwards: async (signal) => {
            console.log("There is no display, so this walks the road by itself:");
            signal.addEventListener("abort", () => void browser.close());
            const problem = await walkTheRoad(workbench, sandbox, report).catch(messageOf);
            if (signal.aborted) return;
            if (problem !== undefined) console.log(`  The road ended early: ${problem}`);
            console.log("\nVS Code and the sandbox stay up. Ctrl-C ends all of it.");
          },
        }
      : {}),
    closed: new Promise((resolve) => {
      browser.once("close", () => resolve());
    }),
    close: () => lab.close(),
  };
}

function hasDisplay(): boolean {
  return (
    process.platform !== "linux" ||
    Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"])
  );
}

/** Only a browser that is started like this one stays inside the sandbox when it signs in. */
function otherBrowser(url: string, names: Parameters<typeof browserArguments>[0]): string[] {
  const parts = [
    findBrowser() ?? "chromium",
    `--user-data-dir=/tmp/entra-sandbox-profile`,
    ...browserArguments(names),
    url,
  ];
  return [
    "Another browser must be started so that Microsoft's names lead to the sandbox:",
    `  ${parts.map((part) => (/[\s~*,]/.test(part) ? `'${part}'` : part)).join(" ")}`,
  ];
}

const report: ReportStep = (step, screenshot) => console.log(`  ${step}  ${screenshot}`);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
