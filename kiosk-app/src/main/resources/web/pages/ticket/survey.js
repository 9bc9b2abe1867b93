/**
 * How was it? One tap, and for whoever likes the nine elements of the public survey (SKM). Anonymous, once for each
 * visit.
 */
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

const RATINGS = [4, 3, 2, 1];
const ELEMENTS = ["u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9"];

const choice = (name, value, chosen, onChoose, words) =>
  h(
    "label",
    { class: "rate", key: value },
    h("input", { type: "radio", name, value, checked: chosen === value, onChange: () => onChoose(value) }),
    h("span", {}, words),
  );

const element = (view, actions) => (name, at) =>
  h(
    "fieldset",
    { key: name, class: "element" },
    h("legend", {}, t(`ticket.survey.${name}`)),
    h("div", { class: "element__scale" }, RATINGS.map((value) => choice(name, value, view.survey.elements[at], (chosen) => actions.answer(at, chosen), t(`ticket.survey.${name}.${value}`)))),
  );

const nine = (view, actions) => [
  ELEMENTS.map(element(view, actions)),
  !view.survey.elements.every(Boolean) && h("p", { class: "soft" }, t("ticket.survey.all-nine")),
];

const complete = ({ open, elements, rating }) => rating !== null && (!open || elements.every(Boolean));

/** Shown under a visit that is finished. */
export function survey(view, actions) {
  const { given, open, rating, said } = view.survey;
  if (given) {
    return h("section", { class: "survey", role: "status" }, h("p", { class: "notice notice--good" }, icon("heart"), t("ticket.survey.thanks")));
  }
  return h(
    "form",
    {
      class: "survey",
      onSubmit: (event) => {
        event.preventDefault();
        actions.sendSurvey();
      },
    },
    h("h2", {}, t(view.ticket.invited ? "ticket.survey.invited" : "ticket.survey")),
    h("p", { class: "soft" }, t("ticket.survey.anonymous")),
    h("fieldset", {}, h("legend", { class: "for-reader" }, t("ticket.survey")), h("div", { class: "element__scale" }, RATINGS.map((value) => choice("rating", value, rating, actions.rate, t(`ticket.rating.${value}`))))),
    open ? nine(view, actions) : h("button", { class: "button button--quiet", type: "button", onClick: actions.openSurvey }, t("ticket.survey.more")),
    said && h("p", { class: "notice notice--stop", role: "alert" }, icon("alert"), said),
    h("button", { class: "button button--primary", "data-confirm": "survey", disabled: view.busy || !complete(view.survey) }, t("ticket.survey.send")),
  );
}
