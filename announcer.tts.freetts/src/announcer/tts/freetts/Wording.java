package announcer.tts.freetts;

import java.util.ArrayList;
import java.util.List;

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
import announcer.lib.pronunciation.Spelling;

/**
 * A text as FreeTTS says all of it, and the words that it makes of it. They are made before there is any sound, by the steps that are taken again
 * when it speaks: a token without a sounding word is spelled, or the text is refused. Belongs to one loaded voice, and to its thread.
 */
final class Wording {
    /** The most tokens of one utterance, as {@code Voice.speak} has it. */
    private static final int LONGEST_UTTERANCE = 500;

    private final com.sun.speech.freetts.Voice freeTts;
    private final UtteranceProcessor tokenToWords;
    private final Lexicon lexicon;

    /** @param freeTts loaded */
    Wording(com.sun.speech.freetts.Voice freeTts) {
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
        String english = UsStates.apart(EnglishText.of(voice, text));
        if (!Spelling.isSpoken(english)) {
            return new Spoken("", List.of());
        }
        Attempt first = new Attempt(english);
        if (first.unspoken.isEmpty()) {
            return first.spoken();
        }
        Attempt second = new Attempt(first.spelled(voice));
        if (second.unspoken.isEmpty()) {
            return second.spoken();
        }
        throw Spelling.impossible(voice, first.unspoken.get(0));
    }

    /** One text through FreeTTS's first steps. */
    private final class Attempt {
        private final String text;
        private final List<String> words = new ArrayList<>();
        private final List<String> unspoken = new ArrayList<>();
        private final List<Token> tokens = new ArrayList<>();

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
            for (Token token : utterance) {
                boolean sounds = false;
                for (Item word = item == null ? null : item.getDaughter(); word != null; word = word.getNext()) {
                    sounds |= add(word.toString());
                }
                if (!sounds && Spelling.isSpoken(token.getWord())) {
                    unspoken.add(token.getWord());
                }
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

        private boolean add(String word) {
            String[] sounds = lexicon.getPhones(word, null);
            boolean any = sounds != null && sounds.length > 0;
            if (any) {
                words.add(word);
            }
            return any;
        }

        Spoken spoken() {
            return new Spoken(text, List.copyOf(words));
        }

        /** The same text with each token spelled that has no sound. */
        String spelled(Voice voice) {
            StringBuilder spelled = new StringBuilder();
            for (Token token : tokens) {
                String word = token.getWord();
                spelled.append(spelled.length() == 0 ? "" : " ").append(unspoken.contains(word) ? Spelling.out(voice, word) : word)
                        .append(token.getPostpunctuation());
            }
            return spelled.toString();
        }
    }
}
