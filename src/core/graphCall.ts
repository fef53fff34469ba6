/** Whether a sign-in window may open. `prompt` only inside a gesture of the person. */
export type Interaction = "silent" | "prompt";

/** How one question to Microsoft Graph is asked. */
export interface GraphCall {
  readonly interaction: Interaction;
  readonly signal: AbortSignal;
  /** Told when the call waits because Graph asked for it. */
  readonly onWait?: ((seconds: number) => void) | undefined;
}
