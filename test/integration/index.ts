import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Reporter } from "../support/reporter";

/** Called by VS Code in its extension host: runs the test bundles that lie beside this one. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 20_000,
    // Mocha calls any class with a runner; its type asks for its own base class.
    reporter: Reporter as unknown as Mocha.ReporterConstructor,
  });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith(".test.js")) mocha.addFile(join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
