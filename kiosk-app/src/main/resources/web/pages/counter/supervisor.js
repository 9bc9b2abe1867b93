/** The supervisor's part: the day, its hours, and disruptions of an agency's own system. Every act names its reason. */
import { date, now } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { dialog, focusOnArrival, h, icon } from "/assets/view.js";
import { buttons, form } from "./dialogs.js";
import { manualNumbers } from "./manual.js";
import { watch } from "./watch.js";

const MOST_REASON = 200;

/** Each act: method and path of its route. Those with a reason ask for it. */
const ACTS = {
  "day-open": { path: () => "day/open" },
  "day-close": { path: () => "day/close", reason: true },
  "hours-override": { path: () => "day/hours-override", reason: true },
  "hours-restore": { path: () => "day/hours-restore" },
  "hall-pause": { path: () => "day/pause", reason: true },
  "hall-resume": { path: () => "day/resume" },
  disrupt: { path: (agency) => `agencies/${agency}/disruption`, reason: true },
  "disrupt-end": { method: "DELETE", path: (agency) => `agencies/${agency}/disruption` },
};

const act = (view, actions, what, agency, small = false) =>
  h(
    "button",
    {
      class: `button${small ? " button--small" : ""}`,
      "data-act": what,
      disabled: view.busy !== null,
      "aria-label": agency && `${t(`counter.act.${what}`)}: ${inWords(agency.name)}`,
      onClick: () => actions.ask({ what, agency }),
    },
    t(`counter.act.${what}`),
  );

const day = (view, actions) => {
  const { day: today, clockTrusted } = view.hall;
  return h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.supervisor.day")),
    h("p", {}, today.open ? t("counter.supervisor.day-open", { day: date(`${today.label}T12:00:00Z`) }) : t("counter.supervisor.day-closed")),
    today.pauseReason && h("p", { class: "notice notice--stop", role: "alert" }, icon("pause"), t("counter.hall-paused", { reason: today.pauseReason })),
    !clockTrusted && h("p", { class: "notice notice--warn" }, icon("clock"), t("counter.supervisor.clock")),
    h(
      "p",
      { class: "others" },
      today.open && act(view, actions, today.pauseReason ? "hall-resume" : "hall-pause"),
      act(view, actions, today.open ? "day-close" : "day-open"),
      today.open && act(view, actions, today.hoursOverridden ? "hours-restore" : "hours-override"),
    ),
  );
};

const disruptions = (view, actions) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.supervisor.disruptions")),
    h(
      "ul",
      { class: "side side--columns" },
      view.hall.agencies.map((agency) => {
        const disrupted = agency.state === "disrupted";
        return h(
          "li",
          { key: agency.id },
          h("span", { class: "side__words" }, inWords(agency.name)),
          disrupted && h("span", { class: "badge badge--stop" }, icon("alert"), t("counter.supervisor.disrupted")),
          act(view, actions, disrupted ? "disrupt-end" : "disrupt", agency, true),
        );
      }),
    ),
  );

export const supervision = (view, actions) =>
  h("div", { class: "supervision" }, h("h1", { tabIndex: -1, ref: focusOnArrival }, t("counter.supervisor")), day(view, actions), watch(view, actions), disruptions(view, actions), manualNumbers(view, actions));

const reasonField = () =>
  h("label", { class: "field" }, t("counter.reason"), h("input", { name: "reason", required: true, maxLength: MOST_REASON, autocomplete: "off" }));

/** The date by the hub's clock as `2026-11-23`, to be corrected where that clock is wrong. */
const isoDate = (view) => new Intl.DateTimeFormat("sv-SE", { timeZone: view.hall.branch.timeZone }).format(now());

const dateField = (view) => [
  h("label", { class: "field" }, t("counter.supervisor.date"), h("input", { name: "label", type: "date", required: true, defaultValue: isoDate(view) })),
  h("label", { class: "option" }, h("input", { type: "checkbox", name: "confirm", required: true }), h("span", {}, t("counter.supervisor.confirm-date"))),
];

const answerOf = (what, filled) => {
  if (what === "day-open") {
    return filled.has("confirm") ? { label: filled.get("label"), confirm: true } : {};
  }
  return ACTS[what].reason ? { reason: filled.get("reason") } : {};
};

export function supervisorDialog(view, actions) {
  const { asking } = view;
  if (asking === null || !(asking.what in ACTS)) {
    return null;
  }
  const { method = "POST", path, reason } = ACTS[asking.what];
  return dialog(
    t(`counter.act.${asking.what}`),
    actions.cancel,
    form(
      (filled) => actions.supervise(method, path(asking.agency?.id), method === "DELETE" ? undefined : answerOf(asking.what, filled)),
      asking.agency && h("p", {}, inWords(asking.agency.name)),
      h("p", {}, t(`counter.act.${asking.what}.why`)),
      reason && reasonField(),
      asking.what === "day-open" && !view.hall.clockTrusted && dateField(view),
      buttons(actions, asking.what),
    ),
  );
}
