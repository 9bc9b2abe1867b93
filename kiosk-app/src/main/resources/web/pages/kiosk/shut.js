/** Nothing can be taken here now: why, what to do instead, and when again. Goes away by itself. */
import { moment, zonedTime } from "/assets/format.js";
import { t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";
import { hoursToday } from "./hours.js";

const step = (sign, words) => words && h("li", {}, icon(sign), h("span", {}, words));

const screen = (name, sign, title, why, steps, button) =>
  h(
    "main",
    { class: "screen screen--out", key: name, "data-shut": name },
    h("span", { class: "screen__sign" }, icon(sign)),
    h("h1", { tabIndex: -1, ref: focusOnArrival }, title),
    why && h("p", { class: "screen__why" }, why),
    h("ul", { class: "steps" }, steps),
    button,
  );

/** The hub does not answer. What was known before is still told. */
export const unreachable = (view) =>
  screen("unreachable", "link-lost", t("kiosk.out.title"), view.lostAt && t("kiosk.out.since", { time: zonedTime(view.lostAt) }), [
    step("people", t("kiosk.out.next")),
    step("check", t("kiosk.shut.still-valid")),
    view.hall && step("clock", hoursToday(view.hall)),
    step("again", t("kiosk.out.returns")),
  ]);

/** Why the whole hall issues nothing; null where it does. */
export function shutReason(hall) {
  if (hall.writable === false) {
    return "not-writable";
  }
  if (!hall.day.open) {
    return "day-not-open";
  }
  if (hall.day.pauseReason !== undefined) {
    return "hall-paused";
  }
  return hall.services.some((service) => service.state === "open") ? null : "nothing-open";
}

const ASK = { "hall-paused": "kiosk.shut.follow-staff", "not-writable": "kiosk.shut.by-hand" };

const reopens = (hall) => {
  const times = hall.services.map((service) => service.reopensAt).filter(Boolean);
  const next = times.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? hall.nextOpening;
  return next && t("kiosk.reopens", { when: moment(next) });
};

const why = (reason, hall) => (reason === "hall-paused" ? `${hall.day.pauseReason}.` : reason === "day-not-open" ? t("kiosk.reason.day-not-open") : null);

export const shutScreen = (reason, view, actions) =>
  screen(
    reason,
    reason === "hall-paused" ? "pause" : "clock",
    t(`kiosk.shut.${reason}`),
    why(reason, view.hall),
    [
      reason !== "not-writable" && step("clock", reopens(view.hall) || hoursToday(view.hall)),
      step("check", t("kiosk.shut.still-valid")),
      step("people", t(ASK[reason] ?? "kiosk.ask-desk")),
    ],
    h("button", { class: "button button--primary", "data-browse": "", onClick: actions.browse }, icon("hand"), t("kiosk.shut.browse")),
  );
