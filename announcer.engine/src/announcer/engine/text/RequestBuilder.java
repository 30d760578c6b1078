package announcer.engine.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.api.speech.Prosody;
import announcer.engine.text.sayas.Characters;
import announcer.engine.text.sayas.SayAsMode;

/** One request to an engine while it is put together: of one volume, beginning and ending with words. */
final class RequestBuilder {
    /** Words, or a break when {@code pause} is not zero. */
    private record Item(String text, SpeechStyle style, SayAsMode reading, Duration pause) {}

    private final Locale locale;
    private final List<Item> items = new ArrayList<>();
    private Prosody prosody = Prosody.NEUTRAL;
    private boolean hasWords;

    RequestBuilder(Locale locale) {
        this.locale = locale;
    }

    boolean hasWords() {
        return hasWords;
    }

    /** That of its last words. */
    Prosody prosody() {
        return prosody;
    }

    void add(String text, SpeechStyle style, SayAsMode reading) {
        // Punctuation takes the way of the words before it.
        boolean words = Characters.hasWords(text);
        SpeechStyle way = words || items.isEmpty() ? style : new SpeechStyle(prosody, style.emphasis());
        if (words) {
            if (!hasWords) {
                items.replaceAll(item -> new Item(item.text(), item.style().with(style.prosody()), item.reading(), item.pause()));
            }
            hasWords = true;
        }
        prosody = way.prosody();
        items.add(new Item(text, way, reading, Duration.ZERO));
    }

    void pause(Duration duration) {
        if (!duration.isZero()) {
            items.add(new Item(" ", SpeechStyle.NEUTRAL, new SayAsMode.AsWritten(), duration));
        }
    }

    /** @param ssml whether the engine understands more of SSML than the phonemes that it was given */
    RenderedPart.Speech part(boolean ssml) {
        StringBuilder text = new StringBuilder();
        boolean uniform = true;
        boolean plain = true;
        boolean phonemes = false;
        for (Item item : items) {
            text.append(item.text());
            boolean spoken = item.pause().isZero();
            uniform &= !spoken || item.style().prosody().equals(prosody);
            phonemes |= item.reading() instanceof SayAsMode.Phoneme;
            plain &= spoken && item.style().emphasis() == Emphasis.UNMARKED;
        }
        Prosody whole = uniform ? prosody : Prosody.NEUTRAL.withVolume(prosody.volume());
        boolean worthIt = phonemes || ssml && !(uniform && plain);
        return new RenderedPart.Speech(collapsed(text), worthIt ? Optional.of(document(!ssml, uniform)) : Optional.empty(), whole);
    }

    private static String collapsed(StringBuilder text) {
        return text.toString().strip().replaceAll(" {2,}", " ");
    }

    private String document(boolean phonemesOnly, boolean uniform) {
        StringBuilder out = new StringBuilder("<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\"");
        if (!locale.getLanguage().isEmpty()) {
            out.append(" xml:lang=\"").append(locale.toLanguageTag()).append('"');
        }
        out.append('>');
        for (Item item : items) {
            if (item.pause().isZero()) {
                words(item, !phonemesOnly && !uniform, !phonemesOnly, out);
            } else {
                out.append("<break time=\"").append(item.pause().toMillis()).append("ms\"/>");
            }
        }
        return out.append("</speak>").toString();
    }

    private static void words(Item item, boolean various, boolean emphasis, StringBuilder out) {
        Prosody p = item.style().prosody();
        boolean changed = various && (p.rate() != 1 || p.pitch() != 1);
        boolean stressed = emphasis && item.style().emphasis() != Emphasis.UNMARKED;
        if (changed) {
            out.append("<prosody");
            if (p.rate() != 1) {
                out.append(" rate=\"").append(percent(p.rate())).append('"');
            }
            if (p.pitch() != 1) {
                out.append(" pitch=\"").append(p.pitch() > 1 ? "+" : "").append(percent(p.pitch() - 1)).append('"');
            }
            out.append('>');
        }
        if (stressed) {
            out.append("<emphasis level=\"").append(item.style().emphasis().level()).append("\">");
        }
        if (item.reading() instanceof SayAsMode.Phoneme phoneme) {
            out.append("<phoneme");
            if (!phoneme.alphabet().isEmpty()) {
                out.append(" alphabet=\"").append(escaped(phoneme.alphabet())).append('"');
            }
            out.append(" ph=\"").append(escaped(phoneme.ph())).append("\">").append(escaped(item.text())).append("</phoneme>");
        } else {
            out.append(escaped(item.text()));
        }
        out.append(stressed ? "</emphasis>" : "").append(changed ? "</prosody>" : "");
    }

    private static String percent(double factor) {
        return BigDecimal.valueOf(factor * 100).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + "%";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
