/**
 * What a mail program can do about a call without a token: `usage` its configuration is wrong (EX_USAGE), `temporary`
 * the same call may work later (EX_TEMPFAIL), `denied` a person has to act first (EX_NOPERM). Source: `sysexits.h` of
 * 4.3BSD, the numbers that mail programs know.
 */
export const exitCodes = { ok: 0, usage: 64, temporary: 75, denied: 77 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

interface RefusalWords {
  readonly exit: ExitCode;
  /** One line for standard error; `{address}` and `{protocol}` are those of the call. */
  readonly text: string;
}

/** Why there is no token, what the program is told, and the code it ends with. */
export const refusals = {
  noEditor: {
    exit: exitCodes.temporary,
    text: "No editor serves tokens. Open VS Code; where it is open, choose Entra Mail: Serve Tokens to Mail Programs.",
  },
  timeout: {
    exit: exitCodes.temporary,
    text: "The editor did not answer within 5 seconds. Try again.",
  },
  closed: {
    exit: exitCodes.temporary,
    text: "The editor was closed or reloaded before it answered. Try again.",
  },
  misunderstood: {
    exit: exitCodes.temporary,
    text: "The editor runs another version of Entra Mail than this program. Reload its windows, then try again.",
  },
  tooMany: {
    exit: exitCodes.temporary,
    text: "Too many calls for {address}. Try again in a few seconds.",
  },
  unreachable: {
    exit: exitCodes.temporary,
    text: "Microsoft's sign-in cannot be reached. Try again when the network is back.",
  },
  storeSilent: {
    exit: exitCodes.temporary,
    text: "The secret storage of the editor did not answer. Unlock it where it is locked, then try again.",
  },
  failed: {
    exit: exitCodes.temporary,
    text: "The editor has no token for {address}. Its log says why: Entra Mail: Show Log.",
  },
  unsafeFolder: {
    exit: exitCodes.denied,
    text: "The folder beside this program is not yours alone, so it is not used. Remove it, then serve tokens again.",
  },
  wrongBearer: {
    exit: exitCodes.denied,
    text: "The editor does not know this program. Choose Entra Mail: Stop Serving Tokens, then serve them again.",
  },
  notListed: {
    exit: exitCodes.denied,
    text: "{protocol} of {address} is not served. Add it with Entra Mail: Serve Tokens to Mail Programs.",
  },
  signInAgain: {
    exit: exitCodes.denied,
    text: "{address} has to sign in again. Choose Entra Mail: Sign In Mailbox Again.",
  },
  notPermitted: {
    exit: exitCodes.denied,
    text: "Microsoft refuses {protocol} for {address}. Its test in the editor says why.",
  },
} as const satisfies Readonly<Record<string, RefusalWords>>;

export type RefusalId = keyof typeof refusals;

/** True for the name of a refusal. */
export function isRefusal(value: unknown): value is RefusalId {
  return typeof value === "string" && Object.hasOwn(refusals, value);
}
