/** The questions before something that needs an answer or should not happen by accident. */
import { todayAt } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { dialog, h } from "/assets/view.js";
import { REASONS, wordsOf } from "./reasons.js";

export const buttons = (actions, what) =>
  h(
    "div",
    { class: "dialog__buttons" },
    h("button", { class: "button", type: "button", onClick: actions.cancel }, t("counter.cancel")),
    h("button", { class: "button button--primary", "data-confirm": what }, t(`counter.confirm.${what}`)),
  );

/** A question with buttons; `onAnswer` gets what was filled in. */
export const form = (onAnswer, ...content) =>
  h(
    "form",
    {
      class: "question",
      onSubmit: (event) => {
        event.preventDefault();
        onAnswer(new FormData(event.currentTarget));
      },
    },
    content,
  );

const radio = (name, value, words, checked) =>
  h("label", { class: "option" }, h("input", { type: "radio", name, value, defaultChecked: checked, required: true }), h("span", {}, words));

const withReason = (actions, what) =>
  dialog(
    t(`counter.ask.${what}`),
    actions.cancel,
    form(
      (answer) => actions.press(what, { reason: answer.get("reason") }),
      h("fieldset", {}, h("legend", {}, t("counter.reason")), REASONS[what].map((reason, at) => radio("reason", reason, wordsOf(what, reason), at === 0))),
      buttons(actions, what),
    ),
  );

/** Of the officer's own agency. Visitors read the reason, so it is sent in words; when it ends may be left open. */
const disrupt = (view, actions) =>
  dialog(
    t("counter.act.disrupt"),
    actions.cancel,
    form(
      (answer) => actions.supervise("POST", `agencies/${view.desk.counter.agency}/disruption`, { reason: answer.get("reason"), ...until(answer) }),
      h("p", {}, t("counter.act.disrupt.why")),
      h("fieldset", {}, h("legend", {}, t("counter.reason")), REASONS.disrupt.map((reason, at) => radio("reason", wordsOf("disrupt", reason), wordsOf("disrupt", reason), at === 0))),
      untilField(),
      buttons(actions, "disrupt"),
    ),
  );

const disruptEnd = (view, actions) =>
  dialog(
    t("counter.act.disrupt-end"),
    actions.cancel,
    form(() => actions.supervise("DELETE", `agencies/${view.desk.counter.agency}/disruption`), h("p", {}, t("counter.act.disrupt-end.why")), buttons(actions, "disrupt-end")),
  );

/** When a disruption is expected to end, today; may be left open. */
export const untilField = () => h("label", { class: "field" }, t("counter.disrupt.until"), h("input", { name: "until", type: "time" }));

export const until = (answer) => (answer.get("until") ? { expectedEnd: todayAt(answer.get("until")) } : {});

const services = (view) =>
  view.hall.agencies.map((agency) =>
    h(
      "optgroup",
      { key: agency.id, label: inWords(agency.name) },
      view.hall.services
        .filter((service) => service.agency === agency.id && service.id !== view.desk.ticket?.service)
        .map((service) => h("option", { key: service.id, value: service.id }, inWords(service.name))),
    ),
  );

const transfer = (view, actions) =>
  dialog(
    t("counter.ask.transfer", { number: view.desk.ticket?.number }),
    actions.cancel,
    form(
      (answer) => actions.press("transfer", { service: answer.get("service"), position: answer.get("position"), return: answer.has("return") }),
      h("label", { class: "field" }, t("counter.transfer.service"), h("select", { name: "service", required: true }, h("option", { value: "" }, t("counter.transfer.choose")), services(view))),
      h("fieldset", {}, h("legend", {}, t("counter.transfer.position")), ["by-arrival", "front", "end"].map((position, at) => radio("position", position, t(`counter.transfer.${position}`), at === 0))),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "return" }), h("span", {}, t("counter.transfer.return"))),
      buttons(actions, "transfer"),
    ),
  );

const MOST_NOTE = 200;

/** Word for whoever serves the ticket next; the hint asks for no names. */
const note = (view, actions) =>
  dialog(
    t("counter.ask.note", { number: view.desk.ticket?.number }),
    actions.cancel,
    form(
      (answer) => actions.press("note", { text: answer.get("text") }),
      h("p", {}, t("counter.ask.note.why")),
      h("label", { class: "field" }, t("counter.note"), h("input", { name: "text", maxLength: MOST_NOTE, autocomplete: "off", defaultValue: view.desk.note ?? "" })),
      buttons(actions, "note"),
    ),
  );

const confirm = (actions, what, title, body) =>
  dialog(title, actions.cancel, form(() => actions.press(what, body), h("p", {}, t(`counter.ask.${what}.why`)), buttons(actions, what)));

export function dialogs(view, actions) {
  const { asking } = view;
  if (asking === null || view.desk === null) {
    return null;
  }
  switch (asking.what) {
    case "pause":
    case "request-closure":
    case "park":
      return withReason(actions, asking.what);
    case "disrupt":
      return disrupt(view, actions);
    case "disrupt-end":
      return disruptEnd(view, actions);
    case "note":
      return note(view, actions);
    case "transfer":
      return transfer(view, actions);
    case "close":
      return confirm(actions, "close", t("counter.ask.close"), undefined);
    default:
      return confirm(actions, asking.what, t(`counter.ask.${asking.what}`, { number: asking.ticket.number }), { ticket: asking.ticket.id });
  }
}
