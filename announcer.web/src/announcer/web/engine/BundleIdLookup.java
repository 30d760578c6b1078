package announcer.web.engine;

import java.util.OptionalLong;

/** Tells a bundle's number in the framework. */
@FunctionalInterface
public interface BundleIdLookup {
    /** @param bundle symbolic name and version, with a space between; empty when no such bundle is installed */
    OptionalLong id(String bundle);
}
