package announcer.tts.freetts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.ProcessException;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Token;
import com.sun.speech.freetts.Tokenizer;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.en.us.TokenToWords;
import com.sun.speech.freetts.lexicon.Lexicon;

import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.pronunciation.EnglishText;
import announcer.lib.pronunciation.UnknownTokens;

/**
 * A text as FreeTTS says all of it, and the words that it makes of it. They are made before there is any sound, by the steps that are taken again
 * when it speaks: a token without a sounding word is spelled, or the
 * text is refused. Belongs to one loaded voice, and to its thread.
 */
final class FreeTtsText {
    /** The most tokens of one utterance, as {@code Voice.speak} has it. */
    private static final int LONGEST_UTTERANCE = 500;

    private final com.sun.speech.freetts.Voice freeTts;
    private final UtteranceProcessor tokenToWords;
    private final Lexicon lexicon;

    /** @param freeTts loaded */
    FreeTtsText(com.sun.speech.freetts.Voice freeTts) {
        this.freeTts = freeTts;
        tokenToWords = processor(freeTts);
        lexicon = freeTts.getLexicon();
    }

    private static UtteranceProcessor processor(com.sun.speech.freetts.Voice freeTts) {
        for (Object processor : freeTts.getUtteranceProcessors()) {
            if (processor instanceof TokenToWords words) {
                return words;
            }
        }
        throw new IllegalStateException("FreeTTS has no TokenToWords for " + freeTts.getName() + ": the bundle is incomplete");
    }

    /**
     * @param text what FreeTTS is to be given; blank when there is nothing to say
     * @param words what it says, in order: each has sounds
     */
    record Spoken(String text, List<String> words) {}

    /** @throws UnspeakableTextException when a token cannot be said; it names the token */
    Spoken of(Voice voice, String text) throws UnspeakableTextException {
        String english = EnglishText.of(voice, text);
        if (!UnknownTokens.isSpoken(english)) {
            return new Spoken("", List.of());
        }
        Attempt first = new Attempt(english);
        if (first.unspoken.isEmpty() && !first.misread) {
            return first.spoken();
        }
        Attempt second = new Attempt(first.spelled(voice));
        if (second.unspoken.isEmpty()) {
            return second.spoken();
        }
        throw UnknownTokens.impossible(voice, second.unspoken.iterator().next());
    }

    /** One text through FreeTTS's first steps. */
    private final class Attempt {
        private final String text;
        private final List<String> words = new ArrayList<>();
        private final Set<String> unspoken = new LinkedHashSet<>();
        private final List<Token> tokens = new ArrayList<>();
        /** What is to stand in each token's place. */
        private final List<String> meant = new ArrayList<>();
        private boolean misread;

        Attempt(String text) {
            this.text = text;
            Tokenizer tokenizer = freeTts.getTokenizer();
            tokenizer.setInputText(text);
            List<Token> utterance = new ArrayList<>();
            while (tokenizer.hasMoreTokens()) {
                Token token = tokenizer.getNextToken();
                // A text's words depend on their neighbours in the utterance, so it ends where Voice.speak ends it.
                if (token.getWord().isEmpty() || utterance.size() > LONGEST_UTTERANCE || tokenizer.isBreak()) {
                    process(utterance);
                    utterance.clear();
                }
                utterance.add(token);
            }
            process(utterance);
        }

        private void process(List<Token> utterance) {
            if (utterance.isEmpty()) {
                return;
            }
            tokens.addAll(utterance);
            Utterance made = new Utterance(freeTts, new ArrayList<>(utterance));
            boolean processed = run(made);
            Item item = processed ? made.getRelation(Relation.TOKEN).getHead() : null;
            for (int i = 0; i < utterance.size(); i++) {
                String token = utterance.get(i).getWord();
                int before = words.size();
                for (Item word = item == null ? null : item.getDaughter(); word != null; word = word.getNext()) {
                    add(word.toString());
                }
                List<String> own = words.subList(before, words.size());
                if (own.isEmpty() && UnknownTokens.isSpoken(token)) {
                    unspoken.add(token);
                }
                boolean afterComma = i > 0 && utterance.get(i - 1).getPostpunctuation().contains(",");
                boolean beforeNumber = i + 1 < utterance.size() && startsWithDigit(utterance.get(i + 1).getWord());
                meant.add(UsStates.meant(token, own, afterComma, beforeNumber));
                misread |= !meant.get(meant.size() - 1).equals(token);
                item = item == null ? null : item.getNext();
            }
        }

        /** Returns whether FreeTTS has come to an end with it: at some odd tokens it throws what nobody expects. */
        private boolean run(Utterance made) {
            try {
                tokenToWords.processUtterance(made);
                return true;
            } catch (ProcessException | RuntimeException e) {
                return false;
            }
        }

        private void add(String word) {
            String[] sounds = lexicon.getPhones(word, null);
            if (sounds != null && sounds.length > 0) {
                words.add(word);
            }
        }

        private static boolean startsWithDigit(String word) {
            return !word.isEmpty() && Character.isDigit(word.charAt(0));
        }

        Spoken spoken() {
            return new Spoken(text, List.copyOf(words));
        }

        /** The same text with what has no sound spelled, and what was misread as it is meant. */
        String spelled(Voice voice) {
            StringBuilder spelled = new StringBuilder(text.length() + 16);
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                boolean silent = unspoken.contains(token.getWord());
                spelled.append(i == 0 ? "" : " ").append(token.getPrepunctuation())
                        .append(silent ? UnknownTokens.spelled(voice, token.getWord()) : meant.get(i)).append(token.getPostpunctuation());
            }
            return spelled.toString();
        }
    }
}
