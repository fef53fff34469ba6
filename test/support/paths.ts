import { join } from "node:path";

/** The project's folder. */
export const root = join(__dirname, "..", "..");

/** Everything that is made by running something here; ignored by git. */
export const outFolder = join(root, "out");

/** The package of the VS Code server. */
export const editorFolder = join(root, "test", "editor");

/** The packaged extension. */
export const vsixFile = join(outFolder, "entra-mail.vsix");

/** Bundles of the suite that runs inside the extension host. */
export const integrationFolder = join(outFolder, "integration");

/** Pictures of the screens, kept after a run. */
export const screenshotFolder = join(outFolder, "screenshots");
