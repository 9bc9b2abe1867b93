/**
 * What an officer must notice besides the ticket: who else is at this counter, what stands still, who asks for help,
 * devices.
 */
import { moment } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { clockNotice } from "./clock.js";
import { journalNotice } from "./journal.js";

const HELP = "assist";

const notice = (tone, name, sign, words, button) => h("li", { key: Object.values(name)[0], class: `notice notice--${tone}`, ...name }, icon(sign), h("span", { class: "notice__words" }, words), button);

const alert = (tone, what, sign, words, button) => notice(tone, { "data-alert": what }, sign, words, button);

const small = (view, what, words, onClick) => h("button", { class: "button button--small", "data-press": what, disabled: view.busy !== null, onClick }, words);

const disruptionWords = ({ reason, expectedEnd }) =>
  expectedEnd === undefined ? t("counter.alert.disruption", { reason }) : t("counter.alert.disruption-until", { reason, when: moment(expectedEnd) });

/** Everybody at a counter that is open twice is told, for both see the same ticket and either may press. */
const pages = (view) =>
  view.desk.pages > 1 && alert("warn", "pages", "people", t("counter.alert.pages", { n: view.desk.pages, officers: view.desk.officers.join(", ") }));

const disruption = (view, actions) =>
  view.desk.disruption &&
  alert(
    "stop",
    "disruption",
    "alert",
    disruptionWords(view.desk.disruption),
    small(view, "disrupt-end", t("counter.act.disrupt-end"), () => actions.ask({ what: "disrupt-end" })),
  );

/** A device that wants attention, in its own words; a call for help is answered by whoever goes there. */
export const deviceNotice = (view, actions) => (device) =>
  notice(
    device.working && !device.conditions.includes(HELP) ? "warn" : "stop",
    { "data-device": device.id },
    device.conditions.includes(HELP) ? "hand" : "alert",
    inWords(device.sentence),
    device.conditions.includes(HELP) && small(view, "answer-help", t("counter.alert.going"), actions.answerHelp),
  );

export const alerts = (view, actions) => {
  const { day, devices } = view.desk;
  const shown = [
    clockNotice(day, view.desk.clockTrusted, "li"),
    journalNotice(view.desk.journal, "li"),
    day.pauseReason && alert("stop", "hall", "pause", t("counter.hall-paused", { reason: day.pauseReason })),
    disruption(view, actions),
    pages(view),
    ...devices.map(deviceNotice(view, actions)),
  ].filter(Boolean);
  return h("section", { class: "attention", role: "status", "aria-label": t("counter.alerts") }, shown.length > 0 && h("ul", {}, shown));
};
