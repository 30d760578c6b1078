package announcer.web.bundles;

import java.io.IOException;

import announcer.web.http.Problem;

/** A change to a bundle, which takes as long as the bundle takes. */
@FunctionalInterface
interface BundleOperation {
    void run() throws Problem, IOException;
}
