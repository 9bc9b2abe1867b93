/** The figures of the whole hall, each with its definition beside it. */
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { count, inMinutes, minutesLong, share, tone } from "./words.js";

const card = (key, value, unit, more, mark = "") =>
  h(
    "div",
    { class: `figure ${mark && `figure--${mark}`}` },
    h("dt", null, t(`figure.${key}`)),
    h("dd", { class: "figure__value" }, value, unit && h("span", { class: "figure__unit" }, ` ${unit}`)),
    more && h("dd", { class: "figure__more" }, more),
    h("dd", { class: "figure__definition" }, t(`definition.${key}`)),
  );

/** Nothing stands behind a figure that is not known. */
const unit = (timing) => timing.n > 0 && t("unit.minutes-word");

const against = (timing) =>
  timing.n > 0 && [
    h("span", null, t("figure.p90", { n: inMinutes(timing.p90Seconds) })),
    timing.promised > 0 && h("span", { class: `badge badge--${tone(timing)}` }, t("figure.kept", { share: share(timing) })),
  ];

/** Whose own system is down now, and why, as the hall's supervisor put it. */
const disruptions = (live, name) =>
  h(
    "div",
    { class: "disruptions", role: "status" },
    live.disruptions.map((each) =>
      h("p", { key: each.agency, class: "notice notice--warn" }, icon("alert"), t("summary.disruption", { agency: name.agency(each.agency), reason: each.reason })),
    ),
  );

export function summary(total, live, name) {
  const longest = live?.longestWaitSeconds;
  return h(
    "section",
    { "aria-labelledby": "summary-title" },
    h("h2", { id: "summary-title" }, t(live ? "summary.now" : "summary.day")),
    live?.disruptions.length > 0 && disruptions(live, name),
    h(
      "dl",
      { class: "figures" },
      card("waiting", count(total.waiting), null, longest !== undefined && longest !== null && t("figure.longest", { time: minutesLong(longest) })),
      card("served", count(total.served), null, t("figure.of", { n: count(total.tickets) })),
      card("wait", inMinutes(total.waitTime.medianSeconds), unit(total.waitTime), against(total.waitTime)),
      card("service", inMinutes(total.serviceTime.medianSeconds), unit(total.serviceTime), against(total.serviceTime)),
      card("no-shows", count(total.noShows), null, total.tickets > 0 && t("figure.share", { n: count((100 * total.noShows) / total.tickets) })),
      total.moved > 0 && card("moved", count(total.moved)),
      card("at-counter", count(total.atCounter), null, total.parked > 0 && t("figure.parked", { n: count(total.parked) })),
    ),
  );
}
