/** The charts. Each has its figures as a table for those who do not see it, and its definition below the title. */
import uPlot from "/vendor/uplot/dist/uPlot.esm.js";
import { t } from "/assets/i18n.js";
import { h } from "/assets/view.js";
import { count, inMinutes, minutesLong } from "./words.js";

const MOST_ROWS = 12;
const HEIGHT = 240;

const panel = (key, wide, ...content) =>
  h(
    "figure",
    { class: `panel ${wide ? "panel--wide" : ""}`, "aria-labelledby": `chart-${key}` },
    h("figcaption", null, h("h2", { id: `chart-${key}` }, t(`chart.${key}`)), h("p", { class: "definition" }, t(`definition.chart-${key}`))),
    content,
  );

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(width, labels) {
  const axis = { stroke: color("--ink-soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { show: false }, font: "13px sans-serif" };
  const bars = (align) => uPlot.paths.bars({ size: [0.42, 36], align, radius: 0.15 });
  const points = { show: false };
  return {
    width,
    height: HEIGHT,
    padding: [12, 8, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: false, range: [-0.6, labels.length - 0.4] }, y: { range: (u, low, high) => [0, Math.max(4, Math.ceil(high * 1.1))] } },
    axes: [
      { ...axis, size: 30, grid: { show: false }, splits: () => labels.map((label, index) => index), values: () => labels },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [
      {},
      { label: t("chart.arrived"), fill: color("--accent"), stroke: color("--accent"), width: 0, paths: bars(-1), points },
      { label: t("chart.served"), fill: color("--chart-second"), stroke: color("--chart-second"), width: 0, paths: bars(1), points },
    ],
  };
}

/** A chart lives outside preact: its element is made once, and made again when the figures or its width change. */
function plot(data, labels) {
  return (element) => {
    const drawn = JSON.stringify([data, labels, element?.clientWidth]);
    if (!element || element.dataset.drawn === drawn) {
      return;
    }
    element.dataset.drawn = drawn;
    element.plot?.destroy();
    element.plot = new uPlot(options(element.clientWidth, labels), data, element);
    element.watch ??= new ResizeObserver(() => element.plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    element.watch.observe(element);
  };
}

export function arrivals(byHour) {
  const hours = byHour.items;
  const labels = hours.map((each) => each.key);
  const data = [hours.map((each, index) => index), hours.map((each) => each.tickets), hours.map((each) => each.served)];
  const rows = hours.map((each) => h("tr", { key: each.key }, h("th", { scope: "row" }, each.key), h("td", null, each.tickets), h("td", null, each.served)));
  return panel(
    "arrivals",
    false,
    h("p", { class: "keys", "aria-hidden": "true" }, h("span", { class: "key key--first" }, t("chart.arrived")), h("span", { class: "key key--second" }, t("chart.served"))),
    hours.length === 0 ? h("p", { class: "soft" }, t("chart.empty")) : h("div", { class: "plot", "aria-hidden": "true", ref: plot(data, labels) }),
    h(
      "table",
      { class: "for-reader" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("chart.hour")), h("th", { scope: "col" }, t("chart.arrived")), h("th", { scope: "col" }, t("chart.served")))),
      h("tbody", null, rows),
    ),
  );
}

export function waitingNow(byAgency, name) {
  const rows = byAgency.items.filter((each) => each.waiting > 0).sort((one, other) => other.waiting - one.waiting).slice(0, MOST_ROWS);
  const most = Math.max(1, ...rows.map((each) => each.waiting));
  return panel(
    "waiting",
    false,
    rows.length === 0
      ? h("p", { class: "soft" }, t("chart.nobody"))
      : h(
          "ul",
          { class: "bars" },
          rows.map((each) =>
            h(
              "li",
              { key: each.key },
              h("span", { class: "bars__name" }, name.agency(each.key)),
              h("span", { class: "bars__track", "aria-hidden": "true" }, h("i", { class: "bars__bar", style: { width: `${(100 * each.waiting) / most}%` } })),
              h("span", { class: "bars__value" }, count(each.waiting)),
            ),
          ),
        ),
  );
}

/** One service: its median as a bar, its 90th percentile as a thin line, its promise as a mark. */
function promiseRow(each, name, most) {
  const wait = each.waitTime;
  const at = (seconds) => `${Math.min(100, (100 * seconds) / most)}%`;
  const late = (seconds) => wait.promiseSeconds !== undefined && seconds > wait.promiseSeconds;
  return h(
    "li",
    { key: each.key, "data-promise": each.key },
    h("span", { class: "bars__name" }, name.service(each.key), h("span", { class: "soft small" }, ` ${t("chart.n", { n: count(wait.n) })}`)),
    h(
      "span",
      { class: "bars__track", "aria-hidden": "true" },
      h("i", { class: `bars__reach ${late(wait.p90Seconds) ? "bars__reach--late" : ""}`, style: { width: at(wait.p90Seconds) } }),
      h("i", { class: `bars__bar ${late(wait.medianSeconds) ? "bars__bar--late" : ""}`, style: { width: at(wait.medianSeconds) } }),
      wait.promiseSeconds !== undefined && h("i", { class: "bars__promise", style: { left: at(wait.promiseSeconds) } }),
    ),
    h(
      "span",
      { class: "bars__value" },
      h("span", { class: "for-reader" }, t("chart.row", { median: minutesLong(wait.medianSeconds), p90: minutesLong(wait.p90Seconds), promise: minutesLong(wait.promiseSeconds) })),
      h("span", { "aria-hidden": "true" }, `${inMinutes(wait.medianSeconds)} · ${inMinutes(wait.p90Seconds)}`),
    ),
  );
}

export function waitAgainstPromise(byService, name) {
  const rows = byService.items.filter((each) => each.waitTime.n > 0).sort((one, other) => other.waitTime.p90Seconds - one.waitTime.p90Seconds).slice(0, MOST_ROWS);
  const most = Math.max(60, ...rows.flatMap((each) => [each.waitTime.p90Seconds, (each.waitTime.promiseSeconds ?? 0) * 1.05]));
  return panel(
    "promise",
    true,
    h(
      "p",
      { class: "keys", "aria-hidden": "true" },
      h("span", { class: "key key--first" }, t("chart.median")),
      h("span", { class: "key key--reach" }, t("chart.p90")),
      h("span", { class: "key key--promise" }, t("chart.promised")),
      h("span", { class: "key key--late" }, t("chart.late")),
    ),
    rows.length === 0 ? h("p", { class: "soft" }, t("chart.empty")) : h("ul", { class: "bars bars--promise" }, rows.map((each) => promiseRow(each, name, most))),
  );
}
