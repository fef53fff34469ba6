import * as vscode from "vscode";
import { message } from "../../base/message";
import { locale, words } from "../localize";
import { numberWords } from "../moments";
import { row } from "./looks";
import type { TreeNode } from "./node";

/** The last row of an incomplete list. */
export class LoadMoreNode implements TreeNode {
  readonly id = "loadMore";

  constructor(
    private readonly shown: number,
    private readonly total: number | undefined,
  ) {}

  look(): vscode.TreeItem {
    const shown = numberWords(this.shown, locale());
    const label =
      this.total === undefined
        ? message("Load more ({0} shown)", shown)
        : message("Load more ({0} of {1})", shown, numberWords(this.total, locale()));
    const item = row(words(label));
    item.iconPath = new vscode.ThemeIcon("ellipsis");
    item.contextValue = "loadMore";
    item.command = { command: "entraMail.loadMoreRegistrations", title: words(label) };
    return item;
  }
}
