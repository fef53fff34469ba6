import { errorText } from "../../../base/errors";

/** Why a connection ended, in the terms of a transcript. */
export interface FlowFailure {
  readonly code: string;
  readonly text: string;
}

/** Codes of imapflow for answers that are too long or no IMAP ("ImapFlowErrorCode"). */
const protocolFaults =
  /^(?:LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooManyTokens|UnexpectedTag|InvalidResponse|MissingTag|ResponseProcessingFailed|ParserError\d*)$/;

/** Reads what imapflow threw. The errors of the socket itself are seen at the socket, before it sees them. */
export function readFlowError(error: unknown, bye: string | undefined): FlowFailure {
  const { code, tlsFailed } = error as { code?: unknown; tlsFailed?: unknown };
  if (bye !== undefined) return { code: "CLOSED", text: "The server closed the connection." };
  if (tlsFailed === true) return { code: "ERR_TLS_NOT_OFFERED", text: errorText(error) };
  if (typeof code === "string" && protocolFaults.test(code)) {
    return { code: "PROTOCOL", text: errorText(error) };
  }
  return { code: "CLOSED", text: "The server closed the connection without a word." };
}

/** Whether imapflow finds a mechanism to send the token with. */
export function offersOAuth(capabilities: readonly string[]): boolean {
  return capabilities.some((word) => /^AUTH=(?:XOAUTH2?|OAUTHBEARER)$/i.test(word));
}
