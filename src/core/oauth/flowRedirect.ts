import type { Registration } from "../registration/registration";
import { type Flow, type FlowId, flowOf } from "./flow";
import { loopbackRedirectOf } from "./loopbackRedirect";
import { pasteRedirectOf } from "./pasteRedirect";

/** A registered redirect URI and the platform under which it stands. */
export interface FlowRedirect {
  readonly uri: string;
  readonly platform: "publicClient" | "web";
}

const redirects: Readonly<
  Record<
    Flow["redirect"],
    (registration: Pick<Registration, "redirectUris">) => FlowRedirect | undefined
  >
> = {
  loopback: loopbackRedirectOf,
  readable: pasteRedirectOf,
  none: () => undefined,
};

/** The registered redirect URI that a flow uses; undefined where there is none, or it needs none. */
export function redirectOf(
  registration: Pick<Registration, "redirectUris">,
  flow: FlowId,
): FlowRedirect | undefined {
  return redirects[flowOf(flow).redirect](registration);
}
