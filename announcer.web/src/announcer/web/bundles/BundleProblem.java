package announcer.web.bundles;

/**
 * The problem of a bundle.
 *
 * @param words for people: what is wrong and what to do, as a sentence
 * @param detail the framework's own words; empty when it said nothing
 */
record BundleProblem(String words, String detail) {
    static BundleProblem of(String words) {
        return new BundleProblem(words, "");
    }
}
