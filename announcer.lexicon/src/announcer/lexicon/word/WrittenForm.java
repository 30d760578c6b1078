package announcer.lexicon.word;

import java.text.Normalizer;

/** The form in which words are compared: composed (NFC), with one kind of apostrophe, hyphen and space. Upper and lower case differ, as PLS has it. */
final class WrittenForm {
    /** It cannot be used; the message says why and what to do. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    private WrittenForm() {
    }

    /** Of an entry. */
    static String of(String written) throws Unusable {
        String form = collapsed(written);
        check("what is written", form);
        StringBuilder folded = new StringBuilder(form.length());
        for (int i = 0; i < form.length(); i++) {
            folded.append(folded(form.charAt(i)));
        }
        return folded.toString();
    }

    /** What is to be said, as it is given to a speech engine. */
    static String said(String said) throws Unusable {
        String form = collapsed(said);
        check("what is said", form);
        return form;
    }

    private static String collapsed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }

    private static void check(String what, String text) throws Unusable {
        if (text.length() > Entry.LONGEST) {
            throw new Unusable(what + " has " + text.length() + " characters; " + Entry.LONGEST + " are allowed");
        }
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new Unusable(what + " has neither letter nor digit; give it, or take the entry out");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new Unusable(what + " has a control character; take it out");
        }
    }

    /** A character of a text as entries have it. */
    static char folded(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u02bc', '\u2032' -> '\'';
            case '\u2010', '\u2011' -> '-';
            case '\u00a0', '\u202f' -> ' ';
            default -> c;
        };
    }
}
