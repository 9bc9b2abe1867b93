/** Numbers by hand while no kiosk works: a block of numbers for paper beforehand; afterwards who got which, and when. */
import { inWords, t } from "/assets/i18n.js";
import { dialog, h } from "/assets/view.js";
import { buttons, form } from "./dialogs.js";

const MOST_AT_A_TIME = 100;
const LONGEST_NUMBER = 10;
const OFFSET = /[+-]\d\d:\d\d$/;
const ASKS = new Set(["manual-block", "manual-enter"]);

export const manualNumbers = (view, actions) =>
  view.hall.day.open &&
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.manual")),
    h("p", { class: "soft" }, t("counter.manual.why")),
    h(
      "p",
      { class: "others" },
      [...ASKS].map((what) => h("button", { class: "button", key: what, "data-act": what, disabled: view.busy !== null, onClick: () => actions.ask({ what }) }, t(`counter.act.${what}`))),
    ),
  );

const serviceField = (view) =>
  h(
    "label",
    { class: "field" },
    t("counter.manual.service"),
    h(
      "select",
      { name: "service", required: true },
      view.hall.agencies.map((agency) =>
        h(
          "optgroup",
          { key: agency.id, label: inWords(agency.name) },
          view.hall.services.filter((service) => service.agency === agency.id).map((service) => h("option", { key: service.id, value: service.id }, inWords(service.name))),
        ),
      ),
    ),
  );

const block = (view, actions) =>
  form(
    (filled) =>
      actions.supervise("POST", "day/manual-numbers", { service: filled.get("service"), count: Number(filled.get("count")) }, ({ first, last }) => t("counter.manual.block", { first, last })),
    serviceField(view),
    h("label", { class: "field" }, t("counter.manual.count"), h("input", { name: "count", type: "number", min: 1, max: MOST_AT_A_TIME, defaultValue: 20, required: true })),
    buttons(actions, "manual-block"),
  );

/** The time is told by the hall's clock, on the hall's day. */
const entered = (view, filled) => ({
  service: filled.get("service"),
  number: filled.get("number").trim().toUpperCase(),
  issuedAt: `${view.hall.day.label}T${filled.get("time")}:00${OFFSET.exec(view.hall.now)?.[0] ?? "Z"}`,
  priority: filled.has("priority"),
});

const enter = (view, actions) =>
  form(
    (filled) => actions.supervise("POST", "tickets/manual", entered(view, filled), ({ number }) => t("counter.manual.entered", { number })),
    serviceField(view),
    h("label", { class: "field" }, t("counter.manual.number"), h("input", { name: "number", required: true, maxLength: LONGEST_NUMBER, autocomplete: "off" })),
    h("label", { class: "field" }, t("counter.manual.time"), h("input", { name: "time", type: "time", required: true })),
    h("label", { class: "option" }, h("input", { type: "checkbox", name: "priority" }), h("span", {}, t("counter.priority"))),
    buttons(actions, "manual-enter"),
  );

export const manualDialog = (view, actions) =>
  ASKS.has(view.asking?.what) && dialog(t(`counter.act.${view.asking.what}`), actions.cancel, (view.asking.what === "manual-block" ? block : enter)(view, actions));
