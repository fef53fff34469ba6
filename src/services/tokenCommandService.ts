import { SerialQueue } from "../base/async";
import { Emitter, type Event } from "../base/event";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { Clock, Log, StateStore } from "../core/ports";
import type { ServedProtocol, TokenCommandState } from "../core/tokenCommand/served";
import type { TokenIssuer, TokenServers, TokenServing } from "../core/tokenCommand/tokenPorts";

export interface TokenCommandParts {
  readonly issuer: TokenIssuer;
  readonly servers: TokenServers;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** The decision this window serves by. */
interface Running extends TokenServing {
  readonly since: string;
}

/**
 * Serves access tokens to mail programs of this computer while the person wants it. The decision stands in the state:
 * each window follows it, also after a reload, and any of them answers.
 */
export class TokenCommandService implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  /** Fires when this window begins or ends to serve, and when the list changes. */
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly queue = new SerialQueue();
  private running: Running | undefined;
  private disposed = false;

  constructor(private readonly parts: TokenCommandParts) {}

  /** What is served, or, while it is off, what was. */
  get served(): readonly ServedProtocol[] {
    return this.decision.served;
  }

  /** True when tokens are to be served, whether this window does so already or not. */
  get on(): boolean {
    return this.decision.since !== undefined;
  }

  /** Path of the program for mail programs, while this window serves. */
  get program(): string | undefined {
    return this.running?.program;
  }

  /**
   * Begins to follow the decision: what goes wrong is for the log, because nobody asked. Call it when the window has
   * started.
   */
  follow(): void {
    const settle = (): void => {
      this.settle().then(
        () => this.changed.fire(),
        (error: unknown) => this.parts.log.error("Tokens are not served by this window.", error),
      );
    };
    this.disposables.add(this.parts.state.onDidChange(settle));
    if (this.on) settle();
  }

  /**
   * Serves these protocols of mailboxes, and no others.
   * @throws Failure `input.invalid` (input `tokenFolder`): it is off then; `state.newer`
   */
  async serve(served: readonly ServedProtocol[]): Promise<void> {
    const since = this.decision.since ?? this.parts.clock.now().toISOString();
    const wasOn = this.on;
    await this.decide({ since, served });
    try {
      await this.settle();
    } catch (error) {
      if (!wasOn) await this.decide({ served });
      throw error;
    }
    this.changed.fire();
  }

  /** Ends it in this window at once, and takes from programs what lets them find the others. */
  async stop(): Promise<void> {
    await this.decide({ served: this.served });
    await this.settle();
    await this.parts.servers.forget();
    this.changed.fire();
  }

  dispose(): void {
    this.disposed = true;
    this.running?.close();
    this.disposables.dispose();
  }

  private get decision(): TokenCommandState {
    return this.parts.state.state.tokenCommand;
  }

  private async decide(tokenCommand: TokenCommandState): Promise<void> {
    await this.parts.state.update((state) => ({ ...state, tokenCommand }));
  }

  /** Makes this window do what was decided last. */
  private settle(): Promise<void> {
    return this.queue.run(async () => {
      const { since } = this.decision;
      if (this.running?.since === since) return;
      this.running?.close();
      this.running = undefined;
      if (since === undefined || this.disposed) return;
      const { TokenAnswers } = await import("./mailboxWork");
      const answers = new TokenAnswers(this.parts);
      const { servers, log } = this.parts;
      const serving = await servers.serve((request, signal) => answers.answer(request, signal));
      this.running = { ...serving, since };
      if (this.disposed) serving.close();
      log.info("Tokens are served to mail programs of this computer.");
    });
  }
}
