/**
 * Priority, declared with one touch. Which button was touched is kept nowhere, not even in this page: only a yes. The
 * guide says the same of each of them: the reason is not for other ears.
 */
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const REASONS = ["elderly", "disability", "pregnant", "small-child", "breastfeeding", "not-said"];

const asked = (view, actions) => [
  h("div", { class: "priority__words" }, h("h2", {}, t("kiosk.priority.question")), h("p", {}, t("kiosk.priority.privacy"))),
  h(
    "ul",
    { class: "priority__reasons", "data-say": "kiosk.guide.priority" },
    REASONS.map((reason) =>
      h(
        "li",
        { key: reason },
        h("button", { class: "button", disabled: view.press !== null, onClick: () => actions.takePriority(true) }, t(`kiosk.priority.${reason}`)),
      ),
    ),
  ),
];

const given = (view, actions) => [
  h("div", { class: "priority__words", role: "status" }, h("h2", {}, icon("check"), t("kiosk.priority.noted")), h("p", {}, t("kiosk.priority.now-choose"))),
  h("button", { class: "button", disabled: view.press !== null, onClick: () => actions.takePriority(false) }, t("kiosk.priority.cancel")),
];

export const priorityPanel = (view, actions) =>
  h(
    "section",
    { class: `priority${view.priority ? " priority--given" : ""}`, "aria-label": t("kiosk.priority.question") },
    view.priority ? given(view, actions) : asked(view, actions),
  );
