/** Who waits, who is parked, who did not come: never called by accident, each asks first. */
import { inWords, t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";
import { reasonWords } from "./reasons.js";
import { placeWords } from "./why.js";

const serviceOf = (view, id) => view.hall.services.find((service) => service.id === id);

const late = (view, row) => {
  const promise = serviceOf(view, row.service)?.waitTargetSeconds;
  return promise !== undefined && row.waitedSeconds > promise;
};

const callButton = (view, actions, what, ticket) =>
  h(
    "button",
    {
      class: "button button--small",
      disabled: view.busy !== null || view.desk.counter.state !== "open",
      "aria-label": t(`counter.do.${what}-of`, { number: ticket.number }),
      onClick: () => actions.ask({ what, ticket }),
    },
    t(`counter.do.${what}`),
  );

/** Why it stands in this place; whoever waits longer than was promised stands out. */
const why = (view, row) =>
  late(view, row)
    ? h("span", { class: "queue__why queue__why--late" }, icon("clock"), h("span", {}, placeWords(row), h("span", { class: "for-reader" }, ` (${t("counter.late")})`)))
    : h("span", { class: `queue__why${row.priority ? " queue__why--priority" : ""}` }, placeWords(row));

const waitingRow = (view, actions) => (row) =>
  h(
    "tr",
    { key: row.id },
    h("td", { class: "number" }, row.number),
    h(
      "td",
      { class: "queue__what" },
      h("span", { class: "queue__service" }, inWords(serviceOf(view, row.service)?.name)),
      why(view, row),
    ),
    h("td", { class: "queue__act" }, callButton(view, actions, "call", row)),
  );

const waiting = (view, actions) =>
  h(
    "section",
    { class: "list" },
    h("h2", {}, t("counter.waiting"), " ", h("span", { class: "badge" }, view.desk.waitingTotal)),
    view.desk.waiting.length > 0 && h("p", { class: "soft list__rule" }, t("counter.waiting.order")),
    view.desk.waiting.length === 0
      ? h("p", { class: "soft" }, t("counter.waiting.none"))
      : h(
          "div",
          { class: "list__scroll", tabIndex: 0, role: "region", "aria-label": t("counter.waiting") },
          h(
            "table",
            { class: "queue queue--line" },
            h("thead", {}, h("tr", {}, ["number", "why"].map((head) => h("th", { scope: "col" }, t(`counter.head.${head}`))), h("th", { scope: "col" }, h("span", { class: "for-reader" }, t("counter.head.act"))))),
            h("tbody", {}, view.desk.waiting.map(waitingRow(view, actions))),
          ),
        ),
    view.desk.waitingTotal > view.desk.waiting.length && h("p", { class: "soft" }, t("counter.waiting.more", { n: view.desk.waitingTotal - view.desk.waiting.length })),
  );

const side = (view, actions, name, tickets, what, note) =>
  tickets.length > 0 &&
  h(
    "section",
    { class: "list" },
    h("h2", {}, t(`counter.${name}`), " ", h("span", { class: "badge" }, tickets.length)),
    h(
      "ul",
      { class: "side" },
      tickets.map((ticket) =>
        h("li", { key: ticket.id }, h("span", { class: "number" }, ticket.number), h("span", { class: "side__words" }, inWords(serviceOf(view, ticket.service)?.name), note(ticket)), callButton(view, actions, what, ticket)),
      ),
    ),
  );

export const lists = (view, actions) =>
  h(
    "div",
    { class: "lists" },
    waiting(view, actions),
    side(view, actions, "parked", view.desk.parked, "resume-ticket", (ticket) => ticket.parkReason && h("span", { class: "soft" }, reasonWords("park", ticket.parkReason))),
    side(view, actions, "no-shows", view.desk.noShows, "call", () => null),
  );
