/**
 * The satisfaction survey (SKM): index, band, the nine means, and whether enough people answered; each with its
 * definition.
 */
import { t } from "/assets/i18n.js";
import { h } from "/assets/view.js";
import { count, hundredths } from "./words.js";

const PERIODS = ["day", "month", "year"];
const ELEMENTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const RATINGS = [4, 3, 2, 1];
const BEST = 4;

/** The first business day of a period that ends with the day shown. */
export const beginOf = (period, day) => ({ day, month: `${day.slice(0, 8)}01`, year: `${day.slice(0, 5)}01-01` })[period];

const definition = (key, values) => h("p", { class: "definition" }, t(`definition.${key}`, values));

const controls = (state, actions) =>
  h(
    "div",
    { class: "spread wrap" },
    h(
      "div",
      { class: "choices", role: "group", "aria-label": t("skm.period") },
      PERIODS.map((period) => h("button", { key: period, class: "button button--small", "aria-pressed": String(state.period === period), onClick: () => actions.choosePeriod(period) }, t(`skm.period.${period}`))),
    ),
    h("label", { class: "switch" }, h("input", { type: "checkbox", role: "switch", checked: state.weight !== "ninth", onChange: (event) => actions.weigh(event.currentTarget.checked ? "printed-0-111" : "ninth") }), t("skm.printed-weight")),
  );

const index = ({ total, weight, leastAnswers }) =>
  h(
    "div",
    { class: "skm__index" },
    h("h3", null, t("skm.index")),
    total.index === undefined
      ? h("p", { class: "skm__value soft" }, "–", h("span", { class: "skm__band" }, t("skm.withheld", { n: leastAnswers })))
      : h("p", { class: "skm__value", "data-index": total.index }, hundredths(total.index), " ", h("span", { class: `skm__band skm__band--${total.band}` }, t("skm.band", { band: total.band, words: t(`skm.band.${total.band}`) }))),
    weight === "ninth" ? definition("skm-index") : h("p", { class: "notice notice--warn small", role: "status" }, t("definition.skm-printed-weight")),
  );

const sample = ({ total, needed, served, invited }) =>
  h(
    "div",
    null,
    h("h3", null, t("skm.sample")),
    h("p", { class: "skm__sample" }, h("strong", { class: "number" }, t("skm.of-needed", { n: count(total.answers), needed: count(needed) })), " ", needed > 0 && h("span", { class: `badge badge--${total.answers >= needed ? "good" : "warn"}` }, t(total.answers >= needed ? "skm.enough" : "skm.not-enough"))),
    h("progress", { max: Math.max(needed, 1), value: Math.min(total.answers, needed), "aria-label": t("skm.sample") }),
    h("p", null, t("skm.invited", { invited: count(invited), served: count(served) })),
    definition("skm-sample"),
  );

const taps = ({ taps: given, leastAnswers }) =>
  h(
    "div",
    null,
    h("h3", null, t("skm.taps")),
    given === undefined
      ? h("p", { class: "soft" }, t("skm.withheld", { n: leastAnswers }))
      : h("ul", { class: "skm__taps" }, RATINGS.map((rating) => h("li", { key: rating }, h("span", null, t(`skm.rating.${rating}`)), h("strong", { class: "number" }, count(given[rating - 1]))))),
    definition("skm-taps"),
  );

const means = ({ total }) =>
  total.means !== undefined &&
  h(
    "div",
    { class: "skm__means" },
    h("h3", null, t("skm.means")),
    h(
      "ul",
      { class: "bars" },
      ELEMENTS.map((element) =>
        h(
          "li",
          { key: element },
          h("span", { class: "bars__name" }, t(`skm.u${element}`)),
          h("span", { class: "bars__track", "aria-hidden": "true" }, h("i", { class: "bars__bar", style: { width: `${(100 * total.means[element - 1]) / BEST}%` } })),
          h("span", { class: "bars__value", "data-mean": element }, hundredths(total.means[element - 1])),
        ),
      ),
    ),
    definition("skm-means"),
  );

const agencyRow = (each, name) =>
  h(
    "tr",
    { key: each.key },
    h("th", { scope: "row" }, name.agency(each.key)),
    h("td", { "data-label": t("skm.answers") }, count(each.answers)),
    h("td", { "data-label": t("skm.index") }, hundredths(each.index)),
    h("td", { "data-label": t("skm.band-title") }, t("skm.band", { band: each.band, words: t(`skm.band.${each.band}`) })),
  );

const agencies = ({ items, leastAnswers }, name) => {
  const shown = items.filter((each) => each.index !== undefined);
  const withheld = items.filter((each) => each.index === undefined);
  return (
    items.length > 0 &&
    h(
      "div",
      { class: "skm__agencies" },
      h("h3", null, t("skm.agencies")),
      shown.length > 0 &&
        h(
          "table",
          { class: "table" },
          h("thead", null, h("tr", null, ["group.agency", "skm.answers", "skm.index", "skm.band-title"].map((key) => h("th", { key, scope: "col" }, t(key))))),
          h("tbody", null, shown.map((each) => agencyRow(each, name))),
        ),
      withheld.length > 0 && h("p", { class: "small" }, t("skm.withheld-agencies", { agencies: withheld.map((each) => t("skm.withheld-agency", { agency: name.agency(each.key), n: count(each.answers) })).join(", ") })),
      definition("skm-agencies", { n: leastAnswers }),
    )
  );
};

/**
 * Answered or not: nothing is hidden because nobody answered, or an administrator would not learn that nobody was
 * asked.
 */
export function satisfaction(state, name, actions) {
  const { skm } = state;
  return (
    skm !== null &&
    h(
      "section",
      { class: "panel skm", "aria-labelledby": "skm-title" },
      h("h2", { id: "skm-title" }, t("skm.title")),
      controls(state, actions),
      h("div", { class: "skm__figures" }, index(skm), sample(skm), taps(skm)),
      h("div", { class: "skm__details" }, means(skm), agencies(skm, name)),
    )
  );
}
