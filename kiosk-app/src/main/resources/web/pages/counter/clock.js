/**
 * Whether the hall's clock can be believed; told on every page of the staff, because papers and lists carry its time.
 */
import { date } from "/assets/format.js";
import { t } from "/assets/i18n.js";
import { h, icon } from "/assets/view.js";

/** Null where nothing need be said. */
export const clockNotice = (day, clockTrusted, tag = "p") =>
  clockTrusted && !day.unconfirmed
    ? null
    : h(
        tag,
        { class: "notice notice--warn", "data-alert": "clock", key: "clock" },
        icon("clock"),
        h("span", { class: "notice__words" }, day.label === undefined || !day.open ? t("counter.clock") : t(day.unconfirmed ? "counter.clock.date-unconfirmed" : "counter.clock.date-known", { day: date(`${day.label}T12:00:00Z`) })),
      );
