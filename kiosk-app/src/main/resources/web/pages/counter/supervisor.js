/** The supervisor's part: the day, its hours, and disruptions of an agency's own system. Every act names its reason. */
import { date, isoToday, moment } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { dialog, focusOnArrival, h, icon } from "/assets/view.js";
import { calls } from "./calls.js";
import { buttons, form, until, untilField } from "./dialogs.js";
import { happenings } from "./happenings.js";
import { journalNotice } from "./journal.js";
import { manual } from "./manual.js";
import { numbers, sum, withoutEnd } from "./numbers.js";
import { watch } from "./watch.js";

const MOST_REASON = 200;

/** Each act: method and path of its route. Those with a reason ask for it. */
const ACTS = {
  "day-open": { path: () => "day/open" },
  "day-close": { path: () => "day/close", reason: true },
  "day-relabel": { path: () => "day/relabel" },
  "hours-override": { path: () => "day/hours-override", reason: true },
  "hours-restore": { path: () => "day/hours-restore" },
  // An evacuation has no time for typing: two presses of Enter stop the hall.
  "hall-pause": { path: () => "day/pause", reason: true, usual: "counter.act.hall-pause.usual" },
  "hall-resume": { path: () => "day/resume" },
  "skip-numbers": { path: () => "day/skip-numbers", reason: true },
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
  const { day: today } = view.hall;
  return h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.supervisor.day")),
    h("p", {}, today.open ? t("counter.supervisor.day-open", { day: date(`${today.label}T12:00:00Z`) }) : t("counter.supervisor.day-closed")),
    today.pauseReason && h("p", { class: "notice notice--stop", role: "alert" }, icon("pause"), t("counter.hall-paused", { reason: today.pauseReason })),
    h(
      "p",
      { class: "others" },
      today.open && act(view, actions, today.pauseReason ? "hall-resume" : "hall-pause"),
      act(view, actions, today.open ? "day-close" : "day-open"),
      today.label !== undefined && act(view, actions, "day-relabel"),
      today.open && act(view, actions, "skip-numbers"),
      today.open && act(view, actions, today.hoursOverridden ? "hours-restore" : "hours-override"),
    ),
  );
};

/** What became of the journal before, and where it lies. */
const journal = (view, actions) => {
  const { journal: begun } = view.watch;
  return (
    begun !== undefined &&
    h(
      "div",
      { class: "list list--wide", role: "status" },
      journalNotice(begun, "p", ` ${t("counter.journal.aside", { file: begun.setAside, n: begun.leftBehind })}`),
      h(
        "p",
        { class: "others" },
        h("button", { class: "button button--small", "data-act": "journal-seen", disabled: view.busy !== null, onClick: () => actions.supervise("POST", "journal/seen", {}) }, t("counter.act.journal-seen")),
      ),
    )
  );
};

const disrupted = (view, actions) => (found) => {
  const agency = view.hall.agencies.find(({ id }) => id === found.agency);
  return h(
    "li",
    { key: found.agency, "data-disrupted": found.agency },
    icon("alert"),
    h("span", { class: "side__words" }, h("strong", {}, inWords(agency?.name)), h("span", {}, found.reason), found.expectedEnd && h("span", { class: "soft" }, t("counter.disrupt.expected", { when: moment(found.expectedEnd) }))),
    act(view, actions, "disrupt-end", agency, true),
  );
};

const disruptions = (view, actions) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.supervisor.disruptions")),
    view.watch.disruptions.length === 0 && h("p", { class: "soft" }, t("counter.supervisor.no-disruption")),
    h("ul", { class: "side" }, view.watch.disruptions.map(disrupted(view, actions))),
    h("p", { class: "others" }, act(view, actions, "disrupt")),
  );

export const supervision = (view, actions) =>
  h(
    "div",
    { class: "supervision" },
    h("h1", { class: "list--wide", tabIndex: -1, ref: focusOnArrival }, t("counter.supervisor")),
    view.watch !== null && journal(view, actions),
    day(view, actions),
    view.watch !== null && disruptions(view, actions),
    watch(view, actions),
    view.watch !== null && [numbers(view, actions), happenings(view, actions), calls(view, actions), manual(view, actions)],
  );

/** What is filled in already is selected, so that typing replaces it. */
const selected = (field) => field?.select();

const reasonField = (usual) =>
  h(
    "label",
    { class: "field" },
    t("counter.reason"),
    h("input", { name: "reason", required: true, maxLength: MOST_REASON, autocomplete: "off", ...(usual === undefined ? {} : { defaultValue: t(usual), ref: selected }) }),
  );

/** A date, to be corrected or confirmed. */
const dateField = (known) => [
  h("label", { class: "field" }, t("counter.supervisor.date"), h("input", { name: "label", type: "date", required: true, defaultValue: known })),
  h("label", { class: "option" }, h("input", { type: "checkbox", name: "confirm", required: true }), h("span", {}, t("counter.supervisor.confirm-date"))),
];

/** Which numbers are passed over; those up to the next hundred, as a rule. */
const skipFields = () => [
  h("label", { class: "field" }, t("counter.skip.prefix"), h("input", { name: "prefix", required: true, maxLength: 2, pattern: "[A-Z]{1,2}", autocapitalize: "characters", autocomplete: "off", ref: selected })),
  h("label", { class: "field" }, t("counter.skip.through"), h("input", { name: "through", type: "number", min: 1, max: 9999, required: true, inputMode: "numeric" })),
];

const agencyField = (view) =>
  h(
    "label",
    { class: "field" },
    t("counter.supervisor.agency"),
    h(
      "select",
      { name: "agency", required: true },
      h("option", { value: "" }, t("counter.supervisor.choose-agency")),
      view.hall.agencies.filter((agency) => agency.state !== "disrupted").map((agency) => h("option", { key: agency.id, value: agency.id }, inWords(agency.name))),
    ),
  );

/** What closing does to the numbers that have no end yet, each by name. */
const closing = (view) => view.watch !== null && h("div", { class: "closing" }, h("p", {}, sum(view.watch.numbers)), withoutEnd(view));

const answerOf = (view, what, filled) => {
  if (what === "day-relabel") {
    const { day: today } = view.hall;
    return { label: filled.get("label"), ...(today.open ? {} : { day: today.label }) };
  }
  if (what === "day-open") {
    return filled.has("confirm") ? { label: filled.get("label"), confirm: true } : {};
  }
  if (what === "skip-numbers") {
    return { prefix: filled.get("prefix"), through: Number(filled.get("through")), reason: filled.get("reason") };
  }
  return ACTS[what].reason ? { reason: filled.get("reason"), ...until(filled) } : {};
};

export function supervisorDialog(view, actions) {
  const { asking } = view;
  if (asking === null || !(asking.what in ACTS)) {
    return null;
  }
  const { method = "POST", path, reason, usual } = ACTS[asking.what];
  return dialog(
    t(`counter.act.${asking.what}`),
    actions.cancel,
    form(
      (filled) => actions.supervise(method, path(asking.agency?.id ?? filled.get("agency")), method === "DELETE" ? undefined : answerOf(view, asking.what, filled)),
      asking.agency && h("p", {}, inWords(asking.agency.name)),
      h("p", {}, t(`counter.act.${asking.what}.why`)),
      asking.what === "day-close" && closing(view),
      asking.what === "disrupt" && agencyField(view),
      asking.what === "skip-numbers" && skipFields(),
      reason && reasonField(usual),
      asking.what === "disrupt" && untilField(),
      asking.what === "day-open" && !view.hall.clockTrusted && dateField(isoToday()),
      asking.what === "day-relabel" && dateField(view.hall.day.open && view.hall.day.unconfirmed ? isoToday() : view.hall.day.label),
      buttons(actions, asking.what),
    ),
  );
}
