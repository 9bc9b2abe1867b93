/** How the hall does, for its supervisor: zones, devices, and what waits for a decision. */
import { minutes } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { deviceNotice } from "./alerts.js";
import { reasonWords } from "./reasons.js";

const PAPER = "ticket-printer";

export const labelOf = (view, id) => view.hall.counters.find((counter) => counter.id === id)?.label ?? id;

/**
 * A table that becomes one block for each row where the page is narrow; `cells` are pairs of a heading's key and a
 * content.
 */
export const row = (key, cells, more = {}) =>
  h("tr", { key, ...more }, cells.map(([name, content], at) => h(at === 0 ? "th" : "td", { key: name, "data-label": t(name), ...(at === 0 ? { scope: "row" } : {}) }, content)));

export const table = (label, names, rows) =>
  h(
    "div",
    { class: "list__scroll", tabIndex: 0, role: "region", "aria-label": label },
    h("table", { class: "queue queue--stacked" }, h("thead", {}, h("tr", {}, names.map((name) => h("th", { key: name, scope: "col" }, t(name))))), h("tbody", {}, rows)),
  );

const longest = (zone) => {
  if (zone.longestNumber === undefined) {
    return t("counter.watch.nobody");
  }
  const words = t("counter.watch.longest", { number: zone.longestNumber, wait: minutes(zone.longestWaitSeconds), promise: minutes(zone.longestPromiseSeconds ?? 0) });
  return zone.overPromise > 0 ? h("span", { class: "alarm alarm--warn" }, icon("clock"), h("span", {}, words, ". ", t("counter.watch.over", { n: zone.overPromise }))) : words;
};

const idle = (view, zone) =>
  zone.idleWhileWaiting.length > 0
    ? h("span", { class: "alarm alarm--stop", "data-idle": zone.idleWhileWaiting.join(" ") }, icon("alert"), h("span", {}, t("counter.watch.idle", { counters: zone.idleWhileWaiting.map((id) => labelOf(view, id)).join(", ") })))
    : t("counter.watch.no-alarm");

const ZONE_HEADS = ["zone", "waiting", "longest", "open", "alarm"].map((name) => `counter.watch.head.${name}`);

const zoneRow = (view) => (zone) =>
  row(
    zone.id,
    [inWords(zone.name), zone.waiting, longest(zone), t("counter.watch.counters", zone.counters), idle(view, zone)].map((content, at) => [ZONE_HEADS[at], content]),
    { "data-zone": zone.id },
  );

const zones = (view) =>
  h("section", { class: "list list--wide" }, h("h2", {}, t("counter.watch.zones")), table(t("counter.watch.zones"), ZONE_HEADS, view.watch.zones.map(zoneRow(view))));

const decision = (view, actions, closure, approve) =>
  h(
    "button",
    { class: "button button--small", "data-decide": approve ? "approve" : "decline", disabled: view.busy !== null, onClick: () => actions.supervise("POST", `counters/${closure.counter}/closure`, { approve }) },
    t(approve ? "counter.watch.approve" : "counter.watch.decline"),
  );

const closures = (view, actions) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.closures")),
    view.watch.closures.length === 0 && h("p", { class: "soft" }, t("counter.watch.no-closures")),
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

/** What wants attention in words, paper in any case, and how many others do their work. */
const devices = (view, actions) => {
  const wanting = view.watch.devices.filter((device) => device.attention);
  const paper = view.watch.devices.filter((device) => device.kind === PAPER && !device.attention);
  const others = view.watch.devices.length - wanting.length - paper.length;
  return h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.devices")),
    h("ul", { class: "notices" }, wanting.map(deviceNotice(view, actions)), paper.map((device) => h("li", { key: device.id, class: "notice notice--good" }, icon("printer"), h("span", { class: "notice__words" }, inWords(device.sentence))))),
    others > 0 && h("p", { class: "soft" }, t("counter.watch.devices-fine", { n: others })),
  );
};

/** Where a trouble stands, as precisely as it is known: the file's name is enough, its folder is in the sentence. */
const place = (trouble) => [trouble.file.split("/").pop(), trouble.line, trouble.field].filter(Boolean).join(" · ");

/** Files that are missing or wrong; the hall serves all the same. */
const files = (view) =>
  view.watch.files.length > 0 &&
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.watch.files")),
    h(
      "ul",
      { class: "side" },
      view.watch.files.map((trouble) =>
        h(
          "li",
          { key: trouble.what, "data-file": trouble.file },
          icon("alert"),
          h("span", { class: "side__words" }, h("strong", {}, place(trouble)), h("span", { lang: "en" }, trouble.what), h("span", { class: "soft" }, t(`counter.watch.file.${trouble.serves}`))),
        ),
      ),
    ),
  );

export const watch = (view, actions) => view.watch !== null && [zones(view), closures(view, actions), devices(view, actions), files(view)];
