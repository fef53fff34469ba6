import type { World } from "../model";
import type { Caller } from "./caller";
import type { Permissions } from "./permissions";
import type { QueryOptions } from "./query/queryOptions";

/** One request, read and checked as far as can be done without knowing what it is about. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** Values of the template's parameters, in order. */
  readonly keys: readonly string[];
  readonly query: QueryOptions;
  /** An object for operations that take a body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `https://host/v1.0` as the client named it. */
  readonly root: string;
  /** Told what the sandbox does not do. */
  readonly log: (text: string) => void;
}

/** What an operation answers. The status is the one the operation's documentation names. */
export type Answer =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "entity";
      /** After `$metadata#`. */
      readonly context: string;
      /** Graph's type name, e.g. `application`. */
      readonly type: string;
      readonly entity: Readonly<Record<string, unknown>>;
      /** Properties that are answered only when they are selected. */
      readonly onSelect?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "collection";
      readonly context: string;
      readonly type: string;
      readonly items: readonly Item[];
      /** Properties that may be selected although not every item has them: collections of a base type. */
      readonly selectable?: readonly string[];
      /** Renders one; called for the items of the page only. */
      readonly render: (item: Item) => Readonly<Record<string, unknown>>;
    };

/** A row of a collection: the key its page token names, and the value to filter, sort and render. */
export interface Item {
  readonly id: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What an operation's URL may say after the question mark. */
export interface QueryAbility {
  /** Properties usable with `eq`, and those usable with `startswith`. */
  readonly equals?: readonly string[];
  readonly startsWith?: readonly string[];
  /** Collections usable as `name/any(x:x eq '…')`. */
  readonly any?: readonly string[];
  readonly orderBy?: readonly string[];
  readonly search?: readonly string[];
  /** Sorts without the directory's `ConsistencyLevel: eventual`. */
  readonly plain?: boolean;
  /** Items of a page unless the client asks for more; 100 when absent. */
  readonly pageSize?: number;
}

/** One row of the table of operations. */
export interface Operation {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path as the API description writes it; parameters in braces. */
  readonly path: string;
  readonly permissions: Permissions;
  /** The type of what a path answers that the copy of the API description does not have. */
  readonly undescribed?: string;
  readonly query?: QueryAbility;
  /** Delegated permissions that open the mailboxes of others, and count here, too. */
  readonly sharedPermissions?: readonly string[];
  /** The operation takes a JSON object. */
  readonly body?: "required" | "optional";
  /** The body as the description spells it, where the live service takes it in other ways, too. */
  readonly normalise?: (body: Call["body"]) => Call["body"];
  readonly status: 200 | 201 | 202 | 204;
  readonly run: (call: Call) => Answer;
}
