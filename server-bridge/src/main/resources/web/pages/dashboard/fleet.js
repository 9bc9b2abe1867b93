/** The kiosks of the hall: who is online, and how far behind. */
import { zonedTime, date } from "/assets/format.js";
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { count } from "./words.js";

const presence = (node) =>
  node.online
    ? h("span", { class: "badge badge--good" }, icon("check"), t("fleet.online"))
    : h("span", { class: "badge badge--stop" }, icon("link-lost"), t("fleet.offline"));

const behind = (node) =>
  node.outbox === undefined ? "–" : node.outbox === 0 ? t("fleet.nothing") : t("fleet.events", { n: count(node.outbox) });

const trouble = (node) => {
  const words = [
    node.missing > 0 && t("fleet.missing", { n: count(node.missing) }),
    node.unreadable > 0 && t("fleet.unreadable", { n: count(node.unreadable) }),
    node.alarms > 0 && t("fleet.alarms", { n: count(node.alarms) }),
  ].filter(Boolean);
  return words.length === 0 ? t("fleet.none") : h("span", { class: "badge badge--warn" }, icon("alert"), words.join(" · "));
};

const seen = (node) => (node.lastSeen ? `${date(node.lastSeen)}, ${zonedTime(node.lastSeen)}` : "–");

export function fleet(nodes) {
  const columns = ["node", "state", "behind", "through", "seen", "trouble"];
  return h(
    "section",
    { class: "panel panel--wide" },
    h("h2", { id: "fleet-title" }, t("fleet.title")),
    h("p", { class: "definition" }, t("definition.fleet")),
    nodes.length === 0
      ? h("p", { class: "soft" }, t("fleet.empty"))
      : h(
          "div",
          { class: "table-frame", tabindex: 0, role: "region", "aria-labelledby": "fleet-title" },
          h(
            "table",
            { class: "table" },
            h("thead", null, h("tr", null, columns.map((column) => h("th", { key: column, scope: "col" }, t(`fleet.${column}`))))),
            h(
              "tbody",
              null,
              nodes.map((node) =>
                h(
                  "tr",
                  { key: node.installation },
                  h("th", { scope: "row" }, node.node, !node.current && h("span", { class: "soft small under" }, t("fleet.former"))),
                  h("td", { "data-label": t("fleet.state") }, presence(node)),
                  h("td", { "data-label": t("fleet.behind") }, behind(node)),
                  h("td", { "data-label": t("fleet.through") }, count(node.through)),
                  h("td", { "data-label": t("fleet.seen") }, seen(node)),
                  h("td", { "data-label": t("fleet.trouble") }, trouble(node)),
                ),
              ),
            ),
          ),
        ),
  );
}
