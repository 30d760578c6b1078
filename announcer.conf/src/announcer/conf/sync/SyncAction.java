package announcer.conf.sync;

/** The action that brings one file and its configuration to agree. */
enum SyncAction {
    NOTHING, LOAD, WRITE, DELETE_CONFIGURATION, DELETE_FILE, FORGET;

    /**
     * The whole decision.
     *
     * @param record what was there when both sides last agreed, or null
     * @param fileHash of the file now, or null when there is none
     * @param fingerprint of the configuration now, or null when there is none
     * @param start in the first pass: the file wins, and a configuration that is missing was lost, not deleted
     */
    static SyncAction of(SyncRecord record, String fileHash, String fingerprint, boolean start) {
        if (record == null) {
            return fileHash != null ? LOAD : fingerprint != null ? WRITE : NOTHING;
        }
        boolean fileSame = record.fileHash().equals(fileHash);
        boolean configurationSame = fingerprint != null && fingerprint.equals(record.fingerprint());
        if (fileHash == null) {
            // A configuration that was saved after its file went is the newer word of the two.
            return fingerprint == null ? FORGET : configurationSame || start ? DELETE_CONFIGURATION : WRITE;
        }
        if (!fileSame || (start && record.invalid())) {
            return LOAD;
        }
        if (fingerprint == null) {
            return record.fingerprint() == null ? NOTHING : start ? LOAD : DELETE_FILE;
        }
        return configurationSame ? NOTHING : WRITE;
    }
}
