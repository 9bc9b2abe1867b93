/** Figures in words: minutes with one decimal, shares in per cent, a dash where nothing is known. */
import { language, t } from "/assets/i18n.js";

const UNKNOWN = "–";

const number = (value, digits) =>
  new Intl.NumberFormat(language() === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: digits }).format(value);

export const count = (value) => number(value, 0);

/** `85,56`; always both decimals, as the survey's forms have them. */
export const hundredths = (value) =>
  new Intl.NumberFormat(language() === "id" ? "id-ID" : "en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

/** `7,5`; minutes without their unit. */
export const inMinutes = (seconds) => (seconds === undefined || seconds === null ? UNKNOWN : number(seconds / 60, 1));

/** `7,5 menit`, from an hour on `1 jam 12 menit`. */
export function minutesLong(seconds) {
  if (seconds === undefined || seconds === null) {
    return UNKNOWN;
  }
  const whole = Math.round(seconds / 60);
  return whole < 60 ? t("unit.minutes", { n: inMinutes(seconds) }) : t("unit.hours", { hours: count(Math.floor(whole / 60)), minutes: whole % 60 });
}

/** `83 %`: how many of those with a promise kept it. */
export const share = (timing) =>
  timing.promised === 0 ? UNKNOWN : t("unit.percent", { n: number((100 * timing.within) / timing.promised, 0) });

/** `good`, `warn` or `stop` by the share that kept the promise; empty without one. */
export const tone = (timing) => {
  if (timing.promised === 0) {
    return "";
  }
  const kept = timing.within / timing.promised;
  return kept >= 0.9 ? "good" : kept >= 0.75 ? "warn" : "stop";
};
