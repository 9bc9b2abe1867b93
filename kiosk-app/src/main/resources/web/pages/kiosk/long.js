/** Asked before a number is taken: is the visitor still willing where the told wait breaks the hall's promise? */
import { band, minutes } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { dialog, h } from "/assets/view.js";

/**
 * The half of the visitors that waits longest would wait longer than the catalogue promises for this service
 * (`waitTargetMinutes`). Without an open counter nobody can say how long, and nothing is asked.
 */
export const isLong = (service) => service?.waitSeconds !== undefined && service.waitSeconds.p50 > service.waitTargetSeconds;

export function longQueueDialog(view, actions) {
  const service = view.hall.services.find(({ id }) => id === view.longQueue);
  return dialog(
    t("kiosk.long.title"),
    actions.notThatLong,
    h("p", { class: "dialog__words" }, h("strong", {}, inWords(service.name))),
    h(
      "dl",
      { class: "dialog__facts" },
      h("div", {}, h("dt", {}, t("kiosk.ahead")), h("dd", { class: "number" }, service.waiting)),
      h("div", {}, h("dt", {}, t("kiosk.wait")), h("dd", { class: "number" }, service.waitSeconds ? band(service.waitSeconds) : t("kiosk.long.unknown"))),
    ),
    h("p", { class: "dialog__words" }, t("kiosk.long.promise", { time: minutes(service.waitTargetSeconds) }), " ", t("kiosk.long.next")),
    h(
      "div",
      { class: "dialog__buttons" },
      h("button", { class: "button", onClick: actions.notThatLong }, t("kiosk.choose-other")),
      h("button", { class: "button button--primary", "data-confirm": "long-queue", onClick: actions.queueAllTheSame }, t("kiosk.long.yes")),
    ),
  );
}
