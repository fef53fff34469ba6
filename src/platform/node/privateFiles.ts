import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { Failure } from "../../core/failure";
import type { PrivateFiles } from "../../core/registration/certificatePort";

/** Read and write for the owner, nothing for others. Windows knows no modes: there the folder decides. */
const ownerOnly = 0o600;

/** Files on this machine that hold a private key. */
export class NodePrivateFiles implements PrivateFiles {
  async write(path: string, contents: Uint8Array): Promise<void> {
    // Made anew beside its place: a file that is there keeps its own mode, and half a key helps nobody
    const fresh = `${path}.${randomUUID()}.tmp`;
    try {
      const file = await open(fresh, "wx", ownerOnly);
      try {
        await file.writeFile(contents);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, path);
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined);
      const reason = error instanceof Error && "code" in error ? String(error.code) : "";
      const facts = { input: "file", problem: "notWritten", reason };
      throw new Failure("input.invalid", "The file could not be written.", facts, { cause: error });
    }
  }
}
