package announcer.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP API. Host and port belong to the HTTP server ({@code org.apache.felix.http}). */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/web")
@interface WebConfig {
    /** Default of {@link #maxBodyBytes()}. */
    int DEFAULT_BODY_BYTES = 1_048_576;
    /** Default of {@link #maxWaitSeconds()}. */
    int DEFAULT_WAIT_SECONDS = 60;
    /** Default of {@link #bodySeconds()}. */
    int DEFAULT_BODY_SECONDS = 20;
    /** Default of {@link #requestsPerSecond()}. */
    int DEFAULT_REQUESTS_PER_SECOND = 200;
    /** Default of {@link #maxListeners()}. */
    int DEFAULT_LISTENERS = 20;
    /** Default of {@link #maxConnections()}: room for all that may wait, watch and listen at once. */
    int DEFAULT_CONNECTIONS = 1500;
    /** Default of {@link #headSeconds()}. */
    int DEFAULT_HEAD_SECONDS = 10;
    /** Default of {@link #maxBundleMegabytes()}. */
    int DEFAULT_BUNDLE_MEGABYTES = 100;

    @AttributeDefinition(name = "%maxBodyBytes", description = "%maxBodyBytes.help", min = "1024", max = "67108864")
    int maxBodyBytes() default DEFAULT_BODY_BYTES;

    @AttributeDefinition(name = "%maxWaitSeconds", description = "%maxWaitSeconds.help", min = "0", max = "600")
    int maxWaitSeconds() default DEFAULT_WAIT_SECONDS;

    @AttributeDefinition(name = "%bodySeconds", description = "%bodySeconds.help", min = "1", max = "600")
    int bodySeconds() default DEFAULT_BODY_SECONDS;

    @AttributeDefinition(name = "%requestsPerSecond", description = "%requestsPerSecond.help", min = "0", max = "100000")
    int requestsPerSecond() default DEFAULT_REQUESTS_PER_SECOND;

    @AttributeDefinition(name = "%maxListeners", description = "%maxListeners.help", min = "0", max = "50")
    int maxListeners() default DEFAULT_LISTENERS;

    @AttributeDefinition(name = "%maxConnections", description = "%maxConnections.help", min = "50", max = "65535")
    int maxConnections() default DEFAULT_CONNECTIONS;

    @AttributeDefinition(name = "%headSeconds", description = "%headSeconds.help", min = "1", max = "600")
    int headSeconds() default DEFAULT_HEAD_SECONDS;

    @AttributeDefinition(name = "%maxBundleMegabytes", description = "%maxBundleMegabytes.help", min = "1", max = "2000")
    int maxBundleMegabytes() default DEFAULT_BUNDLE_MEGABYTES;
}
