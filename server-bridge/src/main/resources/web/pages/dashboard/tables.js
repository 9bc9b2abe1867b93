/** The figures per agency, service or counter, with the definition of each column under its name. */
import { t } from "/assets/i18n.js";
import { h } from "/assets/view.js";
import { count, inMinutes, share, tone } from "./words.js";

const GROUPINGS = ["agency", "service", "counter"];

const kept = (timing) => (timing.promised === 0 ? "–" : h("span", { class: `badge badge--${tone(timing)}` }, share(timing)));

const COLUMNS = [
  { key: "waiting", value: (each) => count(each.waiting) },
  { key: "served", value: (each) => count(each.served) },
  { key: "no-shows", value: (each) => count(each.noShows) },
  { key: "wait-median", value: (each) => inMinutes(each.waitTime.medianSeconds) },
  { key: "wait-p90", value: (each) => inMinutes(each.waitTime.p90Seconds) },
  { key: "wait-promise", value: (each) => inMinutes(each.waitTime.promiseSeconds) },
  { key: "wait-kept", value: (each) => kept(each.waitTime) },
  { key: "estimate-error", value: (each) => inMinutes(each.estimate.meanErrorSeconds) },
  { key: "estimate-held", value: (each) => share({ promised: each.estimate.n, within: each.estimate.within }) },
  { key: "service-median", value: (each) => inMinutes(each.serviceTime.medianSeconds) },
  { key: "service-p90", value: (each) => inMinutes(each.serviceTime.p90Seconds) },
  { key: "service-promise", value: (each) => inMinutes(each.serviceTime.promiseSeconds) },
  { key: "service-kept", value: (each) => kept(each.serviceTime) },
];

/** Numbers have moved only where a kiosk's journal was lost. */
const columns = (statistics) =>
  statistics.total.moved > 0 ? COLUMNS.toSpliced(3, 0, { key: "moved", value: (each) => count(each.moved) }) : COLUMNS;

function row(each, grouping, name, shown) {
  const agency = grouping === "service" ? name.agencyOf(each.key) : undefined;
  return h(
    "tr",
    { key: each.key },
    h("th", { scope: "row" }, name[grouping](each.key), agency && h("span", { class: "soft small under" }, name.agency(agency))),
    shown.map((column) => h("td", { key: column.key, "data-label": t(`column.${column.key}`) }, column.value(each))),
  );
}

export function table(statistics, grouping, name, actions) {
  const shown = columns(statistics);
  return h(
    "section",
    { class: "panel panel--wide" },
    h(
      "div",
      { class: "spread wrap" },
      h("h2", { id: "table-title" }, t(`table.${grouping}`)),
      h(
        "div",
        { class: "choices", role: "group", "aria-label": t("table.group") },
        GROUPINGS.map((each) =>
          h("button", { key: each, class: "button button--small", "aria-pressed": String(each === grouping), onClick: () => actions.group(each) }, t(`table.${each}`)),
        ),
      ),
    ),
    h(
      "div",
      { class: "table-frame", tabindex: 0, role: "region", "aria-labelledby": "table-title" },
      h(
        "table",
        { class: "table" },
        h(
          "thead",
          null,
          h("tr", null, h("th", { scope: "col" }, t(`group.${grouping}`)), shown.map((column) => h("th", { key: column.key, scope: "col" }, t(`column.${column.key}`)))),
        ),
        h("tbody", null, statistics.items.map((each) => row(each, grouping, name, shown))),
        h("tfoot", null, row({ ...statistics.total, key: "" }, grouping, { ...name, [grouping]: () => t("table.total"), agencyOf: () => undefined }, shown)),
      ),
    ),
    h(
      "details",
      { class: "definitions", open: true },
      h("summary", null, t("table.definitions")),
      h("dl", null, shown.map((column) => h("div", { key: column.key }, h("dt", null, t(`column.${column.key}`)), h("dd", null, t(`definition.${column.key}`))))),
    ),
  );
}
