/**
 * That the machine's journal goes on with another one; told on every page of the staff until a supervisor knows of it.
 */
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

/** Null where nothing need be said. */
export const journalNotice = (journal, tag = "p", more = null) =>
  journal === undefined
    ? null
    : h(
        tag,
        { class: "notice notice--warn", "data-alert": "journal", key: "journal" },
        icon("alert"),
        h("span", { class: "notice__words" }, t(`counter.journal.${journal.reason}`, { n: journal.unreadable }), more),
      );
