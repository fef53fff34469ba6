import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type Server, type Socket, createServer } from "node:net";
import { join } from "node:path";
import type { Clock, Log } from "../../core/ports";
import type { AnswerRequest, TokenServers, TokenServing } from "../../core/tokenCommand/tokenPorts";
import { formatRecord } from "../../core/tokenCommand/windowRecord";
import { NodePrivateFiles } from "./privateFiles";
import { Conversation } from "./tokenServer/conversation";
import { removeDeadWindows } from "./tokenServer/deadWindows";
import { folderFailure, makePrivateFolder } from "./tokenServer/privateFolder";
import { keepProgram } from "./tokenServer/programFile";
import { type SocketPlace, listenPrivately } from "./tokenServer/socketPlace";
import { recordsFolder, removeRecords } from "./tokenServer/windowRecords";

/** Thousands of calls at once are answered; more than that is not a mail program. */
const mostConnections = 2_000;

export interface TokenServerParts {
  /** A folder of this editor that stays when the extension is updated. */
  readonly folder: string;
  /** The program as it was built. */
  readonly scriptFile: string;
  /** The Node or editor that runs it. Default: the one that runs this. */
  readonly node?: string;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/**
 * Answers mail programs on a local socket. Who may ask is decided twice: the socket lies in a folder that only this
 * person can enter, and a request carries what stands in a file there. Node cannot ask the system who is at the other
 * end of a socket. On Windows a named pipe takes its place: any user may look at it, but not without the bearer.
 */
export class NodeTokenServers implements TokenServers {
  private readonly records: string;

  constructor(private readonly parts: TokenServerParts) {
    this.records = join(parts.folder, recordsFolder);
  }

  async serve(answer: AnswerRequest): Promise<TokenServing> {
    const { folder, scriptFile, node = process.execPath, log } = this.parts;
    await makePrivateFolder(folder);
    await makePrivateFolder(this.records);
    await removeDeadWindows(this.records);
    const program = await keepProgram(folder, node, scriptFile);
    const bearer = randomBytes(32).toString("base64url");
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      return new Conversation(socket, { bearer, answer, log });
    });
    server.maxConnections = mostConnections;
    const name = randomBytes(12).toString("hex");
    const place = await listenPrivately(server, this.records, name);
    server.on("error", (error) => log.warn(`Token command: ${String(error)}`));
    const file = join(this.records, `${name}.json`);
    const close = (): void => end(file, server, open, place);
    try {
      await this.writeRecord(file, place.path, bearer);
    } catch (error) {
      close();
      throw folderFailure("notWritten", file, error);
    }
    return { program, close };
  }

  async forget(): Promise<void> {
    await removeRecords(this.records);
  }

  private async writeRecord(file: string, socket: string, bearer: string): Promise<void> {
    const startedAt = this.parts.clock.now().getTime();
    const text = formatRecord({ socket, bearer, startedAt });
    await new NodePrivateFiles().write(file, Buffer.from(text));
  }
}

/** All of it at once: when a window closes, nothing that is waited for happens any more. */
function end(file: string, server: Server, open: ReadonlySet<Socket>, place: SocketPlace): void {
  server.close();
  for (const socket of open) socket.destroy();
  try {
    rmSync(file, { force: true });
  } catch {
    // Nobody listens where it points to; the next window removes it
  }
  place.leave();
}
