import type { ProtocolId } from "../mail/probe";
import type { AccessGrant } from "../ports";
import type { TokenAnswer } from "./answer";
import type { TokenRequest } from "./request";

/** Gets tokens of mailboxes without a person at the screen. */
export interface TokenIssuer {
  /** @throws Failure `oauth.*`, `input.invalid`, `secret.unreadable`; CancelledError */
  grant(mailboxId: string, protocol: ProtocolId, signal: AbortSignal): Promise<AccessGrant>;
}

/** Answers one request; never throws. `signal` aborts when nobody waits for the answer any more. */
export type AnswerRequest = (request: TokenRequest, signal: AbortSignal) => Promise<TokenAnswer>;

/** A window that answers mail programs of this computer. */
export interface TokenServing {
  /** Path of the program that mail programs run. */
  readonly program: string;
  /** Ends it at once: nobody finds it any more, and who was waiting is told so by the end of the connection. */
  close(): void;
}

/** Sockets, folders and files behind the token command. */
export interface TokenServers {
  /**
   * Begins to answer, and keeps the program in its place up to date.
   * @throws Failure `input.invalid` (input `tokenFolder`; problems `notPrivate`, `notWritten`, `noSocket`)
   */
  serve(answer: AnswerRequest): Promise<TokenServing>;
  /** Takes from the programs what lets them find any window of this editor, also one that does not know yet. */
  forget(): Promise<void>;
}
