/** Reasons an officer chooses from; never free text, which would invite names and illnesses. */
import { t } from "/assets/i18n.js";

export const REASONS = {
  pause: ["break", "prayer", "away", "system"],
  "request-closure": ["sick", "meeting", "system", "staff"],
  disrupt: ["system", "internet", "power", "upkeep"],
  park: ["documents", "copy", "payment", "system", "other"],
};

export const wordsOf = (kind, reason) => t(`counter.${kind}.${reason}`);

/** A reason that this page offers is shown in its own words; any other as it came. */
export const reasonWords = (kind, reason) => (REASONS[kind].includes(reason) ? wordsOf(kind, reason) : reason);
