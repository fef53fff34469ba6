import type { Application } from "../../model";

type Resource = Application["resource"];
type Platform = "web" | "spa" | "publicClient";

const platforms: readonly Platform[] = ["web", "spa", "publicClient"];

const maxLength = 256;

/** What one redirect URI must be. Source: Entra "Redirect URI restrictions and limitations". */
function isAcceptable(text: string, platform: Platform, personal: boolean): boolean {
  if (text.length > maxLength || /[!$'(),;\s#]/.test(text) || !URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  if (personal && (text.includes("?") || text.includes("*"))) {
    return false;
  }
  if (url.protocol === "https:") {
    return url.hostname !== "";
  }
  if (url.protocol === "http:") {
    // [::1] is not supported; 127.0.0.1 is, although the portal's text box refuses it.
    return url.hostname === "localhost" || url.hostname === "127.0.0.1";
  }
  return platform === "publicClient";
}

/** @returns the property at fault, or undefined. That duplicates are refused across platforms is unverified. */
export function redirectUriFault(resource: Resource, personal: boolean): string | undefined {
  const seen = new Set<string>();
  for (const platform of platforms) {
    for (const uri of resource[platform].redirectUris) {
      if (typeof uri !== "string" || !isAcceptable(uri, platform, personal) || seen.has(uri)) {
        return platform;
      }
      seen.add(uri);
    }
  }
  const limit = personal ? 100 : 256;
  return seen.size > limit
    ? platforms.find((platform) => resource[platform].redirectUris.length > 0)
    : undefined;
}
