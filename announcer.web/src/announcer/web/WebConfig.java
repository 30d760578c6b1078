package announcer.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP API. Host and port belong to the HTTP server ({@code org.apache.felix.http}). */
@ObjectClassDefinition(name = "Announcer: HTTP API", description = "Limits of the HTTP API under /api. Its host and port are set in the HTTP server's own configuration (org.apache.felix.http).")
@interface WebConfig {
    /** Default of {@link #maxBodyBytes()}. */
    int DEFAULT_BODY_BYTES = 1_048_576;
    /** Default of {@link #maxWaitSeconds()}. */
    int DEFAULT_WAIT_SECONDS = 60;

    @AttributeDefinition(name = "Largest request body (bytes)", description = "A longer body is refused with 413 while it is being read. 1024 to 67108864; default 1048576 (1 MiB).", min = "1024", max = "67108864")
    int maxBodyBytes() default DEFAULT_BODY_BYTES;

    @AttributeDefinition(name = "Longest wait for an outcome (seconds)", description = "The largest value of ?wait= on GET /api/announcements/{id}. 0 to 600; default 60.", min = "0", max = "600")
    int maxWaitSeconds() default DEFAULT_WAIT_SECONDS;
}
