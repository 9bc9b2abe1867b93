/**
 * Second touch: the services of one agency, with what to bring, what it costs and how long it takes, before any number.
 */
import { band, minutes } from "/assets/format.js";
import { inWords, t } from "/assets/i18n.js";
import { focusOnArrival, h, icon } from "/assets/view.js";
import { priorityPanel } from "./priority.js";
import { scroller } from "./scroller.js";
import { whyNot } from "./trouble.js";

const fact = (label, value) => h("div", { class: "fact" }, h("dt", {}, label), h("dd", {}, value));

const facts = (service) =>
  h(
    "dl",
    { class: "service__facts" },
    fact(t("kiosk.fee"), inWords(service.fee)),
    fact(t("kiosk.product-time"), inWords(service.productTime)),
    fact(t("kiosk.counter-time"), minutes(service.targetSeconds)),
    service.remaining !== undefined && service.state === "open" && fact(t("kiosk.remaining"), service.remaining),
  );

const bring = (service) =>
  service.requirements.length > 0 &&
  h("p", { class: "service__bring" }, h("strong", {}, t("kiosk.bring")), " ", service.requirements.map(inWords).join(" · "));

const wait = (service) =>
  h(
    "p",
    { class: "service__wait" },
    icon("people"),
    h("span", {}, t("kiosk.waiting", { n: service.waiting }), service.openCounters > 0 && service.waitSeconds && ` · ${band(service.waitSeconds)}`),
  );

/** The button's area covers the whole card, so that a touch on the name counts too. */
const openCard = (service, view, actions) => {
  const mine = view.press?.body?.service === service.id;
  return h(
    "div",
    { class: `service service--open${mine ? " service--pressed" : ""}` },
    h(
      "div",
      { class: "service__body", id: `facts-${service.id}` },
      h("h2", { class: "service__name" }, inWords(service.name)),
      wait(service),
      bring(service),
      facts(service),
    ),
    h(
      "button",
      {
        class: "service__take",
        "data-service": service.id,
        "data-say": service.discreet ? "kiosk.guide.discreet" : `service.${service.id}`,
        disabled: view.press !== null,
        "aria-describedby": `facts-${service.id}`,
        onClick: () => actions.takeNumber(service.id),
      },
      mine ? h("span", { class: "waiting-dots" }, h("i"), h("i"), h("i"), h("span", { class: "for-reader" }, t("kiosk.taking"))) : t("kiosk.take"),
    ),
  );
};

const closedCard = (service) =>
  h(
    "div",
    { class: "service service--closed" },
    h(
      "div",
      { class: "service__body" },
      h("h2", { class: "service__name" }, inWords(service.name)),
      h("p", { class: `notice notice--${service.state === "disrupted" ? "stop" : "warn"}` }, icon(service.state === "disrupted" ? "alert" : "clock"), whyNot(service)),
      bring(service),
      facts(service),
    ),
  );

export function serviceScreen(view, actions) {
  const agency = view.hall.agencies.find(({ id }) => id === view.agency);
  const services = view.hall.services.filter((service) => service.agency === view.agency);
  const anyOpen = services.some((service) => service.state === "open");
  return h(
    "main",
    { class: "screen screen--services", key: "services", "aria-busy": String(view.press !== null) },
    h(
      "div",
      { class: "screen__title screen__title--back" },
      h("button", { class: "button kiosk__back", onClick: actions.back, disabled: view.press !== null }, icon("back"), t("kiosk.back")),
      h("h1", { tabIndex: -1, ref: focusOnArrival }, inWords(agency?.name)),
      h("p", { class: "screen__step" }, icon(anyOpen ? "hand" : "clock"), t(anyOpen ? "kiosk.choose-service" : "kiosk.none-open")),
    ),
    anyOpen && priorityPanel(view, actions),
    scroller(
      "services",
      services.map((service) =>
        h("li", { key: service.id }, service.state === "open" ? openCard(service, view, actions) : closedCard(service)),
      ),
    ),
    h("p", { class: "for-reader", role: "status" }, view.press && t("kiosk.taking")),
  );
}
