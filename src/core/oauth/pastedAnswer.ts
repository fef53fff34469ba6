import { loopbackPattern } from "./loopbackRedirect";

/** What a pasted answer is compared with: the login that waits for it. */
export interface AwaitedAnswer {
  /** Random; the page sends it back (RFC 6749 §4.1.2). */
  readonly state: string;
  /** As it was sent. */
  readonly redirectUri: string;
  readonly loginHost: string;
  /** Host that `iss` must name where the answer holds one (RFC 9207); undefined = not checked. */
  readonly issuerHost: string | undefined;
}

/** Why a pasted text is not taken; the login goes on waiting. */
export type PasteProblem =
  | "empty"
  | "tooLong"
  | "startPage"
  | "otherPlace"
  | "otherSignIn"
  | "otherIssuer"
  | "ambiguous"
  | "cutOff"
  | "pageSource"
  | "noAnswer";

export type PastedAnswer =
  | {
      readonly kind: "code";
      readonly code: string;
      readonly clientInfo: string | undefined;
      /** What ties the code to this login: the state came along, or PKCE alone does (RFC 7636). */
      readonly boundBy: "state" | "pkce";
    }
  | {
      readonly kind: "refusal";
      readonly error: string;
      readonly description: string;
      readonly suberror: string | undefined;
    }
  | { readonly kind: "problem"; readonly problem: PasteProblem };

/** Longer than any address a browser shows; answers are about 2 KiB. */
const mostCharacters = 64 * 1024;
/** No code of Microsoft's is nearly as short; what is shorter was cut off or is a code of another kind. */
const fewestOfCode = 20;

const problem = (name: PasteProblem): PastedAnswer => ({ kind: "problem", problem: name });

/**
 * Reads what a person copied from the browser: the whole address, its query, or the code alone, as guides say to copy it
 * ("up to &session_state"). Lines that were broken on the way are joined, and marks that nobody sees are dropped.
 * Linear in the length of the text; never throws.
 */
export function readPastedAnswer(pasted: string, awaited: AwaitedAnswer): PastedAnswer {
  if (pasted.length > mostCharacters) return problem("tooLong");
  const quoted = pasted.trim();
  if (/^<(?:!doctype|html|form|input|head|body)\b/i.test(quoted)) return problem("pageSource");
  const text = clean(quoted);
  if (text === "") return problem("empty");
  if (/(?:\u2026|\.\.\.)$/.test(text)) return problem("cutOff");
  const refusal = /AADSTS\d{3,9}/.test(text) && !hasKey(text, "code") && !hasKey(text, "error");
  if (refusal) return refusalOf("page_error", quoted, undefined);
  const parts = split(text);
  if (parts.address !== undefined) {
    const wrong = wrongAddress(parts.address, awaited);
    if (wrong !== undefined) return problem(wrong);
  }
  return readParameters(parts.parameters, awaited);
}

/** Without white space, marks of direction, byte order marks, and what stands around an address in a sentence. */
function clean(text: string): string {
  const joined = text.replace(/[\p{White_Space}\p{Cc}\p{Cf}]+/gu, "");
  return joined
    .replace(/^["'<([{\u201c\u2018\u00ab]/u, "")
    .replace(/["'>)\]}\u201d\u2019\u00bb]$/u, "");
}

function hasKey(text: string, key: string): boolean {
  return new RegExp(`(?:^|[?&#])${key}=`).test(text);
}

interface Parts {
  /** Up to the query; undefined for a query or a code alone. */
  readonly address: string | undefined;
  readonly parameters: URLSearchParams;
}

function split(text: string): Parts {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const [address = "", ...rest] = text.split(/[?#]/);
    return { address, parameters: new URLSearchParams(rest.join("&")) };
  }
  const query = text.replace(/^[?#&]+/, "").replaceAll(/[?#]/g, "&");
  if (["code", "error", "state"].some((key) => hasKey(query, key) && !/^[^=&]*&/.test(query))) {
    return { address: undefined, parameters: new URLSearchParams(query) };
  }
  // The value of the code alone, perhaps with what follows it in the address
  const [code = "", ...rest] = query.split("&");
  const parameters = new URLSearchParams(rest.join("&"));
  if (code !== "" && !code.includes("=")) parameters.append("code", decoded(code));
  return { address: undefined, parameters };
}

/** A code as it stands in an address; one with a stray percent sign is taken as it is. */
function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

function wrongAddress(address: string, awaited: AwaitedAnswer): PasteProblem | undefined {
  if (!URL.canParse(address)) return "noAnswer";
  if (isSamePlace(address, awaited.redirectUri)) return undefined;
  const { host, pathname } = new URL(address);
  return host === awaited.loginHost &&
    /\/(?:authorize|login|reprocess|kmsi|consent)$/i.test(pathname)
    ? "startPage"
    : "otherPlace";
}

/** Host and path to the letter; of a loopback address any port, and with or without the slash that browsers add. */
function isSamePlace(address: string, redirectUri: string): boolean {
  const there = new URL(address);
  const here = new URL(redirectUri);
  const samePath =
    there.pathname === here.pathname || (here.pathname === "/" && there.pathname === "");
  const loopback = loopbackPattern.test(redirectUri);
  const sameHost = loopback ? there.hostname === here.hostname : there.host === here.host;
  const anonymous = there.username === "" && there.password === "";
  return there.protocol === here.protocol && sameHost && samePath && anonymous;
}

function readParameters(parameters: URLSearchParams, awaited: AwaitedAnswer): PastedAnswer {
  const keys = ["code", "error", "state", "iss"] as const;
  const [codes, errors, states, issuers] = keys.map((key) =>
    [...new Set(parameters.getAll(key))].filter((value) => value !== ""),
  ) as [string[], string[], string[], string[]];
  if ([codes, errors, states, issuers].some(({ length }) => length > 1))
    return problem("ambiguous");
  const [code] = codes;
  const [error] = errors;
  if (code === undefined && error === undefined) return problem("noAnswer");
  if (code !== undefined && error !== undefined) return problem("ambiguous");
  const [state] = states;
  if (state !== undefined && state !== awaited.state) {
    return problem(
      awaited.state.startsWith(state) && code !== undefined ? "cutOff" : "otherSignIn",
    );
  }
  if (!isIssuer(issuers[0], awaited.issuerHost)) return problem("otherIssuer");
  if (error !== undefined) {
    const suberror = parameters.get("error_subcode") ?? parameters.get("suberror") ?? undefined;
    return refusalOf(error, parameters.get("error_description") ?? "", suberror);
  }
  return readCode(code ?? "", parameters, state === undefined ? "pkce" : "state");
}

function isIssuer(issuer: string | undefined, host: string | undefined): boolean {
  if (issuer === undefined || host === undefined) return true;
  return URL.canParse(issuer) && new URL(issuer).host === host;
}

function readCode(
  code: string,
  parameters: URLSearchParams,
  boundBy: "state" | "pkce",
): PastedAnswer {
  if (code.length < fewestOfCode) return problem(/^[\w-]+$/.test(code) ? "noAnswer" : "cutOff");
  // What RFC 6749 allows (VSCHAR), less what no code of Microsoft's holds
  if (!/^[\w.!*$~%+/=-]+$/.test(code)) return problem("noAnswer");
  return { kind: "code", code, clientInfo: parameters.get("client_info") ?? undefined, boundBy };
}

function refusalOf(error: string, description: string, suberror: string | undefined): PastedAnswer {
  return {
    kind: "refusal",
    error: error.slice(0, 200),
    description: description.slice(0, 4000),
    suberror: suberror?.slice(0, 200),
  };
}
