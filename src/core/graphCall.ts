/** Whether a sign-in window may open. `prompt` only inside a gesture of the person. */
export type Interaction = "silent" | "prompt";

/** How one question to Microsoft Graph is asked. */
export interface GraphCall {
  readonly interaction: Interaction;
  readonly signal: AbortSignal;
  /** Told when the call waits because Graph asked for it. */
  readonly onWait?: ((seconds: number) => void) | undefined;
  /** Told in which directory the question is asked, before it is; undefined where the token does not tell. */
  readonly onDirectory?: ((tenantId: string | undefined) => void) | undefined;
}
