package announcer.console;

/** Texts that become part of a page. */
final class Html {
    private Html() {
    }

    /** Nothing of the text is markup, in an element or in a quoted attribute. */
    static String escaped(String text) {
        StringBuilder b = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> b.append("&amp;");
                case '<' -> b.append("&lt;");
                case '>' -> b.append("&gt;");
                case '"' -> b.append("&quot;");
                case '\'' -> b.append("&#39;");
                default -> b.appendCodePoint(c);
            }
        });
        return b.toString();
    }
}
