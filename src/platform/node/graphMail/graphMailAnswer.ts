import type { Answer } from "../../../core/mail/probe";
import { isJson } from "../http/readBody";
import type { GraphMailAnswer } from "./httpsExchange";

/** An answer of Graph, as a transcript has it. */
export interface ReadAnswer {
  readonly answer: Answer;
  /** Members of a JSON object; undefined when the body is none. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** Reads an answer; the words of a refusal are `code: message` (Graph "error responses"). */
export function readGraphAnswer(
  { status, contentType, text }: GraphMailAnswer,
  clean: (text: string) => string,
): ReadAnswer {
  const json = isJson(contentType ?? null) ? parseObject(text) : undefined;
  const accepted = status >= 200 && status < 300;
  const words = accepted ? "" : clean(errorWords(json) ?? "");
  return {
    answer: { accepted, status: String(status), text: words, challenge: undefined },
    json,
  };
}

/** Graph speaks JSON in every answer but an empty one; a proxy or a sign-in page of the network does not. */
export function isGraph({ status, text }: GraphMailAnswer, { json }: ReadAnswer): boolean {
  const mayBeEmpty = status === 202 || status === 204 || status === 401 || status >= 500;
  return json !== undefined || (text === "" && mayBeEmpty) || status === 429 || status >= 500;
}

function errorWords(json: ReadAnswer["json"]): string | undefined {
  const error = json?.["error"];
  if (typeof error !== "object" || error === null) return undefined;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((word) => typeof word === "string" && word !== "").join(": ");
}

function parseObject(text: string): ReadAnswer["json"] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
