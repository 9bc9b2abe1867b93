/** The hall's opening hours of today in words; null where they are not known or do not count today. */
import { language, t } from "/assets/i18n.js";

const clockTime = (text) => (language() === "id" ? text.replace(":", ".") : text);

export function hoursToday(hall) {
  if (hall.hours === undefined) {
    return null;
  }
  if (hall.hours.length === 0) {
    return t("kiosk.hours.none");
  }
  const ranges = hall.hours.map(({ from, to }) => `${clockTime(from)}-${clockTime(to)}`);
  return t("kiosk.hours.today", { hours: ranges.join(", "), zone: hall.branch.zoneLabel });
}
