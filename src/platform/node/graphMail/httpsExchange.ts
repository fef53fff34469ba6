import { request as httpsRequest } from "node:https";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { StageId, TlsFacts } from "../../../core/mail/probe";
import { tlsFacts } from "../mail/dial";
import type { StageRecorder } from "../mail/stageRecorder";

/** One request to Graph. */
export interface GraphMailRequest {
  readonly host: string;
  readonly port: number;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly accessToken: string;
  readonly body?: string;
}

export interface GraphMailAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

/** The Inbox folder takes less than 2 KiB; more than this is not from Graph in its senses. */
const bodyLimit = 256 * 1024;

/** An answer that is too long. */
export class LongAnswerError extends Error {
  readonly code = "PROTOCOL";
}

/**
 * Sends one request and tells the stages of its connection: lookup, connect, TLS, and what comes next. Through
 * `node:https`, which the editor leads through its proxy; then the connection is there at once, and no stage of it is
 * seen. Redirections are not followed: the token goes to this host only.
 * @param next the stage that begins once the connection is safe
 * @throws what the connection throws when it breaks; LongAnswerError
 */
export function exchangeHttps(
  { host, port, method, path, accessToken, body }: GraphMailRequest,
  recorder: StageRecorder,
  next: StageId,
  { onTls, signal }: { readonly onTls: (facts: TlsFacts) => void; readonly signal: AbortSignal },
): Promise<GraphMailAnswer> {
  recorder.begin("lookup");
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host,
        port,
        method,
        path,
        agent: false,
        signal,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${accessToken}`,
          ...(body === undefined
            ? {}
            : {
                "content-type": "application/json",
                "content-length": Buffer.byteLength(body),
              }),
        },
      },
      (response) => {
        connectionStands(recorder, next);
        readAnswer(response).then(resolve, reject);
      },
    );
    request.on("socket", (socket) => followConnection(socket, host, recorder, next, onTls));
    request.on("error", reject);
    request.end(body);
  });
}

function followConnection(
  socket: Socket,
  host: string,
  recorder: StageRecorder,
  next: StageId,
  onTls: (facts: TlsFacts) => void,
): void {
  socket.on("lookup", (error: Error | null) => {
    if (error !== null || recorder.under !== "lookup") return;
    recorder.finish(host);
    recorder.begin("connect");
  });
  socket.on("connect", () => {
    lookedUp(recorder);
    if (recorder.under !== "connect") return;
    recorder.finish(
      `${socket.remoteFamily ?? "connected"} ${socket.remoteAddress ?? ""}`.trimEnd(),
    );
    recorder.begin("tls");
  });
  socket.on("secureConnect", () => {
    if (!(socket instanceof TLSSocket) || recorder.under !== "tls") return;
    const facts = tlsFacts(socket.getProtocol(), socket.getPeerCertificate());
    const validTo = facts.validTo === undefined ? "" : `, valid to ${facts.validTo.slice(0, 10)}`;
    recorder.finish(`${facts.protocol}, certificate for ${facts.subject}${validTo}`);
    onTls(facts);
    recorder.begin(next);
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (error.syscall !== "getaddrinfo") lookedUp(recorder);
  });
}

/** An address in place of a name, or one that was mapped below this code, is not looked up. */
function lookedUp(recorder: StageRecorder): void {
  if (recorder.under !== "lookup") return;
  recorder.finish("not needed");
  recorder.begin("connect");
}

/** An answer came over a connection whose making was not seen. */
function connectionStands(recorder: StageRecorder, next: StageId): void {
  if (recorder.under === next) return;
  recorder.finish("the editor's connection, perhaps through a proxy");
  recorder.begin(next);
}

async function readAnswer(response: IncomingMessage): Promise<GraphMailAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) {
      response.destroy();
      throw new LongAnswerError(`The answer is longer than ${bodyLimit} bytes.`);
    }
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers["content-type"],
    text: Buffer.concat(chunks).toString("utf8"),
  };
}
