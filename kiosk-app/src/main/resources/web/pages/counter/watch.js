/** How the hall does, for its supervisor: zones, what waits for a decision, where every number is, and why each was called. */
import { minutes, time } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { reasonWords } from "./reasons.js";

const MOST_SHOWN = 12;
const STATES = ["waiting", "called", "serving", "parked", "finished", "no-show", "cancelled", "expired"];

const labelOf = (view, id) => view.hall.counters.find((counter) => counter.id === id)?.label ?? id;

const zone = (view) => (row) =>
  h(
    "tr",
    { key: row.id, "data-zone": row.id },
    h("th", { scope: "row" }, inWords(row.name)),
    h("td", {}, row.waiting),
    h("td", {}, row.overPromise > 0 ? h("span", { class: "badge badge--warn" }, icon("clock"), minutes(row.longestWaitSeconds), " · ", t("counter.watch.over", { n: row.overPromise })) : minutes(row.longestWaitSeconds)),
    h("td", {}, t("counter.watch.counters", row.counters)),
    h(
      "td",
      {},
      row.idleWhileWaiting.length > 0 && h("span", { class: "badge badge--stop" }, icon("alert"), t("counter.watch.idle", { counters: row.idleWhileWaiting.map((id) => labelOf(view, id)).join(", ") })),
    ),
  );

const zones = (view) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.zones")),
    h(
      "div",
      { class: "list__scroll", tabIndex: 0, role: "region", "aria-label": t("counter.watch.zones") },
      h(
        "table",
        { class: "queue" },
        h("thead", {}, h("tr", {}, ["zone", "waiting", "longest", "open", "alarm"].map((name) => h("th", { key: name, scope: "col" }, t(`counter.watch.head.${name}`))))),
        h("tbody", {}, view.watch.zones.map(zone(view))),
      ),
    ),
  );

const decision = (view, actions, closure, approve) =>
  h(
    "button",
    { class: "button button--small", "data-decide": approve ? "approve" : "decline", disabled: view.busy !== null, onClick: () => actions.supervise("POST", `counters/${closure.counter}/closure`, { approve }) },
    t(approve ? "counter.watch.approve" : "counter.watch.decline"),
  );

const closures = (view, actions) =>
  view.watch.closures.length > 0 &&
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.closures")),
    h(
      "ul",
      { class: "side" },
      view.watch.closures.map((closure) =>
        h(
          "li",
          { key: closure.counter, "data-closure": closure.counter },
          h("span", { class: "side__words" }, t("counter.watch.closure", { counter: closure.label, reason: reasonWords("request-closure", closure.reason), n: closure.waiting })),
          closure.approved && h("span", { class: "badge badge--warn" }, t("counter.closure.approved")),
          !closure.approved && decision(view, actions, closure, true),
          decision(view, actions, closure, false),
        ),
      ),
    ),
  );

/** Every number explained: the states add up to what was issued. */
const numbers = (view) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.numbers", { n: view.watch.numbers.issued })),
    h("dl", { class: "numbers" }, STATES.map((state) => h("div", { key: state }, h("dt", {}, t(`counter.watch.state.${state}`)), h("dd", { class: "number" }, view.watch.numbers[state])))),
    view.watch.withoutEnd.length > 0 && h("p", { class: "soft" }, t("counter.watch.without-end", { numbers: view.watch.withoutEnd.slice(0, MOST_SHOWN).map((ticket) => ticket.number).join(", ") })),
  );

const call = (view) => (row) =>
  h(
    "tr",
    { key: `${row.number} ${row.calledAt}` },
    h("td", { class: "number" }, row.number),
    h("td", {}, labelOf(view, row.counter)),
    h("td", {}, time(row.calledAt)),
    h("td", {}, t(`counter.watch.rule.${row.kind}`), row.runnerUp && ` ${t("counter.watch.before", { number: row.runnerUp })}`),
    h("td", {}, row.actor),
  );

const calls = (view) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.calls")),
    view.calls.length === 0
      ? h("p", { class: "soft" }, t("counter.watch.no-calls"))
      : h(
          "div",
          { class: "list__scroll", tabIndex: 0, role: "region", "aria-label": t("counter.watch.calls") },
          h(
            "table",
            { class: "queue" },
            h("thead", {}, h("tr", {}, ["number", "counter", "at", "why", "who"].map((name) => h("th", { key: name, scope: "col" }, t(`counter.watch.call.${name}`))))),
            h("tbody", {}, view.calls.map(call(view))),
          ),
        ),
  );

export const watch = (view, actions) => view.watch !== null && [zones(view), closures(view, actions), numbers(view), calls(view)];
