package announcer.web.engine;

import java.util.Locale;
import java.util.Map;

import announcer.api.speech.Prosody;
import announcer.web.http.Problem;

/** The prosody fields of a request. {@link Prosody} checks their ranges; here are the words for them. */
public enum ProsodyField {
    /** Speed. */
    RATE("from 0.25 to 4, where 1 is the voice's own speed and 2 takes half the time"),
    /** Fundamental frequency. */
    PITCH("from 0.5 to 2, where 1 is the voice's own pitch and 2 is an octave higher"),
    /** Amplitude. */
    VOLUME("from 0 to 4, where 1 is the usual volume, 2 is 6 dB louder and 0 is silence");

    /** A number as JSON writes it, and not what else Java takes for one (NaN, 0x1p3, 2f). Bounded, since reading digits takes time. */
    private static final String NUMBER = "-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?";

    private final String range;

    ProsodyField(String range) {
        this.range = range;
    }

    /** The field's name. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the field is one of these. */
    public static boolean isOne(String field) {
        for (ProsodyField factor : values()) {
            if (factor.field().equals(field)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the fields; the voice's own prosody where they are absent. */
    public static Prosody prosody(Map<String, String> fields) throws Problem {
        Prosody prosody = Prosody.NEUTRAL;
        for (ProsodyField factor : values()) {
            String value = fields.get(factor.field());
            if (value != null) {
                prosody = factor.read(prosody, value);
            }
        }
        return prosody;
    }

    private Prosody read(Prosody prosody, String value) throws Problem {
        double number = value.matches(NUMBER) ? Double.parseDouble(value) : Double.NaN;
        try {
            // Zero has no sign: added to it, -0.0 becomes 0.0.
            return with(prosody, number + 0.0);
        } catch (IllegalArgumentException e) {
            throw Problem.field(field(), value, field() + " is " + Problem.shortened(value) + "; it must be a number " + range);
        }
    }

    private Prosody with(Prosody prosody, double number) {
        return switch (this) {
            case RATE -> prosody.withRate(number);
            case PITCH -> prosody.withPitch(number);
            case VOLUME -> prosody.withVolume(number);
        };
    }
}
