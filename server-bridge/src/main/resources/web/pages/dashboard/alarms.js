/** What went wrong in the hall and waits for somebody, with who looks after it. */
import { date, zonedTime } from "/assets/format.js";
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { count } from "./words.js";

const COLUMNS = ["what", "where", "when", "do"];

const what = (alarm) => [
  h("span", { class: `badge badge--${alarm.state === "open" ? "stop" : "warn"}` }, icon("alert"), t(`alarm.kind.${alarm.kind}`)),
  alarm.further && h("span", { class: "soft small under" }, t("alarms.further")),
  h("span", { class: "soft small under alarm__detail" }, alarm.detail),
];

const where = (alarm) => [alarm.branch === "" ? t("alarms.no-hall") : alarm.node || "–", alarm.times > 1 && h("span", { class: "soft small under" }, t("alarms.times", { n: count(alarm.times) }))];

const row = (alarm, actions) =>
  h(
    "tr",
    { key: alarm.id },
    h("th", { scope: "row" }, what(alarm)),
    h("td", { "data-label": t("alarms.where") }, where(alarm)),
    h("td", { "data-label": t("alarms.when") }, `${date(alarm.lastAt)}, ${zonedTime(alarm.lastAt)}`),
    h(
      "td",
      { "data-label": t("alarms.do") },
      alarm.seenBy && h("span", { class: "soft small under" }, t("alarms.seen-by", { name: alarm.seenBy })),
      h(
        "span",
        { class: "choices" },
        alarm.state === "open" && h("button", { class: "button button--small", onClick: () => actions.seeAlarm(alarm.id) }, t("alarms.see")),
        h("button", { class: "button button--small", onClick: () => actions.closeAlarm(alarm.id) }, t("alarms.close")),
      ),
    ),
  );

/** @param page an answer of `/api/v1/alarms` */
export function alarms(page, actions) {
  return h(
    "section",
    { class: "panel panel--wide" },
    h("h2", { id: "alarms-title" }, t("alarms.title")),
    h("p", { class: "definition" }, t("definition.alarms")),
    page.items.length === 0
      ? h("p", { class: "soft" }, t("alarms.none"))
      : [
          h(
            "div",
            { class: "table-frame", tabindex: 0, role: "region", "aria-labelledby": "alarms-title" },
            h(
              "table",
              { class: "table" },
              h("thead", null, h("tr", null, COLUMNS.map((column) => h("th", { key: column, scope: "col" }, t(`alarms.${column}`))))),
              h("tbody", null, page.items.map((alarm) => row(alarm, actions))),
            ),
          ),
          page.next && h("p", { class: "soft small" }, t("alarms.some", { n: count(page.items.length) })),
        ],
  );
}
