package announcer.ear.sound;

import java.util.Optional;

/**
 * Compares what was sent with what arrives. It looks at {@value #WINDOW} steps that were sent so long ago that all of them must have arrived, and
 * finds the delay under which the two are most alike. For one thread.
 */
public final class Comparison {
    /**
     * A finding.
     *
     * @param kind what it is
     * @param delaySteps from sending to hearing, in steps of 20 ms; negative: it could not be told
     * @param percent of the speech that is missing, or of the silence that has sound in it
     */
    public record Finding(Kind kind, int delaySteps, int percent) {}

    /** The kinds of findings, in the order in which they are looked for. */
    public enum Kind {
        /** Speech was sent and nothing is heard. */
        MUTE,
        /** What is heard is something else. */
        OTHER,
        /** Parts of the speech are not heard. */
        MISSING,
        /** There is sound where silence was sent. */
        NOISE,
        /** Both are the same. */
        SAME
    }

    /** 3 s are compared. */
    static final int WINDOW = 150;
    /** 3 s: what is later than that has not arrived. */
    public static final int LONGEST_DELAY = 150;
    /** Comparisons in a row that find silence in place of speech. */
    private static final int SILENT_TO_TELL = 2;
    /** A stream that was held up, or a look that came late, leaves holes that say nothing. */
    private static final int UNKNOWN_PERCENT = 15;
    /** Speech of 0.8 s is enough to tell. */
    private static final int ENOUGH_SPEECH = 40;
    private static final int ENOUGH_SILENCE = 50;
    private static final float SPEECH_DB = -45;
    private static final float QUIET_DB = -70;
    private static final float NOTHING_DB = -60;
    private static final float NOISE_DB = -50;
    private static final int MISSING_PERCENT = 20;
    private static final int NOISE_PERCENT = 50;
    private static final double ALIKE = 0.7;
    /** Holes make it less alike; what is still so much alike is the same with holes in it. */
    private static final double RELATED = 0.4;
    /** Spread of levels, in dB, that has a shape to recognise. */
    private static final double SHAPE_DB = 3;
    /** Frames of both sides lie differently within the steps, and a codec smears a little. */
    private static final int SMEAR = 3;

    private final Levels sent;
    private final Levels heard;
    private int delay = -1;
    private int silent;

    /** @param heard its steps are those of arrival */
    public Comparison(Levels sent, Levels heard) {
        this.sent = sent;
        this.heard = heard;
    }

    /** Compares, at this step of the clock; empty when there is nothing to tell: too little was sent or heard, or nothing but what is both silent. */
    public Optional<Finding> at(long now) {
        long to = Math.min(now, Math.min(sent.newest(), heard.newest())) - LONGEST_DELAY;
        long from = to - WINDOW;
        if (to > now || !known(sent, from, to) || !known(heard, from, to + LONGEST_DELAY)) {
            return Optional.empty();
        }
        int speech = 0;
        for (long s = from; s < to; s++) {
            speech += sent.at(s) > SPEECH_DB ? 1 : 0;
        }
        return speech >= ENOUGH_SPEECH ? ofSpeech(from, to) : ofSilence(from, to);
    }

    /** Forgets the delay: the stream is another. */
    public void begin() {
        delay = -1;
        silent = 0;
    }

    private static boolean known(Levels levels, long from, long to) {
        int unknown = 0;
        for (long s = from; s < to; s++) {
            unknown += Float.isNaN(levels.at(s)) ? 1 : 0;
        }
        return unknown * 100L <= (to - from) * UNKNOWN_PERCENT;
    }

    private Optional<Finding> ofSpeech(long from, long to) {
        if (peak(from, to + LONGEST_DELAY) < NOTHING_DB) {
            // Once may be sound that is even later than that: it comes before the next comparison.
            silent++;
            return silent < SILENT_TO_TELL ? Optional.empty() : Optional.of(new Finding(Kind.MUTE, -1, 100));
        }
        silent = 0;
        if (spread(sent, from, to) >= SHAPE_DB) {
            double best = -1;
            int lag = 0;
            for (int l = 0; l <= LONGEST_DELAY; l++) {
                double alike = correlation(from, to, l);
                if (alike > best) {
                    best = alike;
                    lag = l;
                }
            }
            int torn = best < ALIKE && best >= RELATED ? missingPercent(from, to, lag) : 0;
            if (torn >= MISSING_PERCENT) {
                return Optional.of(new Finding(Kind.MISSING, lag, torn));
            }
            if (best < ALIKE) {
                return Optional.of(new Finding(Kind.OTHER, -1, 0));
            }
            delay = lag;
        }
        if (delay < 0) {
            // A sound without a shape, and no delay known: that something is heard is all that can be told.
            return Optional.empty();
        }
        int missing = missingPercent(from, to, delay);
        if (missing >= MISSING_PERCENT) {
            return Optional.of(new Finding(Kind.MISSING, delay, missing));
        }
        return Optional.of(noise(from, to).orElse(new Finding(Kind.SAME, delay, missing)));
    }

    /** Without speech the delay is that of before. */
    private Optional<Finding> ofSilence(long from, long to) {
        return delay < 0 ? Optional.empty() : noise(from, to);
    }

    private float peak(long from, long to) {
        float peak = Levels.SILENCE;
        for (long s = from; s < to; s++) {
            float level = heard.at(s);
            peak = Float.isNaN(level) ? peak : Math.max(peak, level);
        }
        return peak;
    }

    private int missingPercent(long from, long to, int lag) {
        int speech = 0;
        int missing = 0;
        for (long s = from; s < to; s++) {
            if (sent.at(s) > SPEECH_DB) {
                speech++;
                float level = extreme(heard, s + lag, true);
                missing += !Float.isNaN(level) && level < NOTHING_DB ? 1 : 0;
            }
        }
        return missing * 100 / speech;
    }

    private Optional<Finding> noise(long from, long to) {
        int quiet = 0;
        int noisy = 0;
        // The neighbours of what is looked at must be known on both sides.
        for (long s = from + SMEAR; s < to - SMEAR; s++) {
            if (extreme(sent, s, true) < QUIET_DB) {
                quiet++;
                noisy += extreme(heard, s + delay, false) > NOISE_DB ? 1 : 0;
            }
        }
        int percent = quiet < ENOUGH_SILENCE ? 0 : noisy * 100 / quiet;
        return percent >= NOISE_PERCENT ? Optional.of(new Finding(Kind.NOISE, delay, percent)) : Optional.empty();
    }

    /** The highest, or the lowest, level around a step. */
    private static float extreme(Levels levels, long step, boolean highest) {
        float found = Float.NaN;
        for (long s = step - SMEAR; s <= step + SMEAR; s++) {
            float level = levels.at(s);
            if (!Float.isNaN(level)) {
                found = Float.isNaN(found) ? level : highest ? Math.max(found, level) : Math.min(found, level);
            }
        }
        return found;
    }

    private double correlation(long from, long to, int lag) {
        double meanSent = mean(sent, from, to);
        double meanHeard = mean(heard, from + lag, to + lag);
        double both = 0;
        double ofSent = 0;
        double ofHeard = 0;
        for (long s = from; s < to; s++) {
            if (Float.isNaN(sent.at(s)) || Float.isNaN(heard.at(s + lag))) {
                continue;
            }
            double a = loud(sent.at(s)) - meanSent;
            double b = loud(heard.at(s + lag)) - meanHeard;
            both += a * b;
            ofSent += a * a;
            ofHeard += b * b;
        }
        return ofSent == 0 || ofHeard == 0 ? 0 : both / Math.sqrt(ofSent * ofHeard);
    }

    private static double spread(Levels levels, long from, long to) {
        double mean = mean(levels, from, to);
        double sum = 0;
        for (long s = from; s < to; s++) {
            double off = Float.isNaN(levels.at(s)) ? 0 : loud(levels.at(s)) - mean;
            sum += off * off;
        }
        return Math.sqrt(sum / (to - from));
    }

    private static double mean(Levels levels, long from, long to) {
        double sum = 0;
        int known = 0;
        for (long s = from; s < to; s++) {
            if (!Float.isNaN(levels.at(s))) {
                sum += loud(levels.at(s));
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /** A codec's silence may be any level that nobody hears. */
    private static double loud(float level) {
        return Math.max(level, NOTHING_DB);
    }
}
