package announcer.api.calling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import announcer.api.Request;

/**
 * What a call would say. Immutable.
 *
 * @param number the number as it is called
 * @param words the words in each language, in their order
 * @param request the announcement
 */
public record Words(String number, List<InLanguage> words, Request request) {
    /** @param language tag of the language @param text the words @param voice id of the voice that is to speak them; empty: the best */
    public record InLanguage(String language, String text, Optional<String> voice) {
        public InLanguage {
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(voice, "voice");
        }
    }

    public Words {
        Objects.requireNonNull(number, "number");
        words = List.copyOf(words);
        Objects.requireNonNull(request, "request");
    }
}
