package announcer.web.bundles;

import com.google.gson.JsonPrimitive;

import announcer.web.http.Problem;

/** The problems that the API answers when an operation on a bundle fails. */
final class BundleProblems {
    private BundleProblems() {
    }

    static Problem unknown(String id) {
        return new Problem(404, "unknown-bundle", "No such bundle", "no bundle has the number or the symbolic name \""
                + Problem.shortened(id) + "\"; GET /api/bundles lists them").about("id", id);
    }

    static Problem isProtected() {
        return new Problem(403, "protected", "This bundle is protected",
                "bundle 0 is the framework itself: it is not stopped, updated or uninstalled from here; stop Announcer instead");
    }

    /**
     * @param words what went wrong, as a sentence
     * @param raw the framework's own words; may be empty
     */
    static Problem failed(String words, String raw) {
        Problem problem = new Problem(409, "bundle-failed", "The bundle did not do it", words);
        return raw.isEmpty() ? problem : problem.with("raw", new JsonPrimitive(raw));
    }

    static Problem failed(String before, BundleProblem problem) {
        return failed(before + problem.words(), problem.detail());
    }
}
