import type { Registration } from "../registration/registration";

/** A registered redirect URI at which a sign-in on this computer can be awaited. */
export interface LoopbackRedirect {
  /** As registered: the port is ignored, the path counts to the letter (Entra "redirect URI restrictions"). */
  readonly uri: string;
  /** Decides whether the client is public or must send its secret. */
  readonly platform: "publicClient" | "web";
}

/**
 * A redirect URI of the loopback kind (RFC 8252 §7.3) with its `host` and, where there is one, its `path`.
 * `[::1]` is not supported (Entra "reply-url").
 */
export const loopbackPattern =
  /^http:\/\/(?<host>localhost|127\.0\.0\.1)(?::\d{1,5})?(?<path>\/[\w\-./~%]*)?$/;

/** The loopback redirect URI to use: one that needs no secret where there is one, the shortest of its kind. */
export function loopbackRedirectOf({
  redirectUris,
}: Pick<Registration, "redirectUris">): LoopbackRedirect | undefined {
  const platforms = ["publicClient", "web"] as const;
  return platforms
    .flatMap((platform) =>
      redirectUris[platform]
        .filter((uri) => loopbackPattern.test(uri))
        .sort((a, b) => a.length - b.length)
        .map((uri) => ({ uri, platform })),
    )
    .at(0);
}
