/** While nobody is there: the hall's promise, and how it was kept today. One touch anywhere ends it. */
import { date, minutes, now, zonedTime } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";
import { hoursToday } from "./hours.js";

/** One promise after the other, so that nothing burns into the panel and each can be large. */
const SECONDS_FOR_EACH = 8;
/** Fewer calls than these say nothing about a day, and might point at single visitors. */
const LEAST_CALLED = 5;

const longestPromise = (hall) => Math.max(...hall.services.map((service) => service.waitTargetSeconds));

const kept = ({ called, within }) =>
  called >= LEAST_CALLED && t("kiosk.saver.kept", { within, called });

export function promises(hall) {
  return [
    hall.branch.motto && { sign: "heart", words: inWords(hall.branch.motto) },
    { sign: "clock", words: t("kiosk.saver.wait", { time: minutes(longestPromise(hall)) }), more: kept(hall.keptToday) },
    { sign: "check", words: t("kiosk.saver.open"), more: t("kiosk.saver.complain") },
    { sign: "people", words: t("kiosk.saver.priority") },
    hoursToday(hall) && { sign: "clock", words: hoursToday(hall) },
  ].filter(Boolean);
}

export function saver(view, actions) {
  const all = promises(view.hall);
  const turn = Math.floor(view.saverSeconds / SECONDS_FOR_EACH);
  const promise = all[turn % all.length];
  return h(
    "main",
    { class: `saver saver--${turn % 3}`, key: "saver" },
    h("h1", { class: "for-reader" }, t("kiosk.saver.title")),
    h(
      "button",
      { class: "saver__all", "data-saver": "", ref: focusOnArrival, onClick: actions.wake },
      h("span", { class: "saver__hall" }, inWords(view.hall.branch.name)),
      h("span", { class: "saver__time number" }, zonedTime(now())),
      h("span", { class: "saver__date" }, date(now())),
      h(
        "span",
        { class: "saver__promise", key: turn },
        icon(promise.sign),
        h("span", { class: "saver__title" }, t("kiosk.saver.title")),
        h("strong", {}, promise.words),
        promise.more && h("span", { class: "saver__more" }, promise.more),
      ),
      h("span", { class: "saver__touch" }, icon("hand"), t("kiosk.touch")),
    ),
  );
}
