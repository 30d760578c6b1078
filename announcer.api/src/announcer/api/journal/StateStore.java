package announcer.api.journal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Durable memory of a bundle's own state: small records in namespaces, in the journal's store. "Durable" means: it survives a killed process and a
 * power cut. A namespace belongs to one bundle and begins with its name: {@code calling}, {@code calling/day/2026-11-30}. Safe for use by any
 * thread. After the service has gone, every method throws a {@link JournalException}.
 */
@ConsumerType
public interface StateStore {
    /** The longest namespace and the longest key, in characters (UTF-16). */
    int LONGEST_KEY = 300;
    /** The longest value, in characters (UTF-16). */
    int LONGEST_VALUE = 1 << 20;

    /**
     * One record as it shall be. Immutable.
     *
     * @param namespace whose it is
     * @param key its key in the namespace
     * @param value its value; empty: there shall be none
     */
    record Change(String namespace, String key, Optional<String> value) {
        public Change {
            Objects.requireNonNull(namespace, "namespace");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }

        /** A record that shall be there. */
        public static Change put(String namespace, String key, String value) {
            return new Change(namespace, key, Optional.of(value));
        }

        /** A record that shall not be there. */
        public static Change remove(String namespace, String key) {
            return new Change(namespace, key, Optional.empty());
        }
    }

    /**
     * Writes records in one transaction, in their order: all of it is durable when this returns. It takes milliseconds; several callers share one
     * write.
     *
     * @throws JournalException when it could not be written; nothing of it is kept. After a disk that did not answer in time it may be
     *             written yet: writing the records again, as they shall be, does no harm
     * @throws IllegalArgumentException when a namespace, key or value is too long
     */
    void write(List<Change> changes) throws JournalException;

    /**
     * All records of a namespace by their keys, in the order of the keys; what was written before included.
     *
     * @throws JournalException when they cannot be read
     */
    Map<String, String> read(String namespace) throws JournalException;

    /**
     * The namespaces that have records and begin with this, in their order.
     *
     * @throws JournalException when they cannot be read
     */
    List<String> namespaces(String prefix) throws JournalException;

    /**
     * Removes all records of a namespace, in one transaction.
     *
     * @throws JournalException when they could not be removed
     */
    void clear(String namespace) throws JournalException;
}
