import { type Message, message } from "../../base/message";
import type { Platform } from "./registration";

/** One redirect URI with what decides about it. */
interface Candidate {
  readonly uri: string;
  readonly url: URL;
  readonly platform: Platform;
  readonly personalAccounts: boolean;
}

interface UriRule {
  readonly broken: (candidate: Candidate) => boolean;
  readonly words: Message;
}

const loopbackHosts = new Set(["localhost", "127.0.0.1"]);

const isWebScheme = ({ url }: Candidate): boolean =>
  url.protocol === "https:" || url.protocol === "http:";

const wholeUri = message("Type a whole URI, such as https://mail.example.com/callback.");

/** In the order in which they are told. Source: Entra "redirect URI (reply URL) restrictions". */
const rules: readonly UriRule[] = [
  {
    // URL mends "https:a.com" and "http:/localhost"; what is sent is the text
    broken: (candidate) => isWebScheme(candidate) && !/^https?:\/\/[^/\\]/i.test(candidate.uri),
    words: wholeUri,
  },
  {
    broken: ({ uri }) => /[!$'(),;]/.test(uri),
    words: message("The characters ! $ ' ( ) , ; are not supported in redirect URIs."),
  },
  {
    broken: ({ uri }) => uri.includes("*"),
    words: message("A wildcard is not allowed: write the whole URI."),
  },
  {
    // RFC 6749, 3.1.2
    broken: ({ uri }) => uri.includes("#"),
    words: message("A redirect URI cannot have a fragment (#)."),
  },
  {
    broken: ({ url }) => url.username !== "" || url.password !== "",
    words: message("A redirect URI cannot hold a user name or password."),
  },
  {
    broken: ({ url }) => url.hostname === "[::1]",
    words: message("IPv6 loopback is not supported. Use http://localhost."),
  },
  {
    broken: ({ url }) => url.protocol === "http:" && !loopbackHosts.has(url.hostname),
    words: message("http is only allowed for localhost. Use https."),
  },
  {
    broken: (candidate) => candidate.platform !== "publicClient" && !isWebScheme(candidate),
    words: message(
      "Start with https://. Own schemes are only for Mobile and desktop applications.",
    ),
  },
  {
    broken: ({ uri, personalAccounts }) => personalAccounts && uri.includes("?"),
    words: message("A query string is not allowed when personal accounts can sign in."),
  },
];

const longestUri = 256;

/** @returns undefined when the URI may be registered, else the sentence for the input box */
export function checkUriForm(
  uri: string,
  { platform, personalAccounts }: Pick<Candidate, "platform" | "personalAccounts">,
): Message | undefined {
  if (uri === "") return message("Type the redirect URI.");
  if (/[\s\p{Cc}]/u.test(uri)) return message("A redirect URI cannot hold spaces.");
  if (uri.length > longestUri) {
    return message("At most {0} characters; this has {1}.", longestUri, uri.length);
  }
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return wholeUri;
  }
  const candidate = { uri, url, platform, personalAccounts };
  return rules.find((rule) => rule.broken(candidate))?.words;
}

/**
 * Whether two redirect URIs mean the same to Entra. The port of a loopback URI is ignored when it is matched, so
 * that two ports are one URI, and which of the two platforms counts would be chance (Entra "reply URL").
 */
export function sameRedirectUri(a: string, b: string): "whole" | "butPort" | undefined {
  const [first, second] = [withLowerCaseHost(a), withLowerCaseHost(b)];
  if (first === second) return "whole";
  return withoutLoopbackPort(first) === withoutLoopbackPort(second) ? "butPort" : undefined;
}

/** Scheme and host mean the same in any case, the path does not (RFC 3986, 6.2.2.1). */
function withLowerCaseHost(uri: string): string {
  return uri.replace(/^[^:/?#]+:\/\/[^/?#]*/, (start) => start.toLowerCase());
}

function withoutLoopbackPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1)):\d+/, "$1");
}
