/** Comes back to a program on the same computer. */
export const isLoopback = (uri: string): boolean =>
  /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:[/?]|$)/i.test(uri);

/** Microsoft's own page for a browser inside of a program. */
export const isNativeClient = (uri: string): boolean =>
  /\/common\/oauth2\/nativeclient$/i.test(uri);

/** Microsoft's pages that hand the answer on to a program. */
const handingOn =
  /^https:\/\/(?:[^/]*\.)?(?:vscode\.dev|live\.com|microsoftonline\.[a-z]+|partner\.microsoftonline\.cn)\//i;

/** The address of a server. Apps of phones can have such a one, too: it alone decides nothing. */
export const isServerUri = (uri: string): boolean => /^https:/i.test(uri) && !handingOn.test(uri);
