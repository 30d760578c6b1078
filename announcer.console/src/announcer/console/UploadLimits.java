package announcer.console;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The limits of request bodies to the console.
 *
 * @param maxUploadBytes of a file
 */
record UploadLimits(long maxUploadBytes) {
    /** No form of the console is anywhere near that. */
    static final long MOST_OF_A_FORM = 2L << 20;
    private static final long MEGABYTE = 1_000_000;

    static UploadLimits ofMegabytes(int megabytes) {
        return new UploadLimits(megabytes * MEGABYTE);
    }

    /**
     * A refusal.
     *
     * @param status of HTTP
     */
    record Refusal(int status, String sentence) {}

    /** Why a request's body is not taken, or null. */
    Refusal refusal(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean isFile = isMultipart(request);
        if (length < 0 && (isFile || request.getHeader("Transfer-Encoding") != null)) {
            return new Refusal(411, "What is sent to the console must say how long it is (header Content-Length).");
        }
        long most = isFile ? maxUploadBytes : MOST_OF_A_FORM;
        return length <= most
                ? null
                : new Refusal(413, isFile
                        ? "The upload has " + length + " bytes, at most " + most
                                + " are taken: setting maxUploadMegabytes of announcer.console"
                        : "The form has " + length + " bytes, at most " + most + " are taken.");
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
