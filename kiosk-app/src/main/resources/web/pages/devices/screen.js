/**
 * Left the devices, each with what can be seen of it and its switches; right the paper as it came out, newest on top.
 */
import { zonedTime } from "/assets/format.js";
import { inWords, knows, language, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { face } from "./faces.js";

const sayOr = (key, word) => (knows(key) ? t(key) : word);
const STOPPED = new Set(["off", "offline"]);

function toneOf(device) {
  if (!device.working || STOPPED.has(device.power)) {
    return "stop";
  }
  return device.conditions.length > 0 || device.power === "unknown" ? "warn" : "good";
}

const faultSwitch = (device, fault, on, actions) =>
  h(
    "li",
    { key: fault },
    h(
      "button",
      { class: "switch", role: "switch", "aria-checked": String(on), "data-fault": fault, onClick: () => actions.setFault(device.id, fault, !on) },
      h("span", {}, sayOr(`devices.fault.${fault}`, fault)),
      h("span", { class: "switch__knob", "aria-hidden": "true" }),
    ),
  );

/** `79,7`, in English `79.7`. */
const metres = (millimetres) =>
  new Intl.NumberFormat(language() === "id" ? "id-ID" : "en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(millimetres / 1000);

const ICONS = { "ticket-printer": "printer", scanner: "scan", display: "digits", buttons: "hand", lights: "lamp", speaker: "sound", voice: "sound" };

const levels = (device, actions) =>
  h(
    "label",
    { class: "device__level" },
    t("devices.level"),
    h(
      "select",
      { value: device.level, onChange: (event) => actions.setLevel(device.id, event.target.value) },
      ["ideal", "worn", "hostile"].map((level) => h("option", { key: level, value: level, selected: level === device.level }, t(`devices.level.${level}`))),
    ),
  );

/** Faults are folded away where one looks at the device rather than breaks it. */
const breaking = (device, actions) =>
  h(
    "details",
    { class: "device__faults", open: device.kind === "ticket-printer" },
    h("summary", {}, t("devices.faults"), Object.values(device.faults).includes(true) && h("span", { class: "badge badge--stop" }, t("devices.broken"))),
    levels(device, actions),
    h("ul", { class: "switches" }, Object.entries(device.faults).map(([fault, on]) => faultSwitch(device, fault, on, actions))),
  );

const deviceCard = (device, actions, view) =>
  h(
    "section",
    { class: "device", key: device.id, "data-device": device.id, "aria-labelledby": `name-${device.id}` },
    h("h2", { id: `name-${device.id}` }, h("span", { class: `icon icon--${ICONS[device.kind] ?? "alert"}`, "aria-hidden": "true" }), sayOr(`devices.kind.${device.kind}`, device.kind), h("span", { class: "device__id soft" }, device.id)),
    h("p", { class: `notice notice--${toneOf(device)}`, role: "status" }, icon(toneOf(device) === "good" ? "check" : "alert"), inWords(device.sentence)),
    device.face && face(device, actions, view),
    h(
      "dl",
      { class: "device__facts" },
      h("div", {}, h("dt", {}, t("devices.power")), h("dd", {}, sayOr(`devices.power.${device.power}`, device.power))),
      h("div", {}, h("dt", {}, t("devices.state")), h("dd", {}, sayOr(`devices.state.${device.state}`, device.state))),
      device.conditions.length > 0 && h("div", {}, h("dt", {}, t("devices.conditions")), h("dd", {}, device.conditions.map((condition) => sayOr(`devices.condition.${condition}`, condition)).join(", "))),
      device.paperMm !== undefined && h("div", {}, h("dt", {}, t("devices.paper")), h("dd", {}, t("devices.metres", { n: metres(device.paperMm) }))),
    ),
    device.faults && breaking(device, actions),
  );

const slip = (one) =>
  h(
    "li",
    { class: "slip", key: one.id },
    h("img", { src: `/api/v1/devices/printer/slips/${one.id}.png`, alt: one.text.map((line) => line.trim()).filter(Boolean).join(". "), width: one.widthPx, height: one.heightPx, loading: "lazy" }),
    h("p", { class: "slip__time" }, t("devices.printed-at", { time: zonedTime(one.printedAt) })),
  );

export const screen = (view, actions) =>
  h(
    "div",
    { class: "cabinet" },
    h(
      "header",
      { class: "cabinet__top" },
      h("img", { src: "/assets/icons/mark.svg", alt: "", width: 40, height: 40 }),
      h("div", {}, h("h1", {}, t("devices.title")), h("p", { class: "soft" }, t("devices.about"))),
      h("button", { class: "button button--quiet button--small", onClick: actions.speak }, t("devices.other-language")),
    ),
    h(
      "main",
      { class: "cabinet__main" },
      h(
        "div",
        { class: "cabinet__devices" },
        !view.linked && h("p", { class: "notice notice--warn", role: "status" }, icon("link-lost"), t("devices.link-lost")),
        view.problem && h("p", { class: "notice notice--stop", role: "alert" }, icon("alert"), view.problem),
        view.devices.map((device) => deviceCard(device, actions, view)),
      ),
      h(
        "section",
        { class: "strip", "aria-label": t("devices.slips") },
        h("div", { class: "strip__slot", "aria-hidden": "true" }),
        view.slips.length === 0 ? h("p", { class: "strip__none" }, t("devices.none-yet")) : h("ol", { class: "strip__paper" }, view.slips.map(slip)),
      ),
    ),
  );
