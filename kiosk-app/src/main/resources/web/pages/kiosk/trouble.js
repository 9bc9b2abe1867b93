/** Never a dead end: each refusal in words, with what to do next. */
import { Unreachable } from "/assets/api.js";
import { moment } from "/assets/format.js";
import { knows, t } from "/assets/i18n.js";
import { dialog, h } from "/assets/view.js";

/** Why no number is issued for a service now, and when it is again. */
export function whyNot(service) {
  const key = `kiosk.reason.${service.reason ?? service.state}`;
  const why = t(knows(key) ? key : "kiosk.reason.closed");
  const words = [why, service.reasonText && `${service.reasonText}.`];
  if (service.reopensAt) {
    words.push(t("kiosk.reopens", { when: moment(service.reopensAt) }));
  } else if (service.reason !== "day-not-open") {
    words.push(t("kiosk.ask-desk"));
  }
  return words.filter(Boolean).join(" ");
}

export function problemDialog(view, actions) {
  const unknown = view.problem instanceof Unreachable;
  return dialog(
    t(unknown ? "kiosk.no-answer" : "kiosk.no-number"),
    actions.dismissProblem,
    h("p", { class: "dialog__words", role: "alert" }, unknown ? t("kiosk.no-answer.next") : view.problem.message),
    h(
      "div",
      { class: "dialog__buttons" },
      h("button", { class: "button", onClick: unknown ? actions.goHome : actions.dismissProblem }, t(unknown ? "kiosk.give-up" : "kiosk.choose-other")),
      unknown
        ? h("button", { class: "button button--primary", onClick: actions.tryAgain }, t("kiosk.try-again"))
        : h("button", { class: "button button--primary", onClick: actions.goHome }, t("kiosk.to-start")),
    ),
  );
}

export const stillThereDialog = (seconds, actions) =>
  dialog(
    t("kiosk.still-there"),
    actions.stillThere,
    h("p", { class: "dialog__words", role: "timer" }, t("kiosk.returns", { n: seconds })),
    h(
      "div",
      { class: "dialog__buttons" },
      h("button", { class: "button", onClick: actions.goHome }, t("kiosk.done")),
      h("button", { class: "button button--primary", autofocus: true, onClick: actions.stillThere }, t("kiosk.go-on")),
    ),
  );
