/** Why a number stands where it stands, and why it was called: the engine's own figures in words. */
import { minutes } from "/assets/format.js";
import { language, t } from "/assets/i18n.js";

const factor = (rate) => new Intl.NumberFormat(language()).format(rate);

/**
 * `menunggu 32 menit, prioritas ×2, dihitung 64 menit`: the product is made of what is shown, so that it can be
 * checked.
 */
export const weighed = ({ ageSeconds, rate }) => {
  const shown = Math.ceil(ageSeconds / 60) * 60;
  return rate > 1
    ? t("counter.why.faster", { age: minutes(shown), rate: factor(rate), score: minutes(shown * rate) })
    : t("counter.why.waited", { age: minutes(shown) });
};

/** Why a ticket waits in its place. */
export const placeWords = ({ why }) => {
  const place = why.kind === "longest-weighted-wait" ? weighed(why) : t(`counter.why.${why.kind}`);
  return why.moved && why.kind === "longest-weighted-wait" ? `${place}, ${t("counter.why.moved")}` : place;
};

/** Why a ticket was called, and how it was with the one who would have been next. */
export const callWords = (call) =>
  [
    t(`counter.watch.rule.${call.kind}`),
    call.wait && `${call.number}: ${weighed(call.wait)}.`,
    call.runnerUp && (call.runnerUpWait ? `${t("counter.watch.next")} ${call.runnerUp}: ${weighed(call.runnerUpWait)}.` : t("counter.watch.before", { number: call.runnerUp })),
  ]
    .filter(Boolean)
    .join(" ");
