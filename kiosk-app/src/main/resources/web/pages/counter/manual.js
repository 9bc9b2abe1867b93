/** Numbers written by hand while no kiosk works: taken as a block beforehand, entered afterwards with their time. */
import { todayAt } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { dialog, h } from "/assets/view.js";
import { buttons, form } from "./dialogs.js";

const MOST_AT_ONCE = 100;
const USUAL = 20;

export const manual = (view, actions) =>
  h(
    "section",
    { class: "list list--wide" },
    h("h2", {}, t("counter.manual")),
    h("p", { class: "soft" }, t("counter.manual.why")),
    h(
      "p",
      { class: "others" },
      ["manual-take", "manual-enter"].map((what) => h("button", { key: what, class: "button", "data-act": what, disabled: view.busy !== null, onClick: () => actions.ask({ what }) }, t(`counter.act.${what}`))),
    ),
  );

const services = (view) =>
  h(
    "label",
    { class: "field" },
    t("counter.manual.service"),
    h(
      "select",
      { name: "service", required: true },
      h("option", { value: "" }, t("counter.transfer.choose")),
      view.hall.agencies.map((agency) =>
        h(
          "optgroup",
          { key: agency.id, label: inWords(agency.name) },
          view.hall.services.filter((service) => service.agency === agency.id).map((service) => h("option", { key: service.id, value: service.id }, inWords(service.name))),
        ),
      ),
    ),
  );

const take = (view, actions) =>
  dialog(
    t("counter.act.manual-take"),
    actions.cancel,
    form(
      (filled) =>
        actions.supervise("POST", "day/manual-numbers", { service: filled.get("service"), count: Number(filled.get("count")) }, ({ first, last }) => t("counter.manual.taken", { first, last })),
      h("p", {}, t("counter.act.manual-take.why")),
      services(view),
      h("label", { class: "field" }, t("counter.manual.count"), h("input", { name: "count", type: "number", min: 1, max: MOST_AT_ONCE, defaultValue: USUAL, required: true })),
      buttons(actions, "manual-take"),
    ),
  );

const enter = (view, actions) =>
  dialog(
    t("counter.act.manual-enter"),
    actions.cancel,
    form(
      (filled) =>
        actions.supervise(
          "POST",
          "tickets/manual",
          { service: filled.get("service"), number: filled.get("number").trim().toUpperCase(), issuedAt: todayAt(filled.get("issuedAt")), priority: filled.has("priority") },
          ({ number, ahead }) => t("counter.manual.entered", { number, ahead }),
        ),
      h("p", {}, t("counter.act.manual-enter.why")),
      services(view),
      h("label", { class: "field" }, t("counter.manual.number"), h("input", { name: "number", required: true, maxLength: 8, autocomplete: "off", autocapitalize: "characters", spellcheck: false })),
      h("label", { class: "field" }, t("counter.manual.at"), h("input", { name: "issuedAt", type: "time", required: true })),
      h("label", { class: "option" }, h("input", { type: "checkbox", name: "priority" }), h("span", {}, t("counter.priority"))),
      buttons(actions, "manual-enter"),
    ),
  );

export function manualDialog(view, actions) {
  switch (view.asking?.what) {
    case "manual-take":
      return take(view, actions);
    case "manual-enter":
      return enter(view, actions);
    default:
      return null;
  }
}
