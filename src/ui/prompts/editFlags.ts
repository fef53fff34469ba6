import { message } from "../../base/message";
import type { ImplicitGrant, Registration } from "../../core/registration/registration";
import { words } from "../localize";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, askPickMany, type Choice } from "./pick";

/** The portal's "Allow public client flows". @throws CancelledError */
export async function askPublicClientFlows(
  frame: Frame,
  { isFallbackPublicClient: now }: Registration,
): Promise<boolean> {
  const current = words(message("now"));
  const choices: readonly Choice<boolean>[] = [
    {
      label: words(message("Yes")),
      detail: words(message("Programs without a secret can sign in, with a device code too")),
      description: now ? current : "",
      value: true,
    },
    {
      label: words(message("No")),
      detail: words(message("Only apps that can keep a secret, and redirect URIs of programs")),
      description: now ? "" : current,
      value: false,
    },
  ];
  const allowed = await askPick(frame, {
    choices,
    placeholder: words(message("Allow public client flows?")),
    preselected: choices.find(({ value }) => value === now),
  });
  return answered(allowed);
}

/** The portal's two boxes. @throws CancelledError */
export async function askImplicitGrant(
  frame: Frame,
  { implicitGrant: now }: Registration,
): Promise<ImplicitGrant> {
  const boxes: readonly Choice<keyof ImplicitGrant>[] = [
    {
      label: words(message("Access tokens")),
      description: words(message("used for implicit flows")),
      value: "accessTokens",
    },
    {
      label: words(message("ID tokens")),
      description: words(message("used for implicit and hybrid flows")),
      value: "idTokens",
    },
  ];
  const ticked = answered(
    await askPickMany(frame, {
      choices: boxes,
      placeholder: words(message("Which tokens may be issued without a code? Mail needs none.")),
      ticked: (["accessTokens", "idTokens"] as const).filter((box) => now[box]),
    }),
  );
  return { accessTokens: ticked.includes("accessTokens"), idTokens: ticked.includes("idTokens") };
}
