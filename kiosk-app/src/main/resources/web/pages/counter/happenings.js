/**
 * What happened to the hall today beside its numbers: the day, pauses, disruptions, closures, doors, calls for help,
 * papers not printed.
 */
import { moment, time } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h } from "/assets/view.js";
import { reasonWords } from "./reasons.js";
import { labelOf, row, table } from "./watch.js";

const HEADS = ["at", "what", "who"].map((name) => `counter.happened.head.${name}`);
/** Reasons that were chosen from a list have words of their own; others are shown as they came. */
const CHOSEN = { "disruption-declared": "disrupt", "closure-requested": "request-closure" };

function words(view, one) {
  const agency = view.hall.agencies.find(({ id }) => id === one.agency);
  const parts = [
    t(`counter.happened.${one.kind}`, {
      agency: agency === undefined ? "" : inWords(agency.name),
      counter: one.counter === undefined ? "" : labelOf(view, one.counter),
      n: one.papers,
      last: one.last === undefined ? "" : time(one.last),
    }),
  ];
  // Of papers it is a code of the printer, and the line says enough.
  if (one.reason !== undefined && one.papers === undefined) {
    parts.push(CHOSEN[one.kind] === undefined ? one.reason : reasonWords(CHOSEN[one.kind], one.reason));
  }
  if (one.expectedEnd !== undefined) {
    parts.push(t("counter.disrupt.expected", { when: moment(one.expectedEnd) }));
  }
  return parts.join(" · ");
}

const line = (view) => (one, at) => row(`${at} ${one.kind} ${one.at}`, [time(one.at), words(view, one), one.actor ?? ""].map((content, cell) => [HEADS[cell], content]), { "data-happened": one.kind });

const all = (view) =>
  view.happenings.length === 0 ? h("p", { class: "soft", role: "status" }, t("counter.happened.nothing")) : table(t("counter.happened"), HEADS, view.happenings.map(line(view)));

export const happenings = (view, actions) =>
  h(
    "section",
    { class: "list list--wide" },
    h("h2", {}, t("counter.happened")),
    h(
      "p",
      {},
      h(
        "button",
        { class: "button button--small", "data-act": "happenings", "aria-expanded": String(view.happenings !== null), onClick: actions.tellHappenings },
        t(view.happenings === null ? "counter.happened.show" : "counter.happened.hide"),
      ),
    ),
    view.happenings !== null && all(view),
  );
