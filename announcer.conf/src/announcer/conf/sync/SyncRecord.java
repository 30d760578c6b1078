package announcer.conf.sync;

/**
 * The state of a file and its configuration when they last agreed.
 *
 * @param fileHash of the file's bytes
 * @param fingerprint of the configuration's values; null: there was none
 * @param invalid the file was not valid, so that the configuration is not its content
 */
record SyncRecord(String fileHash, String fingerprint, boolean invalid) {}
