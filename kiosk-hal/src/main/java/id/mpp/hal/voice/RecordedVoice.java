package id.mpp.hal.voice;

import java.util.List;
import java.util.Map;

/**
 * What a folder of recorded clips is good for.
 *
 * @param usable words that are played from the folder
 * @param missing words without a recording, which espeak-ng speaks instead, as names of files to record
 *     ({@code nomor-antrean.wav})
 * @param unusable files that cannot be read, and why
 * @param unknown files that are named after no word of a call, most likely because they are misspelt
 */
public record RecordedVoice(
        List<String> usable, List<String> missing, Map<String, String> unusable, List<String> unknown) {}
