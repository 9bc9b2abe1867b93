/** Times, dates and durations as the hall writes them: `08.00 WIB`, `Senin, 23 November 2026`, `5-10 menit`. */
import { language, t } from "./i18n.js";

const FIVE_MINUTES = 300;
const locales = { id: "id-ID", en: "en-GB" };
let zone = "Asia/Jakarta";
let zoneLabel = "WIB";
let told = Date.now();
let heard = told;
let clockSpeed = 1;

/** Times are shown in the hall's zone, whatever the device believes. */
export function useZone(timeZone, label) {
  zone = timeZone;
  zoneLabel = label;
}

/**
 * The hub's clock counts, not the device's: call with every time the hub tells.
 *
 * @param speed how much faster than the world the hub's clock goes, in a simulated day; as told before where it is left
 *     out
 */
export function syncClock(instant, speed = clockSpeed) {
  told = Date.parse(instant);
  heard = Date.now();
  clockSpeed = speed;
}

/** Now by the hub's clock, in milliseconds. */
export const now = () => told + (Date.now() - heard) * clockSpeed;

const format = (instant, options) =>
  new Intl.DateTimeFormat(locales[language()], { timeZone: zone, ...options }).format(new Date(instant));

/** `08.00`, in English `08:00`. */
export const time = (instant) => format(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** `08.00 WIB`. */
export const zonedTime = (instant) => `${time(instant)} ${zoneLabel}`;

/** `Senin, 23 November 2026`. */
export const date = (instant) =>
  format(instant, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** `23 Nov 2026`. */
export const shortDate = (instant) => format(instant, { day: "numeric", month: "short", year: "numeric" });

/** `pukul 13.00 WIB`, `besok pukul 07.30 WIB`, `Senin, 30 November pukul 08.00 WIB`. */
export function moment(instant) {
  const day = (value) => format(value, { year: "numeric", month: "2-digit", day: "2-digit" });
  const at = zonedTime(instant);
  if (day(instant) === day(now())) {
    return t("format.today", { time: at });
  }
  if (day(instant) === day(now() + 86_400_000)) {
    return t("format.tomorrow", { time: at });
  }
  return t("format.other-day", { day: format(instant, { weekday: "long", day: "numeric", month: "long" }), time: at });
}

/** `2026-11-23`: today in the hall. */
export const isoToday = () => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now());

/** `13:00` of today in the hall, as `2026-11-23T13:00:00+07:00`. */
export function todayAt(clock) {
  const named = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(now());
  const offset = named.find(({ type }) => type === "timeZoneName").value.replace("GMT", "");
  return `${isoToday()}T${clock}:00${offset || "Z"}`;
}

/** A band of waiting in words, both ends rounded up to five minutes. */
export function band(wait) {
  const minutes = (seconds) => Math.max(5, (Math.ceil(seconds / FIVE_MINUTES) * FIVE_MINUTES) / 60);
  const from = minutes(wait.p50);
  const to = minutes(wait.p80);
  if (to <= 5) {
    return t("format.under", { n: to });
  }
  return from >= to ? t("format.about", { n: to }) : t("format.band", { from, to });
}

/** Whole minutes, rounded up: a promise in words. */
export const minutes = (seconds) => t("format.minutes", { n: Math.ceil(seconds / 60) });

/** `07.32`, or `1.07.32` from an hour on: time that runs. */
export function stopwatch(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value) => String(value).padStart(2, "0");
  const separator = language() === "id" ? "." : ":";
  const parts = [two(Math.floor(whole / 60) % 60), two(whole % 60)];
  if (whole >= 3600) {
    parts.unshift(String(Math.floor(whole / 3600)));
  }
  return parts.join(separator);
}
