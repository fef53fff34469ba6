import type { Registration } from "../registration/registration";
import { loopbackPattern } from "./loopbackRedirect";

/** A registered redirect URI whose address a person reads in the browser and copies. */
export interface PasteRedirect {
  /** As registered. */
  readonly uri: string;
  /** Decides whether the client is public or must prove itself. */
  readonly platform: "publicClient" | "web";
  /** Microsoft's empty page, this computer without a listener, or the callback of somebody's product. */
  readonly place: "nativeClient" | "loopback" | "product";
}

/** The page that Microsoft keeps for this (Entra "Redirect URI restrictions"); its host is that of the cloud. */
const nativeClientPath = "/common/oauth2/nativeclient";

/** A page of VS Code that hands the answer on to another editor, and shows no address to copy. */
const handsOn = /^https:\/\/(?:insiders\.)?vscode\.dev\/redirect/i;

function placeOf(uri: string): PasteRedirect["place"] | undefined {
  if (loopbackPattern.test(uri)) return "loopback";
  // Addresses of other schemes are opened by a program, and no browser shows them
  if (!URL.canParse(uri) || new URL(uri).protocol !== "https:" || handsOn.test(uri)) {
    return undefined;
  }
  return new URL(uri).pathname === nativeClientPath ? "nativeClient" : "product";
}

const places: readonly PasteRedirect["place"][] = ["nativeClient", "loopback", "product"];

/**
 * The redirect URI for a sign-in whose answer is pasted: one that needs no secret where there is one, Microsoft's own
 * page before this computer, and the callback of a product last, because the product sees the answer, too. Never one of
 * a single-page application: its codes are redeemed in the browser only (AADSTS9002327).
 */
export function pasteRedirectOf({
  redirectUris,
}: Pick<Registration, "redirectUris">): PasteRedirect | undefined {
  const found = (["publicClient", "web"] as const).flatMap((platform) =>
    redirectUris[platform].flatMap((uri) => {
      const place = placeOf(uri);
      return place === undefined ? [] : [{ uri, platform, place }];
    }),
  );
  const isProduct = ({ place }: PasteRedirect): number => Number(place === "product");
  return found
    .sort(
      (a, b) =>
        isProduct(a) - isProduct(b) ||
        Number(a.platform === "web") - Number(b.platform === "web") ||
        places.indexOf(a.place) - places.indexOf(b.place) ||
        a.uri.length - b.uri.length,
    )
    .at(0);
}
