/** The person asked for the step before. */
export const back = Symbol("back");
export type Back = typeof back;

/** What every question of a series shares. */
export interface Frame {
  readonly title: string;
  readonly step?: number;
  readonly totalSteps?: number;
  /** The person may go back: there is a step before this one. */
  readonly canGoBack?: boolean;
}
