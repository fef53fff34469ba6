import { type Message, message } from "../../../base/message";
import { platformWords } from "../../../core/registration/platformWords";
import type { ImplicitGrant, Platform } from "../../../core/registration/registration";
import { words } from "../../localize";
import { GroupNode } from "../groupNode";
import type { TreeNode } from "../node";
import { ValueNode } from "../valueNode";
import type { FactsOf } from "./factsOf";

const order: readonly Platform[] = ["publicClient", "web", "spa"];

const icons: Readonly<Record<Platform, string>> = {
  publicClient: "device-desktop",
  web: "globe",
  spa: "window",
};

/** Redirect URIs by platform, and the switches that stand beside them in the portal. */
export function platformRows({ registration }: FactsOf): readonly TreeNode[] {
  const { objectId, redirectUris, isFallbackPublicClient, implicitGrant } = registration;
  const none = words(message("none"));
  const platforms: TreeNode[] = order.map((platform) => {
    const rows = redirectUris[platform].map(
      (uri) =>
        new ValueNode(`${objectId}:${platform}:${uri}`, uri, uri, {
          icon: "link",
          contextValue: "redirectUri.value",
          registration,
          part: { kind: "redirectUri", platform, uri },
        }),
    );
    return new GroupNode({
      id: `${objectId}:${platform}`,
      label: words(platformWords[platform]),
      icon: icons[platform],
      contextValue: "platform",
      description: rows.length === 0 ? none : undefined,
      registration,
      part: { kind: "platform", platform },
      rows,
    });
  });
  const publicFlows = words(isFallbackPublicClient ? message("yes") : message("no"));
  const implicit = words(implicitWords(implicitGrant));
  const rows = [
    ...platforms,
    new ValueNode(
      `${objectId}:publicFlows`,
      words(message("Allow public client flows")),
      publicFlows,
      { description: publicFlows, contextValue: "publicFlows.value", registration },
    ),
    new ValueNode(
      `${objectId}:implicitGrant`,
      words(message("Implicit grant and hybrid flows")),
      implicit,
      { description: implicit, contextValue: "implicitGrant.value", registration },
    ),
  ];
  const label = words(message("Platforms"));
  return [
    new GroupNode({
      id: `${objectId}:platforms`,
      label,
      icon: "browser",
      contextValue: "group.platforms",
      registration,
      rows,
    }),
  ];
}

function implicitWords({ accessTokens, idTokens }: ImplicitGrant): Message {
  if (accessTokens && idTokens) return message("access tokens and ID tokens");
  if (accessTokens) return message("access tokens");
  return idTokens ? message("ID tokens") : message("off");
}
