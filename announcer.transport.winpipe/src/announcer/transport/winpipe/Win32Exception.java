package announcer.transport.winpipe;

import java.io.IOException;

/** A call of Windows has failed. */
final class Win32Exception extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    Win32Exception(String call, int code) {
        super(call + " failed with Windows error " + code);
        this.code = code;
    }

    /** Returns the code of GetLastError. */
    int code() {
        return code;
    }
}
